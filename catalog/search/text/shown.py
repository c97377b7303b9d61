"""What the text index has of one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tantivy import Query

from catalog.search.text.index import Hit, TextFiles
from catalog.search.text.query import narrowed


@dataclass(frozen=True, slots=True)
class Shown:
    """The entries that are on offer at a moment; now, if it is None."""

    files: TextFiles
    moment: datetime | None = None

    def narrowed(self, text: Query | None, conditions: Iterable[Query] = ()) -> Query:
        return narrowed(text, conditions, self.moment)

    def any(self, text: Query | None) -> bool:
        return self.files.any(self.narrowed(text))

    def count(self, text: Query | None, conditions: Iterable[Query] = ()) -> int:
        return self.files.count(self.narrowed(text, conditions))

    def best(self, text: Query, most: int) -> list[Hit]:
        return self.files.best(self.narrowed(text), most)[1]
