"""The text index: tantivy's files, made from the listings."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query

from catalog.keys import match_key
from catalog.search.builder import Progress
from catalog.search.following import Follower
from catalog.search.generation import DamagedError
from catalog.search.log import in_parts, indexed
from catalog.search.question import FACETS
from catalog.search.text.entries import entries
from catalog.search.text.ranks import Ranks
from catalog.search.text.schema import analyzed, facet_field, schema, schema_format

HEAP = 15_000_000
"""Bytes for a writer beside a web process: the least that tantivy takes."""
HEAP_OF_BUILD = 400_000_000
"""For a build, which ends in one segment if all of it has room there: the next ones are merged with
it when they are eight, which takes seconds."""


@dataclass(frozen=True, slots=True)
class Hit:
    """The primary key of a revision, and its place in the index."""

    revision: int
    place: tantivy.DocAddress


class TextFiles:
    """The index as it is at one moment. Every method raises DamagedError for files that cannot be
    read; a query that is wrong in itself was refused when it was made."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def any(self, query: Query) -> bool:
        with damage_is_known():
            return bool(self._searcher.search(query, 1, count=False).hits)

    def count(self, query: Query) -> int:
        with damage_is_known():
            return self._searcher.search(query, 1).count  # type: ignore[attr-defined,no-any-return]

    def best(self, query: Query, length: int, start: int = 0) -> tuple[int, list[Hit]]:
        """How many hits there are, and those that score highest."""
        with damage_is_known():
            return self._hits(self._searcher.search(query, length, offset=start))

    def sorted(
        self, query: Query, length: int, start: int, field: str, order: tantivy.Order
    ) -> tuple[int, list[Hit]]:
        """How many there are, and those first in the order of a number; without it come last."""
        with damage_is_known():
            return self._hits(
                self._searcher.search(
                    query, length, offset=start, order_by_field=field, order=order
                )
            )

    def values(self, query: Query, fields: Iterable[str], most: int) -> dict[str, dict[str, int]]:
        """For each field, its values and how many hits have them, the most frequent ones first."""
        terms = {field: {"terms": {"field": field, "size": most}} for field in fields}
        if not terms:
            return {}
        with damage_is_known():
            counted = self._searcher.aggregate(query, terms)
        return {
            field: {bucket["key"]: bucket["doc_count"] for bucket in counted[field]["buckets"]}
            for field in terms
        }

    def number(self, field: str, revision: int) -> int | None:
        """What the entry of a revision has in a field."""
        with damage_is_known():
            found = self._searcher.search(Query.term_query(schema(), "revision", revision), 1)
            places = [place for _, place in found.hits]
            values = self._searcher.fast_field_values(field, places) if places else []
        return int(values[0]) if values and values[0] is not None else None

    def narrative(self, hit: Hit) -> str:
        with damage_is_known():
            stored: Any = self._searcher.doc(hit.place).get_first("narrative")
        return stored or ""

    @cached_property
    def solvents(self) -> list[str]:
        """Those in which anything has a solubility, the most used ones first, each once."""
        spelled: dict[str, str] = {}
        for text in self.values(Query.all_query(), ["solvent"], 100)["solvent"]:
            spelled.setdefault(match_key(text), text)
        return list(spelled.values())

    @cached_property
    def facets(self) -> tuple[str, ...]:
        """Those that any product has: counting in the others would cost as much."""
        values = self.values(Query.all_query(), map(facet_field, FACETS), 1)
        return tuple(facet for facet in FACETS if values[facet_field(facet)])

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The numbers that any product has, as questions name them."""
        fields = {
            "weight": self._measured & {"weight"},
            "solubility": self.solvents,
            "storage": self._measured & {"storage_min"},
            "working": self._measured & {"molar_min", "mass_min"},
        }
        return frozenset(name for name, measured in fields.items() if measured)

    @cached_property
    def _measured(self) -> frozenset[str]:
        """The fields of numbers that any product has."""
        fields = ("weight", "storage_min", "molar_min", "mass_min")
        counts = {field: {"value_count": {"field": field}} for field in fields}
        with damage_is_known():
            counted = self._searcher.aggregate(Query.all_query(), counts)
        return frozenset(field for field in fields if counted[field]["value"])

    def _hits(self, found: tantivy.SearchResult) -> tuple[int, list[Hit]]:
        places = [place for _, place in found.hits]
        revisions = self._searcher.fast_field_values("revision", places) if places else []
        pairs = zip(revisions, places, strict=True)
        count: int = found.count  # type: ignore[attr-defined]
        return count, [Hit(int(revision or 0), place) for revision, place in pairs]


class TextIndex(Follower[TextFiles]):
    """Which products have which words, identifiers, facets and numbers."""

    name = "text"
    most_kept = 16
    mutable = Follower.mutable | {"meta.json"}

    @property
    def format(self) -> str:
        return schema_format()

    def open(self, folder: Path) -> TextFiles:
        with damage_is_known():
            return TextFiles(_index(folder).searcher())

    def build(self, folder: Path, progress: Progress) -> None:
        index = analyzed(tantivy.Index(schema(), path=str(folder)))
        ranks = Ranks.of_catalog()
        writer = index.writer(HEAP_OF_BUILD, num_threads=1)
        for listings in in_parts(progress(ranks.in_order_of_names())):
            for entry in entries(listings.order_by("name_key", "pk"), ranks):
                writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()

    def apply(self, folder: Path, products: list[int]) -> None:
        with damage_is_known():
            index = _index(folder)
            files = TextFiles(index.searcher())
        listings = indexed().filter(product__in=products)
        ranks = Ranks.between(files.number, listings)
        writer = index.writer(HEAP, num_threads=1)
        for product in products:
            # By a query: deletion by a term takes a number for a signed one, and finds nothing.
            writer.delete_documents_by_query(Query.term_query(schema(), "product", product))
        for entry in entries(listings, ranks):
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()


def _index(folder: Path) -> tantivy.Index:
    if not tantivy.Index.exists(str(folder)):
        raise DamagedError(f"{folder} holds no index")
    return analyzed(tantivy.Index.open(str(folder)))


@contextmanager
def damage_is_known() -> Iterator[None]:
    """Whatever tantivy says of files that it cannot read is DamagedError; it may also panic, which
    is no Exception in Python."""
    try:
        yield
    except DamagedError:
        raise
    except (ValueError, OSError) as error:
        raise DamagedError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedError(f"tantivy gave up: {error}") from error
