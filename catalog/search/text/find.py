"""Searching in the text index."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import tantivy
from tantivy import DocAddress, Order, Query

from catalog.search.browse import FACETS, Browse
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

    searcher: tantivy.Searcher
    asked: Browse

    @cached_property
    def correction(self) -> Correction | None:
        """What was searched for instead, because nothing has what was typed, filters aside."""
        if not self.asked.text or self._anywhere(text_query(self.asked.text)):
            return None
        within = inside_words(self.asked.text)
        if within is not None and self._anywhere(within):
            return Correction("", within)
        return corrected(self.searcher, self.asked.text)

    @cached_property
    def text(self) -> Query | None:
        if self.correction is not None:
            return self.correction.query
        return text_query(self.asked.text) if self.asked.text else None

    @cached_property
    def total(self) -> int:
        return self._count(self._narrowed())

    def page(self, start: int, length: int) -> list[tuple[int, DocAddress]]:
        """The primary keys of revisions, with their places in the index, in the order asked for."""
        if self.asked.shown_order == "relevance":
            found = self.searcher.search(self._narrowed(), length, count=False, offset=start)
        else:
            field, order = ORDERS[self.asked.shown_order]
            found = self.searcher.search(
                self._narrowed(), length, False, order_by_field=field, offset=start, order=order
            )
        places = [place for _, place in found.hits]
        revisions = self.searcher.fast_field_values("revision", places) if places else []
        return [
            (int(revision), place)
            for revision, place in zip(revisions, places, strict=True)
            if revision is not None
        ]

    def counts(self, most_values: int = MOST_VALUES) -> dict[tuple[str, str], int]:
        """(facet, slug) -> products. Values of a facet are alternatives: they are counted as if
        none of it were chosen."""
        chosen = dict(self.asked.chosen)
        others = [facet for facet in FACETS if facet not in chosen]
        counts = self._counted(self._narrowed(), others, most_values)
        for facet in chosen:
            counts |= self._counted(self._narrowed(but=facet), [facet], most_values)
        return counts

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
            if (count := self._count(narrowed(self.text, filters(other))))
        ]

    def narrative(self, place: DocAddress) -> str:
        stored: Any = self.searcher.doc(place).get_first("narrative")
        return stored or ""

    def _narrowed(self, but: str = "") -> Query:
        return narrowed(self.text, filters(self.asked, but))

    def _anywhere(self, text: Query) -> bool:
        return bool(self.searcher.search(narrowed(text, ()), 1, count=False).hits)

    def _count(self, query: Query) -> int:
        return self.searcher.search(query, 1).count  # type: ignore[attr-defined,no-any-return]

    def counted(self, facets: Sequence[str], most_values: int) -> dict[tuple[str, str], int]:
        """Of these facets alone, whatever of them is chosen."""
        return self._counted(self._narrowed(), facets, most_values)

    def _counted(
        self, query: Query, facets: Sequence[str], most_values: int
    ) -> dict[tuple[str, str], int]:
        if not facets:
            return {}
        terms = {
            facet: {"terms": {"field": facet_field(facet), "size": most_values}} for facet in facets
        }
        counted = self.searcher.aggregate(query, terms)
        return {
            (facet, bucket["key"]): bucket["doc_count"]
            for facet in facets
            for bucket in counted[facet]["buckets"]
        }
