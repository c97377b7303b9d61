"""The products on offer, searched, filtered and sorted: every state of it has its address."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.chemistry.cas import CasError, parse_cas
from catalog.presentation.rows import Searched, rows
from catalog.search import identifiers, question
from catalog.search.hits import Hits
from catalog.search.question import Question
from catalog.search.structures.messages import looks_like_a_structure
from catalog.views.pinned import search_as_of

CAS_SHAPE = re.compile(r"(?:CAS\s*)?\d{2,7}-\d{2}-\d", re.IGNORECASE)
ORDERS = {
    "relevance": "Relevance",
    "name": "Name",
    "number": "Catalog number",
    "weight": "Molecular weight",
    "newest": "Last published",
}


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort. ``direction`` is that of the list, if it is in this order, as ARIA says it;
    its address then turns the order round, where that has a meaning."""

    label: str
    address: str
    direction: str = ""


@require_safe
@gzip_page
def product_list(request: HttpRequest) -> HttpResponse:
    asked = Question.read(request.GET)
    found = search_as_of(request.GET, asked)
    asked, page = asked.as_of(found.moment), found.page
    context = {
        "asked": asked,
        "found": found,
        "page": page,
        "rows": rows(found.listings, _searched(asked, found)),
        "chosen": [facet for facet in found.facets if facet.chosen],
        "chosen_numbers": [
            (asked.ranges.told(parameter), asked.without_range(parameter.name).address())
            for parameter in asked.ranges.asked()
        ],
        "clear_url": asked.unfiltered().address(),
        "orders": (orders := _orders(asked)),
        "order": next(order for order in orders.values() if order.direction),
        "canonical_url": "" if asked.is_narrowed else _canonical(asked, page.number),
        "previous_url": asked.on_page(page.number - 1).address() if page.has_previous() else "",
        "is_cut": len(" ".join(request.GET.get("q", "").split())) > len(asked.text),
        "next_url": asked.on_page(page.number + 1).address() if page.has_next() else "",
    }
    if not found.listings:
        typed = request.GET.get("q", "").strip()
        context |= _help(asked) | {"structure": typed if looks_like_a_structure(typed) else ""}
    return render(request, "catalog/products.html", context)


def _searched(asked: Question, found: Hits) -> Searched | None:
    if not asked.text:
        return None
    text = found.corrected or asked.text
    return Searched(text, identifiers.matched(found.listings, text), found.narratives)


def _help(asked: Question) -> dict[str, Any]:
    """What to say when nothing is found: a digit that is wrong, or what is called alike."""
    alike = identifiers.similar(asked.text) if asked.text and not asked.chosen_count else []
    return {"cas_error": _cas_error(asked.text), "similar": rows(alike)}


def _cas_error(text: str) -> str:
    """Why a text in the shape of a CAS number is none."""
    if not CAS_SHAPE.fullmatch(text):
        return ""
    try:
        parse_cas(text)
    except CasError as error:
        return str(error)
    return ""


def _canonical(asked: Question, page: int) -> str:
    address = reverse("catalog:products") + Question().on_page(page).address()
    return f"{settings.SITE_URL}{address.removesuffix('?')}"


def _orders(asked: Question) -> dict[str, Order]:
    """By name, each with the address that sorts by it."""
    return {
        name: _order(asked, name, label)
        for name, label in ORDERS.items()
        if asked.text or name != "relevance"
    }


def _order(asked: Question, name: str, label: str) -> Order:
    opposite = f"-{name}"
    if asked.shown_order == opposite:
        return Order(label, asked.ordered(name).address(), "descending")
    if asked.shown_order != name:
        return Order(label, asked.ordered(name).address())
    turned = opposite if opposite in question.ORDERS else name
    return Order(label, asked.ordered(turned).address(), "ascending")
