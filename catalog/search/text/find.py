"""Searching in the text index."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tantivy import Order, Query

from catalog.search.question import Question
from catalog.search.text.index import Hit, TextFiles
from catalog.search.text.query import filters, inside_words, text_query
from catalog.search.text.schema import facet_field
from catalog.search.text.shown import Shown
from catalog.search.text.spelling import corrected

FAR = 5_000
"""Hits before a page; farther on, it is seen first whether there are so many."""
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
    asked: Question
    corrected: str = field(default="", init=False)
    """What was searched for instead, once a page was asked for."""
    is_inside: bool = field(default=False, init=False)
    """Whether nothing has the words typed, and these are found inside of others."""

    def __post_init__(self) -> None:
        self.shown = Shown(self.files, self.asked.moment)
        self.text = text_query(self.asked.text) if self.asked.text else None

    def page(self, number: int, length: int) -> tuple[int, list[Hit]]:
        """How many products are found, and those of a page, in the order asked for. A page beyond
        the last one is that one."""
        total, hits = self._page(number, length)
        if not total and self.asked.text and self._correct():
            total, hits = self._page(number, length)
        if total and not hits:
            total, hits = self._page((total + length - 1) // length, length)
        return total, hits

    def _page(self, number: int, length: int) -> tuple[int, list[Hit]]:
        start = (number - 1) * length
        if start > FAR and start >= (total := self.files.count(self._narrowed())):
            return total, []  # tantivy keeps room for all that comes before, be it there or not
        if self.asked.shown_order == "relevance":
            return self.files.best(self._narrowed(), length, start)
        return self.files.sorted(self._narrowed(), length, start, *ORDERS[self.asked.shown_order])

    def _correct(self) -> bool:
        """Search for something else, if nothing has what was typed, filters aside: words that have
        it inside, or what was meant."""
        if self.asked.is_filtered and self.shown.any(self.text):
            return False
        within = inside_words(self.asked.text)
        if within is not None and self.shown.any(within):
            self.text, self.is_inside = within, True
        elif correction := corrected(self.shown, self.asked.text):
            self.text, self.corrected = correction.query, correction.text
        else:
            return False
        return True

    def counts(self, most_values: int = MOST_VALUES) -> dict[tuple[str, str], int]:
        """(facet, slug) -> products. Values of a facet are alternatives: they are counted as if
        none of it were chosen."""
        chosen = dict(self.asked.chosen)
        others = [facet for facet in self.files.facets if facet not in chosen]
        counts = self.counted(others, most_values)
        for facet, slugs in chosen.items():
            counts |= self.counted([facet], most_values, but=facet)
            for slug in slugs:
                if (facet, slug) not in counts:  # too rare to be among those counted
                    alone = self.asked.without(facet).toggled(facet, slug)
                    counts[facet, slug] = self.shown.count(self.text, filters(alone))
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

    def without_each_filter(self) -> list[tuple[Question, str, int]]:
        """Where nothing is found: what leaving out one filter would find, and its name."""
        others = [(self.asked.without(facet), facet) for facet, _ in self.asked.chosen]
        others += [
            (self.asked.without_range(parameter.name), parameter.name)
            for parameter in self.asked.ranges.asked()
        ]
        return [
            (other, name, count)
            for other, name in others
            if (count := self.shown.count(self.text, filters(other)))
        ]

    def _narrowed(self, but: str = "") -> Query:
        return self.shown.narrowed(self.text, filters(self.asked, but))
