"""The rows of new products, filled from their documents and checked, before any is inserted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from catalog.keys import match_key
from catalog.models import Product
from catalog.plain_json import JsonObject
from catalog.specification import declaration
from catalog.specification.load import Loader, identity, present, says_the_same
from catalog.specification.parts import Part, Shared
from catalog.specification.pointers import Pointer, ProductPointer


class NotPlainError(Exception):
    """The document is left to ``load``."""


@dataclass
class Bundle:
    """The rows that come from one document, or from one shared part of several documents."""

    rows: list[tuple[int, models.Model]] = field(default_factory=list)
    """Each with its depth: rows point to rows that are less deep."""
    links: list[tuple[models.Model, str, list[models.Model]]] = field(default_factory=list)
    uses: list["Bundle"] = field(default_factory=list)
    needs: set[int] = field(default_factory=set)
    """The places of documents whose products it points to."""

    @property
    def rank(self) -> int:
        """Shared rows of a higher rank point to those of a lower one."""
        return 1 + max((used.rank for used in self.uses), default=0)


@dataclass(frozen=True, slots=True)
class _Made:
    """A shared row that is new, with what was said of it first."""

    row: models.Model
    bundle: Bundle
    value: JsonObject
    place: int
    """Of the document that said it: who says less of the row needs that one."""


class Collector(Loader):
    """Fills and checks the rows of documents; nothing is saved."""

    def __init__(self, documents: dict[int, JsonObject]) -> None:
        super().__init__()
        self.known = _known_shared_rows(documents.values())
        self.products = {
            number_key(members): (place, Product()) for place, members in documents.items()
        }
        self.met: dict[tuple[str, str], models.Model | _Made] = {}
        self.made: dict[tuple[type[models.Model], str], _Made] = {}
        self.bundle = Bundle()
        self.depth = 0
        self.place = 0

    def collect(self, members: JsonObject) -> tuple[Product, Bundle]:
        """The product of a document and what belongs to it. Raises NotPlainError."""
        self.place, product = self.products[number_key(members)]
        return product, self._fill_bundle(declaration.product, members, product)

    def _fill_bundle(self, part: Part, value: JsonObject, row: models.Model) -> Bundle:
        around = self.bundle, self.depth
        self.bundle, self.depth = Bundle(), 0
        try:
            self.fill(part, value, row, "")
            return self.bundle
        finally:
            self.bundle, self.depth = around

    def problem(self, path: str, value: Any, remedy: str) -> None:
        raise NotPlainError

    def check(self, row: models.Model) -> None:
        """What the row itself tells; what others have to say is asked for all at once."""
        pointing = [column.name for column in row._meta.concrete_fields if column.is_relation]
        row.clean_fields(exclude=pointing)
        row.clean()

    def keep(self, row: models.Model) -> None:
        self.bundle.rows.append((self.depth, row))

    def relate(self, row: models.Model, column: str, shared: list[models.Model]) -> None:
        self.bundle.links.append((row, column, shared))

    def replace_children(
        self, part: Part, parent: models.Model, column: str, value: Any, path: str
    ) -> None:
        self.depth += 1
        super().replace_children(part, parent, column, value, path)
        self.depth -= 1

    def known_children(self, *_: Any) -> dict[str, models.Model]:
        return {}

    def share(self, part: Part, value: Any, path: str) -> models.Model | None:
        """One row for all documents that say the same of it."""
        if not isinstance(value, dict):
            raise NotPlainError
        key = part.title, repr(value)
        if key not in self.met:
            self.met[key] = self._shared(part, present(part, value))
        return self._use(self.met[key])

    def _use(self, shared: models.Model | _Made) -> models.Model:
        if not isinstance(shared, _Made):
            return shared
        self.bundle.uses.append(shared.bundle)
        return shared.row

    def _shared(self, part: Part, value: JsonObject) -> models.Model | _Made:
        """The row that is there, if the document says nothing else of it, or a new one."""
        if row := self.find_shared(part, value):
            if not says_the_same(part.dump(row), value):
                raise NotPlainError
            return row
        key = part.model, identity(part, value) or repr(value)
        if made := self.made.get(key):
            if not says_the_same(made.value, value):
                raise NotPlainError
            self.bundle.needs.add(made.place)
            return made
        row = part.model()
        made = _Made(row, self._fill_bundle(part, value, row), value, self.place)
        self.made[key] = made
        return made

    def find(self, pointer: Pointer, named: JsonObject) -> models.Model | None:
        """Also what is new with this document: a compound, or a product unless it comes before."""
        key = str(named.get(pointer.key))
        if made := self.made.get((pointer.model, key)):
            self.bundle.needs.add(made.place)
            return self._use(made)
        place, product = self.products.get(match_key(key), (0, None))
        if product is None or not isinstance(pointer, ProductPointer):
            return super().find(pointer, named)
        if not self.depth:
            raise NotPlainError
        self.bundle.needs.add(place)
        return product

    def find_shared(self, part: Part, value: JsonObject) -> models.Model | None:
        if part.title in self.known:
            return self.known[part.title].get(identity(part, value))
        return super().find_shared(part, value)


def number_key(members: JsonObject) -> str:
    return match_key(identity(declaration.product, members))


def _known_shared_rows(
    documents: Iterable[JsonObject],
) -> dict[str, dict[str, models.Model]]:
    """By title of the part and identity, the rows that documents share and that are there.

    Of those parts that a product has one of, a compound, say: there are as many as products.
    """
    found = {}
    values = list(documents)
    for entry in declaration.product.fields:
        if isinstance(entry, Shared):
            part = entry.part
            names = {identity(part, document.get(entry.name)) for document in values} - {""}
            rows = part.model._default_manager.filter(**{f"{part.identity}__in": names})
            kept = list(rows)
            part.attach(kept)
            found[part.title] = {getattr(row, part.identity): row for row in kept}
    return found
