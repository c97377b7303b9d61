"""What is found: a page of products, facets, what was meant, what to do where nothing is.

The text index answers; the database does while there is none, with exact identifiers and parts of
names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from catalog.models import Listing
from catalog.search import identifiers
from catalog.search.as_of import ask_as_of
from catalog.search.facets import Counts, Facet, counts_in_database, facets
from catalog.search.indexes import TEXT
from catalog.search.question import FACETS, Question
from catalog.search.ranges import PARAMETERS, Parameter, RangeProblem
from catalog.search.text.find import MOST_VALUES, TextSearch
from catalog.search.text.index import TextFiles

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Loosened:
    """A filter that could be dropped: its label, the address without it, what that would find."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class NumberField:
    """A parametric filter as the page shows it: what is typed in its fields, and what is wrong."""

    parameter: Parameter
    low: str
    high: str
    problem: RangeProblem | None
    solvents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of products. ``corrected`` was searched for in place of the text, or its words were
    found inside of longer ones (``is_inside``), because nothing has them.

    ``narratives`` are the words of the products' sections, by the primary key of the revision.
    ``withdrawn`` are products that the text means and that are not on offer any more.
    ``moment`` is the one that all pages show.
    ``without_index`` says that the text index is being made, and the database said what it can.
    """

    page: Page[Any]
    listings: list[Listing]
    facets: list[Facet]
    corrected: str = ""
    is_inside: bool = False
    fields: list[NumberField] = field(default_factory=list)
    narratives: dict[int, str] = field(default_factory=dict)
    loosened: list[Loosened] = field(default_factory=list)
    without_index: bool = False
    moment: datetime | None = None
    withdrawn: tuple[Listing, ...] = ()

    @property
    def total(self) -> int:
        return self.page.paginator.count


def search(asked: Question, per_page: int = PER_PAGE, *, settled: datetime | None = None) -> Hits:
    """A page of what is asked for; its facets count all of it. The number of a product that was
    withdrawn finds that, and nothing that only looks like it.

    What was public at the moment that is asked for, or else at the ``settled`` one, or now; then
    as far as the index has got. Raises BehindError.
    """
    settled = settled or timezone.now()
    moment = asked.moment or settled
    withdrawn = identifiers.Withdrawn()
    if asked.text:
        withdrawn = identifiers.withdrawn(asked.text, moment)
    if withdrawn.by_number:
        return Hits(Paginator((), per_page).get_page(1), [], [], withdrawn=withdrawn.listings)
    return replace(_on_offer(asked, settled, per_page), withdrawn=withdrawn.listings)


def _on_offer(asked: Question, settled: datetime, per_page: int) -> Hits:
    def read(files: TextFiles, moment: datetime) -> Hits:
        return _in_index(files, asked.as_of(moment), per_page)

    found = ask_as_of(TEXT, asked.moment, settled, read)
    if found is None:
        return _in_database(asked.as_of(asked.moment or settled), per_page)
    return found


def counts(asked: Question, most_values: int = MOST_VALUES) -> Counts:
    """(facet, slug) -> how many products; of each facet, the values of most products."""
    counted = TEXT.ask(lambda files: TextSearch(files, asked).counts(most_values))
    return counts_in_database(asked) if counted is None else counted


def _in_index(files: TextFiles, asked: Question, per_page: int) -> Hits:
    text = TextSearch(files, asked)
    total, hits = text.page(max(asked.page, 1), per_page)
    page = Paginator(range(total), per_page).get_page(asked.page)
    rows = Listing.objects.offered(asked.moment).in_bulk([hit.revision for hit in hits])
    listings = [rows[hit.revision] for hit in hits if hit.revision in rows]
    return Hits(
        page,
        listings,
        facets(asked, text.counts()),
        corrected=text.corrected,
        is_inside=text.is_inside,
        fields=_fields(files, asked),
        narratives={hit.revision: files.narrative(hit) for hit in hits if asked.text},
        loosened=[] if total else list(_loosened(text)),
        moment=asked.moment,
    )


def _fields(files: TextFiles, asked: Question) -> list[NumberField]:
    """The filters by numbers that any product has."""
    has = {
        "weight": "weight" in files.measured,
        "solubility": bool(files.solvents),
        "storage": "storage_min" in files.measured,
        "working": bool(files.measured & {"molar_min", "mass_min"}),
    }
    return [
        _field(parameter, asked, files.solvents if name == "solubility" else [])
        for name, parameter in PARAMETERS.items()
        if has[name]
    ]


def _field(parameter: Parameter, asked: Question, solvents: list[str]) -> NumberField:
    low, high = (asked.ranges.typed_in(limit) for limit in parameter.limits)
    wrong = (each for each in asked.ranges.problems if each.label == parameter.label)
    return NumberField(parameter, low, high, next(wrong, None), tuple(solvents))


def _loosened(text: TextSearch) -> Iterator[Loosened]:
    for other, name, count in text.without_each_filter():
        label = PARAMETERS[name].label if name in PARAMETERS else str(FACETS[name])
        yield Loosened(label, other.address(), count)


def _in_database(asked: Question, per_page: int) -> Hits:
    """Numbers are in the index alone: nothing is found by them until it is there."""
    results = Listing.objects.none() if asked.ranges else asked.results()
    page = Paginator(results, per_page).get_page(asked.page)
    listings = list(page.object_list)
    counted = {} if asked.ranges else counts_in_database(replace(asked, page=1))
    return Hits(page, listings, facets(asked, counted), without_index=True, moment=asked.moment)
