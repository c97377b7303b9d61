"""Products side by side, as a page and as CSV: every state of it has its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.http import conditional, tag
from catalog.models import SiteSettings
from catalog.presentation.comparison import (
    MOST,
    Comparison,
    compare,
    comparison_address,
    csv_text,
)
from catalog.spec.reading import read_specification
from catalog.views.product import site_version
from catalog.views.selection import Selection, select


@require_safe
@gzip_page
def page(request: HttpRequest) -> HttpResponseBase:
    """The products of ``product``, up to five; with ``only=differences``, the rows that differ."""
    given = request.GET.getlist("product")
    selection, only = select(given), _only_differences(request)
    if not selection.left_out and given != selection.numbers:
        return redirect(comparison_address(selection.numbers, only_differences=only))
    site = SiteSettings.current()

    def make() -> HttpResponse:
        return render(request, "catalog/compare.html", _context(selection, only, site))

    return conditional(request, _tag("page", selection, only, site), make)


@require_safe
@gzip_page
def file(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV. What was left out is said in its last rows; nothing to compare is a 404."""
    selection, only = select(request.GET.getlist("product")), _only_differences(request)
    messages = [entry.sentence for entry in selection.left_out]
    if not selection.listings:
        messages.append("There is nothing to compare: name products, as in ?product=A&product=B.")

    def make() -> HttpResponse:
        content = csv_text(_shown(_compared(selection), only), messages)
        status = 200 if selection.listings else 404
        response = HttpResponse(content, "text/csv; charset=utf-8", status=status)
        name = slugify("-".join(["comparison", *selection.numbers]))
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        response["X-Robots-Tag"] = "noindex"
        return response

    return conditional(request, _tag("csv", selection, only, messages), make)


def _only_differences(request: HttpRequest) -> bool:
    return request.GET.get("only") == "differences"


def _tag(face: str, selection: Selection, only: bool, *others: object) -> str:
    shown = [listing.revision.sha256 for listing in selection.listings]
    told = [site_version(other) if isinstance(other, SiteSettings) else other for other in others]
    return tag(face, shown, selection.left_out, only, told)


def _compared(selection: Selection) -> Comparison:
    specs = [read_specification(listing.revision.spec) for listing in selection.listings]
    return compare(specs)


def _shown(comparison: Comparison, only_differences: bool) -> Comparison:
    return comparison.differing() if only_differences else comparison


def _context(selection: Selection, only: bool, site: SiteSettings) -> dict[str, Any]:
    whole, numbers = _compared(selection), selection.numbers
    return {
        "comparison": _shown(whole, only),
        "columns": [
            (product, _without(numbers, product.catalog_number, only)) for product in whole.products
        ],
        "left_out": selection.left_out,
        "only_differences": only,
        "has_unassessed": whole.has_unassessed,
        "row_count": len(whole.rows),
        "difference_count": len(whole.differing().rows),
        "all_url": comparison_address(numbers),
        "differences_url": comparison_address(numbers, only_differences=True),
        "csv_url": comparison_address(numbers, only_differences=only, as_file="csv"),
        "most": MOST,
        "has_room": len(numbers) < MOST,
        "site": site,
    }


def _without(numbers: list[str], removed: str, only: bool) -> str:
    kept = [number for number in numbers if number != removed]
    return comparison_address(kept, only_differences=only)
