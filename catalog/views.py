"""Public pages: functions of a published document, the site settings and the code."""

import logging
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.http import conditional, tag
from catalog.keys import match_key
from catalog.models import Kind, Listing, Revision, SiteSettings, StoredFile
from catalog.page import page_context
from catalog.search import identifiers
from catalog.spec.differences import differences

PER_PAGE = 50
FOR_EVER = "public, max-age=31536000, immutable"

logger = logging.getLogger(__name__)


def site_version(site: SiteSettings) -> str:
    """Changes whenever a site setting does."""
    return repr(sorted((key, value) for key, value in vars(site).items() if key[0] != "_"))


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """The products on offer, searched and filtered, in pages."""
    query = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    listings: QuerySet[Listing] = Listing.objects.offered().order_by("name_key", "revision_id")
    if kind in Kind.values:
        listings = listings.filter(kind=kind)
    if query:
        listings = identifiers.matching(listings, query)
    page = Paginator(listings, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "query": query,
        "kind": kind,
        "kinds": Kind.choices,
        "total": page.paginator.count,
        "site": SiteSettings.current(),
        "previous_url": _page_url(request, page.previous_page_number)
        if page.has_previous()
        else "",
        "next_url": _page_url(request, page.next_page_number) if page.has_next() else "",
    }
    return render(request, "catalog/products.html", context)


def _page_url(request: HttpRequest, number: Any) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number())
    return f"?{parameters.urlencode()}"


@require_safe
def product(request: HttpRequest, catalog_number: str, slug: str = "") -> HttpResponseBase:
    """The revision shown of a product; its tombstone, with status 410, once it is withdrawn."""
    listing = Listing.objects.shown(catalog_number)
    if listing is None:
        return unknown(request, catalog_number)
    if (catalog_number, slug) != (listing.catalog_number, listing.slug):
        # Not permanent: a former number or slug may come back, and browsers would go in circles.
        return redirect("catalog:product", listing.catalog_number, listing.slug)
    if listing.withdrawn:
        return tombstone(request, listing.revision)
    return revision_page(request, listing.revision, notice=None)


@require_safe
def revision(request: HttpRequest, catalog_number: str, number: int) -> HttpResponseBase:
    """One revision for ever; it says on top when it is not the one shown now."""
    listing = Listing.objects.public_revision(catalog_number, number)
    if listing is None:
        return unknown(request, catalog_number)
    if catalog_number != listing.catalog_number:
        return redirect("catalog:revision", listing.catalog_number, number)
    if listing.withdrawn:
        return tombstone(request, listing.revision, status=200)
    shown = Listing.objects.shown(listing.catalog_number)
    notice = None
    if shown is not None and shown.pk != listing.pk:
        notice = {
            "kind": "withdrawn" if shown.withdrawn else "past",
            "shown_url": product_url(shown),
            "shown_number": shown.revision.number,
            "differences": differences(listing.revision.read(), shown.revision.read()),
        }
    return revision_page(request, listing.revision, notice=notice)


def revision_page(
    request: HttpRequest, revision: Revision, *, notice: dict[str, Any] | None
) -> HttpResponseBase:
    """The page of one revision, with a notice if it is not the one shown."""
    site = SiteSettings.current()
    noticed = (notice["kind"], notice["shown_number"]) if notice else ""

    def make() -> HttpResponse:
        spec = revision.read()
        return render(request, "catalog/product.html", page_context(spec, site, notice))

    return conditional(request, tag(revision.sha256, site_version(site), noticed), make)


def tombstone(request: HttpRequest, revision: Revision, status: int = 410) -> HttpResponseBase:
    """What is left of a withdrawn product: why, and what replaces it."""
    site = SiteSettings.current()

    def make() -> HttpResponse:
        spec = revision.read()
        withdrawal = spec["withdrawal"] or {}
        replacement = withdrawal.get("replaced_by")
        if replacement:
            address = reverse("catalog:product-number", args=[replacement["catalog_number"]])
            replacement = replacement | {"url": address}
        context = {
            "spec": spec,
            "site": site,
            "note": withdrawal.get("note"),
            "replacement": replacement,
            "revision": spec["revision"],
            "last": Listing.objects.last_offered_before(revision),
        }
        return render(request, "catalog/withdrawn.html", context, status=status)

    return conditional(request, tag(revision.sha256, site_version(site), status), make)


def product_url(listing: Listing) -> str:
    return reverse("catalog:product", args=[listing.catalog_number, listing.slug])


@require_safe
def identifier(request: HttpRequest, text: str) -> HttpResponse:
    """Whatever is printed on a vial: on to the product, or a choice when several carry it."""
    found = identifiers.find(text)
    if not found:
        return unknown(request, text)
    if len(found) == 1:
        return redirect(product_url(found[0]))
    context = {"identifier": text, "listings": found, "site": SiteSettings.current()}
    return render(request, "catalog/choose.html", context)


def unknown(request: HttpRequest, text: str) -> HttpResponse:
    """A 404 that helps: what was asked for, and what is like it."""
    context = {
        "identifier": text,
        "suggestions": identifiers.similar(text) if match_key(text) else [],
        "site": SiteSettings.current(),
    }
    return render(request, "404.html", context, status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Every other 404."""
    return render(request, "404.html", {"site": SiteSettings.current()}, status=404)


@require_safe
def stored_file(request: HttpRequest, sha256: str, filename: str) -> HttpResponseBase:
    """A file of a revision that was public, under the hash of its content: it never changes."""
    public = Listing.objects.ever_public().filter(files__sha256=sha256).exists()
    row = StoredFile.by_hash(sha256) if public or _may_see_drafts(request) else None
    if row is None:
        raise Http404
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        logger.error("The bytes of stored file %s are missing.", sha256)
        raise Http404 from error
    response = FileResponse(content, content_type=row.media_type)
    response["Cache-Control"] = FOR_EVER if public else "private, no-store"
    response["ETag"] = f'"{row.sha256}"'
    return response


def _may_see_drafts(request: HttpRequest) -> bool:
    """Whether this is staff previewing a draft, whose files the public does not get."""
    return request.user.is_staff and request.user.has_perm("catalog.view_product")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read, and where the sitemap is."""
    context = {"sitemap": settings.SITE_URL + reverse("catalog:sitemap")}
    return render(request, "robots.txt", context, content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon on pages that name none, such as the admin's."""
    return redirect(static("img/icon.svg"))


@require_safe
def accent(request: HttpRequest) -> HttpResponseBase:
    """The supplier's accent colour as a stylesheet: the CSP admits no inline style."""
    colour = SiteSettings.current().accent_colour
    css = f":root {{ --accent: {colour}; }}\n"
    return conditional(request, tag(css), lambda: HttpResponse(css, content_type="text/css"))
