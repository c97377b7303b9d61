"""The page of a product: what is shown now, one revision for ever, the tombstone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.http import conditional, tag
from catalog.live import live, product_address, site_version
from catalog.models import Listing, Revision, SiteSettings
from catalog.page import page_context
from catalog.presentation.kept import kept
from catalog.presentation.tables import pointer
from catalog.specification.differences import differences
from catalog.specification.reading import read_specification
from catalog.views.lookup import unknown


@require_safe
@gzip_page
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
@gzip_page
def revision(request: HttpRequest, catalog_number: str, number: int) -> HttpResponseBase:
    """One revision for ever; it says on top when it is not the one shown now."""
    listing = Listing.objects.public_revision(catalog_number, number)
    if listing is None:
        shown = Listing.objects.shown(catalog_number)
        return _no_revision(request, shown, number) if shown else unknown(request, catalog_number)
    if catalog_number != listing.catalog_number:
        return redirect("catalog:revision", listing.catalog_number, number)
    if listing.withdrawn:
        return tombstone(request, listing.revision, status=200)
    shown = Listing.objects.shown(listing.catalog_number)
    notice = None
    if shown is not None and shown.pk != listing.pk:
        notice = {
            "kind": "withdrawn" if shown.withdrawn else "past",
            "shown_url": product_address(shown),
            "shown_number": shown.revision.number,
            "differences": differences(listing.revision.read(), shown.revision.read()),
        }
    return revision_page(request, listing.revision, notice=notice)


def revision_page(
    request: HttpRequest, revision: Revision, *, notice: dict[str, Any] | None
) -> HttpResponseBase:
    """The page of one revision, with a notice if it is not the one shown.

    It is the same for everybody, and its ETag covers all it is made of, so it is written once.
    """
    site = SiteSettings.current()
    spec = read_specification(revision.spec)
    withdrawn = notice is not None and notice["kind"] == "withdrawn"
    present = live(spec, site, withdrawn=withdrawn)
    noticed = (notice["kind"], notice["shown_number"]) if notice else ""

    etag = tag(revision.sha256, site_version(site), present.version, noticed)

    def written() -> str:
        return render_to_string("catalog/product.html", page_context(spec, present, notice))

    return conditional(request, etag, lambda: HttpResponse(kept("page", 1, etag, written)))


def tombstone(request: HttpRequest, revision: Revision, status: int = 410) -> HttpResponseBase:
    """What is left of a withdrawn product: why, and what replaces it."""
    site = SiteSettings.current()

    def make() -> HttpResponse:
        spec = read_specification(revision.spec)
        replacement = spec.withdrawal.replaced_by if spec.withdrawal else None
        last = Listing.objects.last_offered_before(revision)
        context = {
            "spec": spec,
            "site": site,
            "since": last.visible_until if last else revision.valid_from,
            "note": spec.withdrawal.note if spec.withdrawal else None,
            "replacement": pointer(replacement, None) if replacement else None,
            "last": last,
        }
        return render(request, "catalog/withdrawn.html", context, status=status)

    return conditional(request, tag(revision.sha256, site_version(site), status), make)


def _no_revision(request: HttpRequest, shown: Listing, number: int) -> HttpResponse:
    """A known product without a public revision of this number."""
    context = {"listing": shown, "number": number}
    return render(request, "catalog/no_revision.html", context, status=404)
