"""References from a document to rows that are described elsewhere: products, compounds, files."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from catalog.keys import match_key
from catalog.models import Compound, ListingFile, Product, PublishedCatalogNumber, StoredFile
from catalog.models.documents import DocumentKind
from catalog.plain_json import JsonObject, Schema
from catalog.specification.fields import Field, NameOf, Row, read_text
from catalog.specification.members import INTEGER, TEXT, Types, check_members
from catalog.specification.parts import attach_targets

if TYPE_CHECKING:
    from catalog.specification.load import Loader


class Pointer(Field):
    """A reference to a row that is described elsewhere: its key and its name are written."""

    model: type[models.Model]
    key: str
    members: tuple[str, ...]
    integers: frozenset[str] = frozenset()
    required = False

    @property
    def types(self) -> dict[str, Types]:
        return {name: INTEGER if name in self.integers else TEXT for name in self.members}

    def find(self, value: JsonObject) -> models.Model | None:
        key = read_text(value.get(self.key))
        return self.model._default_manager.filter(**{self.key: key}).first()

    def dump(self, row: Row) -> Any:
        target = getattr(row, self.column)
        return None if target is None else self.describe(target)

    def describe(self, target: Row) -> JsonObject:
        return {member: getattr(target, member) for member in self.members}

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        if value is None:
            setattr(row, self.column, None)
            return
        named = value if isinstance(value, dict) else {self.key: value}
        if isinstance(value, dict) and not check_members(value, self.types, path, loader):
            return
        try:
            target = loader.find(self, named)
        except ValueError as error:
            loader.problem(path, value, str(error))
            return
        if target is None:
            label = self.model._meta.verbose_name
            remedy = f"no {label} has this {self.key.replace('_', ' ')}"
            loader.problem(path, named.get(self.key), remedy)
            return
        setattr(row, self.column, target)

    def schema(self) -> Schema:
        members = {
            member: {"type": "integer" if member in self.integers else "string"}
            for member in self.members
        }
        described = {
            "type": "object",
            "properties": members,
            "required": list(self.members),
            "additionalProperties": False,
        }
        return described if self.required else {"oneOf": [described, {"type": "null"}]}

    def attach(self, rows: Collection[Row]) -> None:
        attach_targets(self.model, rows, self.column)


class ProductPointer(Pointer):
    """Another product: its catalog number and name.

    A draft names it as its own draft does, a specification as the public knows it: the name of a
    product that is not public yet is never published by another one.
    """

    model = Product
    wholly_public = False
    key = "catalog_number"
    members = ("catalog_number", "name")

    def find(self, value: JsonObject) -> Product | None:
        """The product of this number, or the one that it was published for."""
        return self.find_one(read_text(value.get(self.key)))

    @classmethod
    def find_one(cls, catalog_number: str) -> Product | None:
        return cls.find_all([catalog_number]).get(catalog_number)

    @staticmethod
    def find_all(catalog_numbers: Iterable[str]) -> dict[str, Product]:
        """``find`` for many numbers at once; those that are no product's are left out."""
        keys = {number: match_key(number) for number in catalog_numbers}
        if not keys:
            return {}
        published = PublishedCatalogNumber.objects.filter(key__in=set(keys.values()))
        found = {row.key: row.product for row in published.select_related("product")}
        if unpublished := set(keys.values()) - found.keys():
            rows = Product.objects.filter(catalog_number_key__in=unpublished)
            found |= {row.catalog_number_key: row for row in rows}
        return {number: found[key] for number, key in keys.items() if key in found}

    def public(self, value: Any, name_of: NameOf) -> Any:
        return None if value is None else name_of(value["catalog_number"])


class CompoundPointer(Pointer):
    model = Compound
    key = "key"
    members = ("key", "name")


class FilePointer(Pointer):
    model = StoredFile
    key = "sha256"
    members = ("sha256", "filename", "media_type", "size")
    integers = frozenset({"size"})

    def find(self, value: JsonObject) -> StoredFile | None:
        """Raises ValueError for a file that the public may not have."""
        row = StoredFile.by_hash(read_text(value.get(self.key)))
        if row and row.role == StoredFile.Role.ORIGINAL:
            raise ValueError(
                "this is the original of a picture, which staff alone may have; name the picture "
                "that was made of it"
            )
        return row


class DocumentPointer(FilePointer):
    """A file that is what its place is for. One that was public stays what it was taken for."""

    def __init__(self, name: str, kind: DocumentKind) -> None:
        super().__init__(name)
        self.kind = kind

    def find(self, value: JsonObject) -> StoredFile | None:
        """Raises ValueError for a file that is of another kind."""
        row = super().find(value)
        if row is None or ListingFile.objects.filter(sha256=row.sha256).exists():
            return row
        if row.media_type != self.kind.media_type:
            raise ValueError(f"this file is {row.media_type}, and a {self.kind.title} belongs here")
        try:
            _accept(row.sha256, self.kind)
        except ValidationError as error:
            raise ValueError(error.message) from error
        return row


@lru_cache(maxsize=10_000)
def _accept(sha256: str, kind: DocumentKind) -> None:
    """Raises ValidationError. A file that was accepted is not read again: it never changes."""
    row = StoredFile.objects.get(sha256=sha256)
    kind.accept_size(row.size, row.filename)
    with row.file.open("rb") as file:
        kind.accept(file.read(), row.filename)


class PicturePointer(FilePointer):
    def find(self, value: JsonObject) -> StoredFile | None:
        row = super().find(value)
        if row and not row.is_picture:
            raise ValueError("this file is no picture; keep one with StoredFile.keep_picture")
        return row
