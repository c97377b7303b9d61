"""From whatever is printed on a vial to its product; and what to say when there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from catalog.keys import match_key
from catalog.live import product_address
from catalog.models import Listing
from catalog.presentation.rows import rows
from catalog.search import identifiers
from catalog.search.hits import search
from catalog.search.question import Question
from catalog.search.words import LONGEST_TEXT

SUGGESTED = 5
"""Products shown where there is none of the name."""


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
    context = {"identifier": text, "rows": rows(_like(text) if match_key(text) else [])}
    return render(request, "404.html", context, status=404)


def _like(text: str) -> list[Listing]:
    question = Question(text=text[:LONGEST_TEXT], per_page=SUGGESTED)
    return [*search(question).listings] or identifiers.similar(text)


def no_revision(request: HttpRequest, shown: Listing, number: int) -> HttpResponse:
    """A known product without a public revision of this number."""
    context = {"listing": shown, "number": number}
    return render(request, "catalog/no_revision.html", context, status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Every other 404."""
    return render(request, "404.html", status=404)
