"""Datasheets as files: the current one of a product, and one of each revision for ever."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from catalog.models import Listing
from datasheets.archive import obtain


@require_safe
def datasheet(request: HttpRequest, catalog_number: str) -> HttpResponseBase:
    """The technical datasheet of the revision shown now. A withdrawn product has none."""
    listing = Listing.objects.shown(catalog_number)
    if listing is None or listing.withdrawn:
        raise Http404
    if catalog_number != listing.catalog_number:
        return redirect("datasheets:datasheet", listing.catalog_number, permanent=True)
    return _serve(request, listing)


@require_safe
def revision_datasheet(request: HttpRequest, catalog_number: str, number: int) -> HttpResponseBase:
    """The technical datasheet of one revision that the public has seen."""
    listing = Listing.objects.public_revision(catalog_number, number)
    if listing is None or listing.withdrawn:
        raise Http404
    return _serve(request, listing)


def _serve(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    document = obtain(listing.revision)
    etag = quote_etag(document.sha256)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(
            document.file.open("rb"),
            content_type="application/pdf",
            filename=f"{document.number}.pdf",
        )
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
