"""The text index: tantivy's files, made from the listings."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import tantivy
from tantivy import Query

from catalog.keys import match_key
from catalog.search.following import DamagedError, Follower, Progress
from catalog.search.log import in_parts, indexed
from catalog.search.text.entries import entries
from catalog.search.text.ranks import Ranks
from catalog.search.text.schema import schema, schema_format

HEAP = 15_000_000
"""Bytes for a writer beside a web process: the least that tantivy takes."""
HEAP_OF_BUILD = 60_000_000


class TextFiles:
    """The index as it is at one moment."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher

    @cached_property
    def solvents(self) -> list[str]:
        """Those in which anything has a solubility, the most used ones first, each once."""
        terms = {"terms": {"field": "solvent", "size": 100}}
        counted = self.searcher.aggregate(Query.all_query(), {"solvent": terms})
        spelled: dict[str, str] = {}
        for bucket in counted["solvent"]["buckets"]:
            spelled.setdefault(match_key(bucket["key"]), bucket["key"])
        return list(spelled.values())

    @cached_property
    def measured(self) -> frozenset[str]:
        """The fields of numbers that any product has."""
        fields = ("weight", "storage_min", "molar_min", "mass_min")
        counts = {field: {"value_count": {"field": field}} for field in fields}
        counted = self.searcher.aggregate(Query.all_query(), counts)
        return frozenset(field for field in fields if counted[field]["value"])


class TextIndex(Follower[TextFiles]):
    """Which products have which words, identifiers, facets and numbers."""

    name = "text"
    mutable = Follower.mutable | {"meta.json"}

    @property
    def format(self) -> str:
        return schema_format()

    def open(self, folder: Path) -> TextFiles:
        with damage_is_known():
            return TextFiles(_index(folder).searcher())

    def build(self, folder: Path, progress: Progress) -> None:
        index = tantivy.Index(schema(), path=str(folder))
        ranks = Ranks()
        writer = index.writer(HEAP_OF_BUILD, num_threads=1)
        for listings in in_parts(progress(ranks.in_order_of_names())):
            for entry in entries(listings.order_by("name_key", "pk"), ranks):
                writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()

    def apply(self, folder: Path, products: list[int]) -> None:
        with damage_is_known():
            index = _index(folder)
            searcher = index.searcher()
            writer = index.writer(HEAP, num_threads=1)

            def known(field: str, revision: int) -> int | None:
                found = searcher.search(Query.term_query(schema(), "revision", revision), 1)
                places = [place for _, place in found.hits]
                values = searcher.fast_field_values(field, places)
                return None if not values or values[0] is None else int(values[0])

            ranks = Ranks(known)
            for product in products:
                writer.delete_documents_by_term("product", product)
            for entry in entries(indexed().filter(product__in=products), ranks):
                writer.add_document(entry)
            writer.commit()
            writer.wait_merging_threads()


def _index(folder: Path) -> tantivy.Index:
    if not tantivy.Index.exists(str(folder)):
        raise DamagedError(f"{folder} holds no index")
    return tantivy.Index.open(str(folder))


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
