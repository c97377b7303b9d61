"""What is found: a page of products, facets, what was meant, what to do where nothing is.

The text index answers; the database does while there is none, with exact identifiers and parts of
names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import tantivy
from django.core.paginator import Page, Paginator

from catalog.models import Listing
from catalog.search.browse import FACETS, Browse
from catalog.search.facets import Counts, Facet, counts_in_database, facets
from catalog.search.following import DamagedError
from catalog.search.indexes import TEXT
from catalog.search.ranges import PARAMETERS
from catalog.search.text.find import MOST_VALUES, TextSearch
from catalog.search.text.index import damage_is_known

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Loosened:
    """A filter that could be dropped: its label, the address without it, what that would find."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of products. ``corrected`` was searched for in place of the text.

    ``narratives`` are the words of the products' sections, by the primary key of the revision.
    ``without_index`` says that the text index is being made, and the database said what it can.
    """

    page: Page[Any]
    listings: list[Listing]
    facets: list[Facet]
    corrected: str = ""
    solvents: list[str] = field(default_factory=list)
    narratives: dict[int, str] = field(default_factory=dict)
    loosened: list[Loosened] = field(default_factory=list)
    without_index: bool = False

    @property
    def total(self) -> int:
        return self.page.paginator.count


def search(asked: Browse, per_page: int = PER_PAGE) -> Found:
    """A page of what is asked for; its facets count all of it."""
    if (searcher := TEXT.files()) is not None:
        try:
            with damage_is_known():
                return _in_index(searcher, asked, per_page)
        except DamagedError as error:
            TEXT.distrust(error)
    return _in_database(asked, per_page)


def counts(asked: Browse, most_values: int = MOST_VALUES) -> Counts:
    """(facet, slug) -> how many products; of each facet, the values of most products."""
    if (searcher := TEXT.files()) is not None:
        try:
            with damage_is_known():
                return TextSearch(searcher, asked).counts(most_values)
        except DamagedError as error:
            TEXT.distrust(error)
    return counts_in_database(asked)


def _in_index(searcher: tantivy.Searcher, asked: Browse, per_page: int) -> Found:
    text = TextSearch(searcher, asked)
    page = Paginator(range(text.total), per_page).get_page(asked.page)
    hits = text.page(page.start_index() - 1, per_page) if text.total else []
    rows = Listing.objects.in_bulk([revision for revision, _ in hits])
    listings = [rows[revision] for revision, _ in hits if revision in rows]
    return Found(
        page,
        listings,
        facets(asked, text.counts()),
        corrected=text.correction.text if text.correction else "",
        solvents=text.solvents(),
        narratives={revision: text.narrative(place) for revision, place in hits if asked.text},
        loosened=[] if text.total else list(_loosened(text)),
    )


def _loosened(text: TextSearch) -> Iterator[Loosened]:
    for other, name, count in text.without_each_filter():
        label = PARAMETERS[name].label if name in PARAMETERS else str(FACETS[name])
        yield Loosened(label, other.address(), count)


def _in_database(asked: Browse, per_page: int) -> Found:
    """Numbers are in the index alone: nothing is found by them until it is there."""
    results = Listing.objects.none() if asked.ranges else asked.results()
    page = Paginator(results, per_page).get_page(asked.page)
    listings = list(page.object_list)
    counted = {} if asked.ranges else counts_in_database(replace(asked, page=1))
    return Found(page, listings, facets(asked, counted), without_index=True)
