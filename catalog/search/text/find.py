"""Searching in the text index."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tantivy import Order, Query

from catalog.search.browse import FACETS, Browse
from catalog.search.text.index import Hit, TextFiles
from catalog.search.text.query import filters, inside_words, narrowed, text_query
from catalog.search.text.schema import facet_field
from catalog.search.text.spelling import Correction, corrected

MOST_VALUES = 200
"""Values of a facet that are counted: those of most products."""
ORDERS: dict[str, tuple[str, Order]] = {
    "name": ("name_rank", Order.Asc),
    "-name": ("name_rank", Order.Desc),
    "number": ("number_rank", Order.Asc),
    "-number": ("number_rank", Order.Desc),
    "weight": ("weight", Order.Asc),
    "-weight": ("weight", Order.Desc),
    "newest": ("visible_from", Order.Desc),
}


@dataclass
class TextSearch:
    """One search: what was asked, in the files as they are."""

    files: TextFiles
    asked: Browse

    @cached_property
    def correction(self) -> Correction | None:
        """What was searched for instead, because nothing has what was typed, filters aside."""
        if not self.asked.text or self.files.any(narrowed(text_query(self.asked.text), ())):
            return None
        within = inside_words(self.asked.text)
        if within is not None and self.files.any(narrowed(within, ())):
            return Correction("", within)
        return corrected(self.files, self.asked.text)

    @cached_property
    def text(self) -> Query | None:
        if self.correction is not None:
            return self.correction.query
        return text_query(self.asked.text) if self.asked.text else None

    @cached_property
    def total(self) -> int:
        return self.files.count(self._narrowed())

    def page(self, start: int, length: int) -> list[Hit]:
        """What is found, in the order asked for."""
        if self.asked.shown_order == "relevance":
            return self.files.best(self._narrowed(), length, start)
        return self.files.sorted(self._narrowed(), length, start, *ORDERS[self.asked.shown_order])

    def counts(self, most_values: int = MOST_VALUES) -> dict[tuple[str, str], int]:
        """(facet, slug) -> products. Values of a facet are alternatives: they are counted as if
        none of it were chosen."""
        chosen = dict(self.asked.chosen)
        others = [facet for facet in FACETS if facet not in chosen]
        counts = self.counted(others, most_values)
        for facet in chosen:
            counts |= self.counted([facet], most_values, but=facet)
        return counts

    def counted(
        self, facets: Sequence[str], most_values: int, but: str = ""
    ) -> dict[tuple[str, str], int]:
        """Of these facets alone, whatever is chosen in the facet ``but``."""
        fields = {facet_field(facet): facet for facet in facets}
        values = self.files.values(self._narrowed(but), fields, most_values)
        return {
            (fields[field], slug): count
            for field, counts in values.items()
            for slug, count in counts.items()
        }

    def without_each_filter(self) -> list[tuple[Browse, str, int]]:
        """Where nothing is found: what leaving out one filter would find, and its name."""
        others = [(self.asked.without(facet), facet) for facet, _ in self.asked.chosen]
        others += [
            (self.asked.without_range(parameter.name), parameter.name)
            for parameter in self.asked.ranges.asked()
        ]
        return [
            (other, name, count)
            for other, name in others
            if (count := self.files.count(narrowed(self.text, filters(other))))
        ]

    def _narrowed(self, but: str = "") -> Query:
        return narrowed(self.text, filters(self.asked, but))
