"""What a question about structures finds: products, how they match, counted by their facets."""

from dataclasses import dataclass, replace

from catalog.actions.settle import FutureError, UnsettledError, latest_settled
from catalog.models import Listing
from catalog.search.as_of import ForgottenError, settled
from catalog.search.database import with_revisions
from catalog.search.facets import Facet, facets, with_present_slugs
from catalog.search.structures.messages import LOWEST_THRESHOLD, Answer, AsRead, Mode
from catalog.search.structures.question import StructureQuestion
from catalog.search.structures.search import (
    StructureSearchError,
    UnavailableError,
    convert,
    reached,
    search,
)


@dataclass(frozen=True, slots=True)
class StructureHit:
    """``similarity`` from 0 to 1; ``atoms`` are those that match, by their places in the SMILES."""

    listing: Listing
    similarity: float | None
    atoms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StructureHits:
    """A page of products, and what is known of all that match; or why there are none.

    ``question`` is the one that was answered: with terms as they are called now, and the moment
    that all pages show. ``count`` is exact, or a lower bound. ``nearest`` is the similarity of what
    is most similar, where nothing is similar enough.
    """

    question: StructureQuestion
    read: AsRead | None = None
    """How the structure was understood; None where there is no answer."""
    listed: tuple[StructureHit, ...] = ()
    count: int = 0
    count_is_exact: bool = True
    truncated: bool = False
    facets: tuple[Facet, ...] = ()
    nearest: float = 0.0
    error: str = ""
    unavailable: str = ""

    @property
    def pages(self) -> int:
        return max(-(-self.count // self.question.filters.per_page), 1)

    @property
    def page_instead(self) -> int | None:
        """Where the page asked for is beyond the last one, if that is known: the last, or else
        the first."""
        page = self.question.filters.page
        if self.listed or not self.count or page == 1:
            return None
        return self.pages if self.count_is_exact and self.pages < page else 1


def find(question: StructureQuestion) -> StructureHits:
    """What was public at the moment that is asked for, or is now, as far as it is settled.

    Raises StructureSearchError, or one of ``as_of.MOMENT_ERRORS``.
    """
    return _found(_under_present_slugs(question))


def find_for_reader(question: StructureQuestion) -> StructureHits:
    """The same, with what helps a person. A moment that cannot be had is the present."""
    question = _under_present_slugs(question)
    if not question.is_sent or question.problem:
        return StructureHits(question)
    try:
        return _with_nearest(_found_at_once(question))
    except UnavailableError as error:
        return StructureHits(question, unavailable=str(error))
    except StructureSearchError as error:
        return StructureHits(question, error=str(error))


def on_one_line(question: StructureQuestion) -> StructureHits:
    """The question with its structure on one line, as an address can hold it; or why it cannot."""
    question = _under_present_slugs(question)
    line = question.asked.structure.strip()
    try:
        if "\n" in line:
            line = convert(question.asked).line
    except UnavailableError as error:
        return StructureHits(question, unavailable=str(error))
    except StructureSearchError as error:
        return StructureHits(question, error=str(error))
    return StructureHits(question.asking(structure=line))


def refused(question: StructureQuestion, error: str) -> StructureHits:
    return StructureHits(_under_present_slugs(question), error=error)


def _under_present_slugs(question: StructureQuestion) -> StructureQuestion:
    return question.filtered(with_present_slugs(question.filters))


def _found_at_once(question: StructureQuestion) -> StructureHits:
    try:
        return _found(question)
    except (FutureError, UnsettledError, ForgottenError):
        return _found(question.filtered(question.filters.as_of(None)))


def _found(question: StructureQuestion) -> StructureHits:
    filters = question.filters
    pinned = settled(filters.moment) if filters.moment else None
    filters = filters.as_of(reached(pinned, pinned or latest_settled()))
    answer = search(
        question.asked,
        chosen=filters.chosen,
        first=(filters.page - 1) * filters.per_page,
        most=filters.per_page,
        moment=filters.moment,
    )
    return _listed(question.filtered(filters), answer)


def _listed(question: StructureQuestion, answer: Answer) -> StructureHits:
    offered = with_revisions(Listing.objects.offered(question.filters.moment))
    listings = offered.in_bulk([hit.revision for hit in answer.hits])
    counts = {value: count for value, (count, _) in answer.counts.items()}
    return StructureHits(
        question,
        answer.read,
        tuple(
            StructureHit(listings[hit.revision], hit.similarity, hit.atoms)
            for hit in answer.hits
            if hit.revision in listings
        ),
        answer.count,
        answer.count_is_exact,
        answer.truncated,
        facets(question.filters, counts),
    )


def _with_nearest(hits: StructureHits) -> StructureHits:
    asked = hits.question.asked
    if hits.listed or asked.mode is not Mode.SIMILARITY:
        return hits
    lowest = replace(asked, threshold=LOWEST_THRESHOLD)
    try:
        found = search(lowest, chosen=hits.question.filters.chosen, most=1).hits
    except StructureSearchError:
        return hits
    return replace(hits, nearest=max((hit.similarity or 0.0 for hit in found), default=0.0))
