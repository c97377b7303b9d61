"""What a question finds: products, counted by their facets, and what was meant.

The text index answers; the database does while there is none, with exact identifiers and parts of
names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import timezone

from catalog.actions.settle import latest_settled
from catalog.models import Listing, ListingIdentifier
from catalog.search import database, identifiers
from catalog.search.as_of import MOMENT_ERRORS, ask_as_of, settled
from catalog.search.facets import Counts, Facet, facets, with_present_slugs
from catalog.search.indexes import TEXT
from catalog.search.question import Question
from catalog.search.text.find import MOST_VALUES, TextSearch
from catalog.search.text.find import find as find_in_index
from catalog.search.text.index import TextFiles


@dataclass(frozen=True, slots=True)
class Loosened:
    """A filter that could be dropped, the question without it, and how many that would find."""

    name: str
    question: Question
    count: int


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of products, and what is known of all that were found.

    ``question`` is the one that was answered: with terms as they are called now, the page that
    there is, and the moment that all pages show. ``corrected`` was searched for in place of the
    text, or its words were found inside of longer ones (``is_inside``), because nothing has them.
    ``narratives`` are the words of the products' sections, ``matched`` the identifiers that were
    found, both by the primary key of the revision. ``similar`` products are named where there are
    no others. ``withdrawn`` ones are meant by the text, and not on offer any more.
    ``without_index`` says that the text index is being made, and the database said what it can.
    """

    question: Question
    total: int = 0
    listings: tuple[Listing, ...] = ()
    facets: tuple[Facet, ...] = ()
    corrected: str = ""
    is_inside: bool = False
    narratives: Mapping[int, str] = field(default_factory=dict)
    matched: Mapping[int, ListingIdentifier] = field(default_factory=dict)
    similar: tuple[Listing, ...] = ()
    withdrawn: tuple[Listing, ...] = ()
    loosened: tuple[Loosened, ...] = ()
    measured: frozenset[str] = frozenset()
    """The numbers that any product has, by the names of ``ranges.PARAMETERS``."""
    solvents: tuple[str, ...] = ()
    without_index: bool = False

    @property
    def pages(self) -> int:
        return _pages(self.total, self.question)

    @property
    def searched(self) -> str:
        """The text that these were found by."""
        return self.corrected or self.question.text


def find(question: Question) -> Hits:
    """What was public at the moment that is asked for, or is now, as far as it is settled.

    Raises one of ``MOMENT_ERRORS``.
    """
    if question.moment is None:
        return search(question, latest_settled())
    return search(question.as_of(settled(question.moment)))


def find_for_reader(question: Question) -> Hits:
    """The same, with what helps a person: how each was found, and what is alike. A moment that
    cannot be had is the present."""
    try:
        hits = find(question)
    except MOMENT_ERRORS:
        hits = find(question.as_of(None))
    return _explained(hits)


def search(question: Question, present: datetime | None = None) -> Hits:
    """Hits of a page. The number of a product that was withdrawn finds that, and nothing that only
    looks like it.

    Where no moment is asked for it is the ``present`` one, as far as the index has got. Raises
    BehindError.
    """
    question = with_present_slugs(question)
    moment = question.moment or present or timezone.now()
    withdrawn = identifiers.Withdrawn()
    if question.text:
        withdrawn = identifiers.withdrawn(question.text, moment)
    if withdrawn.by_number:
        return Hits(question.on_page(1).as_of(None), withdrawn=withdrawn.listings)
    return replace(_on_offer(question, moment), withdrawn=withdrawn.listings)


def counts(question: Question, most_values: int = MOST_VALUES) -> Counts:
    """(facet, slug) -> how many products; of each facet, the values of most products."""
    counted = TEXT.ask(lambda files: TextSearch.of(files, question).counts(most_values))
    return database.counts(question) if counted is None else counted


def _on_offer(question: Question, present: datetime) -> Hits:
    def read(files: TextFiles, moment: datetime) -> Hits:
        return _in_index(files, question.as_of(moment))

    hits = ask_as_of(TEXT, question.moment, present, read)
    return _in_database(question.as_of(present)) if hits is None else hits


def _in_index(files: TextFiles, question: Question) -> Hits:
    text, total, places = find_in_index(files, question)
    offered = database.with_revisions(Listing.objects.offered(question.moment))
    rows = offered.in_bulk([place.revision for place in places])
    filters = [] if total else text.without_each_filter()
    return Hits(
        _on_last_page(question, total),
        total,
        tuple(rows[place.revision] for place in places if place.revision in rows),
        facets(question, text.counts()),
        corrected=text.corrected,
        is_inside=text.is_inside,
        narratives={place.revision: files.narrative(place) for place in places if question.text},
        loosened=tuple(Loosened(*filter) for filter in filters),
        measured=files.parameters,
        solvents=tuple(files.solvents),
    )


def _in_database(question: Question) -> Hits:
    matching = database.matching(question)
    total = matching.count()
    question = _on_last_page(question, total)
    start = (question.page - 1) * question.per_page
    listings = tuple(database.with_revisions(matching)[start : start + question.per_page])
    found = facets(question, database.counts(question))
    return Hits(question, total, listings, found, without_index=True)


def _pages(total: int, question: Question) -> int:
    return max(-(-total // question.per_page), 1)


def _on_last_page(question: Question, total: int) -> Question:
    """At most: a page beyond it is that one."""
    return question.on_page(min(question.page, _pages(total, question)))


def _explained(hits: Hits) -> Hits:
    question = hits.question
    if not question.text:
        return hits
    if hits.listings:
        return replace(hits, matched=identifiers.matched(hits.listings, hits.searched))
    if question.chosen_count or hits.withdrawn:
        return hits
    return replace(hits, similar=tuple(identifiers.similar(question.text)))
