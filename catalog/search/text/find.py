"""Searching in the text index."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

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


@dataclass(frozen=True, slots=True)
class TextSearch:
    """A question, as it is asked of the index at one moment."""

    shown: Shown
    question: Question
    text: Query | None
    corrected: str = ""
    """What is searched for instead of what was typed."""
    is_inside: bool = False
    """Whether nothing has the words typed, and these are looked for inside of others."""

    @classmethod
    def of(cls, files: TextFiles, question: Question) -> Self:
        text = text_query(question.text) if question.text else None
        return cls(Shown(files, question.moment), question, text)

    def page(self) -> tuple[int, list[Hit]]:
        """How many products are found, and those of the page, in the order asked for. A page beyond
        the last one is that one."""
        length = self.question.per_page
        total, hits = self._page(self.question.page)
        if total and not hits:
            total, hits = self._page((total + length - 1) // length)
        return total, hits

    def _page(self, number: int) -> tuple[int, list[Hit]]:
        files, length = self.shown.files, self.question.per_page
        start = (number - 1) * length
        if start > FAR and start >= (total := files.count(self._narrowed())):
            return total, []  # tantivy keeps room for all that comes before, be it there or not
        if self.question.shown_order == "relevance":
            return files.best(self._narrowed(), length, start)
        return files.sorted(self._narrowed(), length, start, *ORDERS[self.question.shown_order])

    def instead(self) -> Self | None:
        """Another search, if nothing has what was typed, filters aside: for words that have it
        inside, or for what was meant."""
        typed = self.question.text
        if not typed or (self.question.is_filtered and self.shown.any(self.text)):
            return None
        within = inside_words(typed)
        if within is not None and self.shown.any(within):
            return replace(self, text=within, is_inside=True)
        if correction := corrected(self.shown, typed):
            return replace(self, text=correction.query, corrected=correction.text)
        return None

    def counts(self, most_values: int = MOST_VALUES) -> dict[tuple[str, str], int]:
        """(facet, slug) -> products. Values of a facet are alternatives: they are counted as if
        none of it were chosen."""
        chosen = dict(self.question.chosen)
        others = [facet for facet in self.shown.files.facets if facet not in chosen]
        counts = self.counted(others, most_values)
        for facet, slugs in chosen.items():
            counts |= self.counted([facet], most_values, but=facet)
            for slug in slugs:
                if (facet, slug) not in counts:  # too rare to be among those counted
                    alone = self.question.without(facet).toggled(facet, slug)
                    counts[facet, slug] = self.shown.count(self.text, filters(alone))
        return counts

    def counted(
        self, facets: Sequence[str], most_values: int, but: str = ""
    ) -> dict[tuple[str, str], int]:
        """Of these facets alone, whatever is chosen in the facet ``but``."""
        fields = {facet_field(facet): facet for facet in facets}
        values = self.shown.files.values(self._narrowed(but), fields, most_values)
        return {
            (fields[field], slug): count
            for field, counts in values.items()
            for slug, count in counts.items()
        }

    def without_each_filter(self) -> list[tuple[str, Question, int]]:
        """Each filter that hides something, the question without it, and how many that finds."""
        names = {facet: self.question.without(facet) for facet, _ in self.question.chosen}
        for parameter in self.question.ranges.asked():
            names[parameter.name] = self.question.without_range(parameter.name)
        return [
            (name, other, count)
            for name, other in names.items()
            if (count := self.shown.count(self.text, filters(other)))
        ]

    def _narrowed(self, but: str = "") -> Query:
        return self.shown.narrowed(self.text, filters(self.question, but))


def find(files: TextFiles, question: Question) -> tuple[TextSearch, int, list[Hit]]:
    """The search that was made in the end, how many products it finds, and those of the page."""
    search = TextSearch.of(files, question)
    total, hits = search.page()
    if not total and (other := search.instead()):
        search, (total, hits) = other, other.page()
    return search, total, hits
