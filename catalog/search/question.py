"""A question to the catalog: a text, facets, numbers, an order, a page. An address says all of it.

It is read from an address without a look at the database, and answered by ``hits``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict
from django_stubs_ext import StrOrPromise

from catalog.models import Term
from catalog.models.characteristic_keys import REGISTRY
from catalog.moments import read_moment, write_moment
from catalog.search.ranges import LIMITS, NO_RANGES, SOLVENT, UNIT, Ranges
from catalog.search.words import LONGEST_TEXT

FACETS: Mapping[str, StrOrPromise] = {
    "kind": "Kind",
    **{vocabulary.value: vocabulary.label for vocabulary in Term.Vocabulary},
    "grade": "Grade",
    **{entry.key: entry.label for entry in REGISTRY.values() if entry.facet},
}
"""Names and labels of the facets, in the order in which they are shown."""
ORDERS = ("relevance", "name", "-name", "number", "-number", "weight", "-weight", "newest")
MOST_CHOSEN = 50
"""Values of one facet."""
PER_PAGE = 25

Chosen = tuple[tuple[str, tuple[str, ...]], ...]
"""Facets with the slugs chosen of each: any of them, in every facet."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for."""

    text: str = ""
    chosen: Chosen = ()
    ranges: Ranges = NO_RANGES
    order: str = ""
    page: int = 1
    moment: datetime | None = None
    """What was public at that moment, or is now. Further pages show the moment of the first one."""
    per_page: int = PER_PAGE
    typed: str = field(default="", compare=False)
    """The text as it was typed, of any length."""

    @classmethod
    def read(cls, parameters: MultiValueDict[str, str]) -> Self:
        """From an address; what it says that is not known is left aside."""
        typed, page = parameters.get("q", ""), parameters.get("page", "")
        order = parameters.get("sort", "")
        return cls(
            text=" ".join(typed.split())[:LONGEST_TEXT],
            chosen=in_order({facet: _several(parameters.getlist(facet)) for facet in FACETS}),
            ranges=Ranges.read(parameters),
            order=order if order in ORDERS else "",
            page=max(int(page), 1) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
            moment=_moment(parameters.get("as_of", "")),
            typed=typed,
        )

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning of the text is searched for."""
        return len(" ".join(self.typed.split())) > len(self.text)

    def slugs(self, facet: str) -> tuple[str, ...]:
        return dict(self.chosen).get(facet, ())

    @property
    def chosen_count(self) -> int:
        """How many filters are set."""
        return sum(len(slugs) for _, slugs in self.chosen) + len(self.ranges.asked())

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen or self.ranges)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text) or self.is_filtered

    @property
    def shown_order(self) -> str:
        """The order that holds where none is asked for: by relevance of a text, else by name."""
        if self.order and (self.text or self.order != "relevance"):
            return self.order
        return "relevance" if self.text else "name"

    def toggled(self, facet: str, slug: str) -> Self:
        """With this value of a facet, or without it if it is chosen; from the first page."""
        slugs = [*self.slugs(facet)]
        slugs = [other for other in slugs if other != slug] if slug in slugs else [*slugs, slug]
        return self._choosing(dict(self.chosen) | {facet: tuple(slugs)})

    def without(self, facet: str) -> Self:
        return self._choosing(dict(self.chosen) | {facet: ()})

    def without_range(self, name: str) -> Self:
        return replace(self, ranges=self.ranges.without(name), page=1)

    def unfiltered(self) -> Self:
        return replace(self, chosen=(), ranges=NO_RANGES, page=1)

    def ordered(self, order: str) -> Self:
        return replace(self, order=order, page=1)

    def on_page(self, page: int) -> Self:
        return replace(self, page=page)

    def as_of(self, moment: datetime | None) -> Self:
        return replace(self, moment=moment)

    def parameters(self) -> list[tuple[str, str]]:
        """As an address writes it: nothing of what holds anyway."""
        pairs = [("q", self.text)]
        pairs += [(facet, slug) for facet, slugs in self.chosen for slug in slugs]
        pairs += self.ranges.pairs()
        pairs.append(("sort", self.order))
        if self.page > 1:
            pairs += [("page", str(self.page)), ("as_of", write_moment(self.moment))]
        return [(name, value) for name, value in pairs if value]

    def others(self, *names: str) -> list[tuple[str, str]]:
        """What a form that asks for ``names`` has to carry along; it begins on the first page."""
        return [pair for pair in self.parameters() if pair[0] not in {*names, "page", "as_of"}]

    def beside_text(self) -> list[tuple[str, str]]:
        return self.others("q")

    def beside_ranges(self) -> list[tuple[str, str]]:
        return self.others(*LIMITS, SOLVENT, UNIT)

    def address(self) -> str:
        return f"?{urlencode(self.parameters())}"

    def _choosing(self, chosen: Mapping[str, tuple[str, ...]]) -> Self:
        return replace(self, chosen=in_order(chosen), page=1)


def in_order(chosen: Mapping[str, Iterable[str]]) -> Chosen:
    """In the order of the facets, each value once, so that one state has one address."""
    slugs = {facet: tuple(sorted({*chosen.get(facet, ())})) for facet in FACETS}
    return tuple((facet, values) for facet, values in slugs.items() if values)


def _several(slugs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, slugs)))[:MOST_CHOSEN]


def _moment(text: str) -> datetime | None:
    try:
        return read_moment(text)
    except ValueError:
        return None
