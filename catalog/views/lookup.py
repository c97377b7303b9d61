"""From whatever is printed on a vial to its product; and what to say when there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from catalog.live import product_address
from catalog.presentation.rows import rows
from catalog.search import identifiers
from catalog.search.similar import alike


@require_safe
def identifier(request: HttpRequest, text: str) -> HttpResponse:
    """On to the product, or a choice when several carry the identifier."""
    found = identifiers.find(text)
    if not found:
        return unknown(request, text)
    if len(found) == 1:
        return redirect(product_address(found[0]))
    return render(request, "catalog/choose.html", {"identifier": text, "rows": rows(found)})


def unknown(request: HttpRequest, text: str) -> HttpResponse:
    """A 404 that helps: what was asked for, and what is like it."""
    context = {"identifier": text, "rows": rows(alike(text))}
    return render(request, "404.html", context, status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Every other 404."""
    return render(request, "404.html", status=404)
