"""The technical datasheet under the addresses of its product: the current one, and one of each
revision."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models import Listing
from datasheets.documents.registry import kind_of
from datasheets.documents.tds.editions import subject_of
from datasheets.documents.tds.kind import TechnicalDatasheet
from datasheets.serving import Asked, obtained


@require_safe
def datasheet(request: HttpRequest, catalog_number: str) -> HttpResponseBase:
    """The technical datasheet of the revision shown now; of a withdrawn product, its tombstone."""
    listing = Listing.objects.shown(catalog_number)
    if listing is None:
        raise Http404
    if listing.withdrawn:
        return redirect("catalog:product", listing.catalog_number, listing.slug)
    if catalog_number != listing.catalog_number:
        return redirect("datasheets:datasheet", listing.catalog_number, permanent=True)
    return _obtained(request, listing)


@require_safe
def revision_datasheet(request: HttpRequest, catalog_number: str, number: int) -> HttpResponseBase:
    """The technical datasheet of one revision that the public has seen."""
    listing = Listing.objects.public_revision(catalog_number, number)
    if listing is None or listing.withdrawn:
        raise Http404
    return _obtained(request, listing)


def _obtained(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    place = [listing.catalog_number, listing.revision.number]
    asked = Asked(
        kind=kind_of(TechnicalDatasheet.key),
        subject=subject_of(listing.revision),
        title=f"The technical datasheet of {listing.catalog_number} {listing.name}",
        file=reverse("datasheets:revision-datasheet", args=place),
        page=reverse("catalog:revision", args=place),
    )
    return obtained(request, asked)
