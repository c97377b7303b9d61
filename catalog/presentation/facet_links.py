"""The facets of what was found, each value with the address that chooses it or gives it up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalog.search.facets import Facet
from catalog.search.question import Question


@dataclass(frozen=True, slots=True)
class LinkedValue:
    slug: str
    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class LinkedFacet:
    name: str
    label: str
    values: tuple[LinkedValue, ...]

    @property
    def chosen(self) -> tuple[LinkedValue, ...]:
        return tuple(value for value in self.values if value.chosen)


def linked(
    facets: Iterable[Facet], question: Question, address: Callable[[Question], str]
) -> tuple[LinkedFacet, ...]:
    """``address`` is that of the page which shows what a question finds."""
    return tuple(
        LinkedFacet(
            facet.name,
            facet.label,
            tuple(
                LinkedValue(
                    value.slug,
                    value.label,
                    value.count,
                    value.chosen,
                    address(question.toggled(facet.name, value.slug)),
                )
                for value in facet.values
            ),
        )
        for facet in facets
    )
