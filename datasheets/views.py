"""Datasheets as files, the current one of a product and one of each revision for ever; the page of
all versions; and a page that says of any file whether it is one of them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalog.models import Listing
from catalog.untrusted import BusyError
from datasheets import ranges
from datasheets.archive import awaited, latest
from datasheets.documents.tds import document_number
from datasheets.history import product_of, versions
from datasheets.models import Datasheet
from datasheets.uploads import TooLargeError, uploaded
from datasheets.variants import Variant, variant_named, variants
from datasheets.verification import MAX_SIZE, UnverifiableError, verify

SOON, SOMEBODY_MUST_HELP = 5, 3600
"""Seconds until it is worth while to ask again."""


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


@require_safe
def document(request: HttpRequest, number: str) -> HttpResponse:
    """All versions of a product's datasheet: when, why, and what changed."""
    shown = product_of(number)
    if shown is None:
        raise Http404
    if number != document_number(shown.catalog_number):
        return redirect("datasheets:document", document_number(shown.catalog_number))
    context = {"number": number, "shown": shown, "versions": versions(shown)}
    return render(request, "datasheets/document.html", context)


@require_safe
def document_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """One issue, for ever: its bytes never change, whatever has superseded it."""
    sheet = Datasheet.ready().filter(number=number).first()
    public = Listing.objects.ever_public()
    if sheet is None or not public.filter(revision=sheet.revision_id).exists():
        raise Http404
    return _serve(request, sheet)


def _obtained(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    """The document, if the site has it in the variant that is asked for, or ever had."""
    there_are = variants()
    variant = _variant_asked_for(request, there_are[0])
    if variant is None or not (
        variant in there_are or latest(listing.revision, variant.paper, variant.language)
    ):
        context = {"listing": listing, "variants": there_are}
        return render(request, "datasheets/no_such_variant.html", context, status=404)
    sheet = awaited(listing.revision, variant.paper, variant.language)
    if sheet and sheet.is_ready:
        return _serve(request, sheet)
    has_failed = sheet is not None and sheet.has_failed
    being_made = {"listing": listing, "has_failed": has_failed}
    response = render(request, "datasheets/unavailable.html", being_made, status=503)
    response["Retry-After"] = str(SOMEBODY_MUST_HELP if has_failed else SOON)
    response["Cache-Control"] = "no-store"
    return response


def _variant_asked_for(request: HttpRequest, usual: Variant) -> Variant | None:
    try:
        return variant_named(request.GET.get("paper"), request.GET.get("language"), usual)
    except ValueError:
        return None


def _serve(request: HttpRequest, sheet: Datasheet) -> HttpResponseBase:
    etag = quote_etag(sheet.sha256)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        name = f"{sheet.number}.pdf"
        response = ranges.answer(
            request, sheet.file, size=sheet.size or 0, etag=etag, filename=name
        )
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


@csrf_exempt  # it changes nothing and knows nobody, and so the form needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def verify_document(request: HttpRequest) -> HttpResponse:
    """Of a PDF that was dropped or chosen: what can be said. It is not stored."""
    context: dict[str, object] = {"most": MAX_SIZE // 2**20}
    status = 200
    if request.method == "POST":
        status, found = _verified(request)
        context |= found
    response = render(request, "datasheets/verify.html", context, status=status)
    if status == 503:
        response["Retry-After"] = str(SOON)
    response["Cache-Control"] = "no-store" if request.method == "POST" else "public, max-age=300"
    return response


def _verified(request: HttpRequest) -> tuple[int, dict[str, object]]:
    """The status, and the verdict or what is in its way."""
    try:
        content = uploaded(request, "file", MAX_SIZE)
        if not content:
            return 400, {"error": "No file was sent, or an empty one. Choose a PDF, then check it."}
        return 200, {"verdict": verify(content)}
    except TooLargeError:
        most = f"{MAX_SIZE // 2**20} MB"
        return 413, {"error": f"The file is larger than {most}. Choose the PDF of a datasheet."}
    except UnverifiableError as error:
        return 422, {"error": str(error)}
    except BusyError:
        return 503, {"error": "Other files are being checked just now. Try again in a few seconds."}
