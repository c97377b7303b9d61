"""Products side by side, as a page and as CSV: every state of it has its address."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.http import conditional, tag
from catalog.live import current_site, site_version
from catalog.presentation.comparison import MOST, comparison_address, csv_text
from catalog.presentation.comparison_page import compared, comparison_page
from catalog.search.selection import Selection, select


@require_safe
@gzip_page
def page(request: HttpRequest) -> HttpResponseBase:
    """The products of ``product``, up to five; with ``only=differences``, the rows that differ."""
    given = request.GET.getlist("product")
    selection, only = select(given, MOST), _only_differences(request)
    if not selection.left_out and given != selection.numbers:
        return redirect(comparison_address(selection.numbers, only_differences=only))
    site = current_site()

    def make() -> HttpResponse:
        context = {"page": comparison_page(selection, only), "site": site}
        return render(request, "catalog/compare.html", context)

    return conditional(request, _tag("page", selection, only, site_version(site)), make)


@require_safe
@gzip_page
def file(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV. What was left out is said in its last rows; nothing to compare is a 404."""
    selection = select(request.GET.getlist("product"), MOST)
    only = _only_differences(request)
    messages = [entry.sentence for entry in selection.left_out]
    if not selection.listings:
        messages.append("There is nothing to compare: name products, as in ?product=A&product=B.")

    def make() -> HttpResponse:
        content = csv_text(compared(selection, only), messages)
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
    left_out = [
        (entry.sentence, [(each.catalog_number, each.name) for each in entry.instead])
        for entry in selection.left_out
    ]
    return tag(face, shown, left_out, only, others)
