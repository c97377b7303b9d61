"""The catalog as a whole: its facets, and what was published last."""

from dataclasses import dataclass

from catalog.models import Listing
from catalog.search.database import with_revisions
from catalog.search.facets import Facet, facets
from catalog.search.hits import counts
from catalog.search.question import Question

RECENT = 6
MOST_VALUES = 10_000
"""Values of a facet by itself."""


@dataclass(frozen=True, slots=True)
class Overview:
    facets: tuple[Facet, ...]
    recent: tuple[Listing, ...]
    total: int


def overview() -> Overview:
    question, offered = Question(), Listing.objects.offered()
    recent = with_revisions(offered).order_by("-visible_from", "-revision_id")
    return Overview(
        facets(question, counts(question)),
        tuple(recent[:RECENT]),
        offered.count(),
    )


def facet(name: str) -> Facet | None:
    """One facet with all of its values, by their labels; None if no product has any."""
    question = Question()
    for each in facets(question, counts(question, MOST_VALUES)):
        if each.name == name:
            values = sorted(each.values, key=lambda value: value.label.casefold())
            return Facet(each.name, each.label, tuple(values))
    return None
