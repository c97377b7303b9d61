"""The page of products that were found: rows, links to what can be asked next, messages."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from catalog.chemistry.cas import CasError, parse_cas
from catalog.presentation.facet_links import LinkedFacet, linked
from catalog.presentation.marking import Typed
from catalog.presentation.rows import Row, Searched, rows
from catalog.search import question as questions
from catalog.search.hits import Hits
from catalog.search.question import Question
from catalog.search.ranges import PARAMETERS, Parameter, RangeProblem
from catalog.search.structures.messages import looks_like_a_structure

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


@dataclass(frozen=True, slots=True)
class NumberField:
    """A parametric filter: what is typed in its fields, and what is wrong with that."""

    parameter: Parameter
    low: str
    high: str
    problem: RangeProblem | None
    solvents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class ResultPage:
    """``similar`` and all after it matter where nothing was found."""

    question: Question
    hits: Hits
    rows: list[Row]
    facets: tuple[LinkedFacet, ...]
    fields: list[NumberField]
    chosen_numbers: list[Link]
    clear_url: str
    orders: dict[str, Order]
    canonical_url: str
    previous_url: str
    next_url: str
    similar: list[Row]
    loosened: list[Link]
    cas_error: str
    structure: str
    """What was typed, if it is rather to be searched for by structure."""


def result_page(hits: Hits) -> ResultPage:
    question = hits.question
    number, typed = question.page, question.typed.strip()
    return ResultPage(
        question,
        hits,
        rows(hits.listings, _searched(hits)),
        linked(hits.facets, question, Question.address),
        [
            _field(hits, parameter)
            for name, parameter in PARAMETERS.items()
            if name in hits.measured
        ],
        [
            Link(question.ranges.told(parameter), question.without_range(parameter.name).address())
            for parameter in question.ranges.asked()
        ],
        question.unfiltered().address(),
        _orders(question),
        canonical_url="" if question.is_narrowed else _canonical(question),
        previous_url=question.on_page(number - 1).address() if number > 1 else "",
        next_url=question.on_page(number + 1).address() if number < hits.pages else "",
        similar=rows(hits.similar),
        loosened=[
            Link(_filter_label(each.name), each.question.address(), each.count)
            for each in hits.loosened
        ],
        cas_error=_cas_error(question.text),
        structure=typed if looks_like_a_structure(typed) else "",
    )


def _searched(hits: Hits) -> Searched | None:
    if not hits.question.text:
        return None
    return Searched(Typed.read(hits.searched), hits.matched, hits.narratives)


def _field(hits: Hits, parameter: Parameter) -> NumberField:
    ranges = hits.question.ranges
    low, high = (ranges.typed_in(limit) for limit in parameter.limits)
    wrong = (each for each in ranges.problems if each.label == parameter.label)
    solvents = hits.solvents if parameter.name == "solubility" else ()
    return NumberField(parameter, low, high, next(wrong, None), solvents)


def _filter_label(name: str) -> str:
    return PARAMETERS[name].label if name in PARAMETERS else str(questions.FACETS[name])


def _cas_error(text: str) -> str:
    """Why a text in the shape of a CAS number is none."""
    if not CAS_SHAPE.fullmatch(text):
        return ""
    try:
        parse_cas(text)
    except CasError as error:
        return str(error)
    return ""


def _canonical(question: Question) -> str:
    address = reverse("catalog:products") + Question(page=question.page).address()
    return f"{settings.SITE_URL}{address.removesuffix('?')}"


def _orders(question: Question) -> dict[str, Order]:
    """By name, each with the address that sorts by it."""
    return {
        name: _order(question, name, label)
        for name, label in ORDERS.items()
        if question.text or name != "relevance"
    }


def _order(question: Question, name: str, label: str) -> Order:
    opposite = f"-{name}"
    if question.shown_order == opposite:
        return Order(label, question.ordered(name).address(), "descending")
    if question.shown_order != name:
        return Order(label, question.ordered(name).address())
    turned = opposite if opposite in questions.ORDERS else name
    return Order(label, question.ordered(turned).address(), "ascending")
