"""How documents nest: a part is a row of its own, one or many, owned or shared."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from catalog.keys import match_key
from catalog.models import Compound, ListingFile, Product, PublishedCatalogNumber, StoredFile
from catalog.models.documents import DocumentKind
from catalog.spec.fields import Field, NameOf, Row, Schema, read_text
from catalog.spec.members import INTEGER, TEXT, Types, check_members

if TYPE_CHECKING:
    from catalog.spec.load import Loader


class Part:
    """The fields of one kind of row.

    ``identity`` names the member and column by which a row is known again: loading a document
    changes that row, while rows without an identity are replaced.
    """

    def __init__(
        self, model: type[models.Model], *fields: Field, title: str, identity: str = ""
    ) -> None:
        self.model = model
        self.fields = fields
        self.title = title
        self.identity = identity
        self.names = {field.name for field in fields}
        self.wholly_public = all(field.wholly_public for field in fields)

    def dump(self, row: Row) -> dict[str, Any]:
        return {field.name: field.dump(row) for field in self.fields}

    def public(self, document: dict[str, Any], name_of: NameOf) -> dict[str, Any]:
        """The document without its internal members, other products named as the public does."""
        if self.wholly_public and document.keys() == self.names:
            return document
        return {
            field.name: field.public(document[field.name], name_of)
            for field in self.fields
            if not field.internal
        }

    def schema(self) -> Schema:
        public = [field for field in self.fields if not field.internal]
        return {
            "type": "object",
            "title": self.title,
            "properties": {field.name: field.schema() for field in public},
            "required": [field.name for field in public],
            "additionalProperties": False,
        }

    def attach(self, rows: Collection[Row]) -> None:
        """Before many rows are dumped: a query for each relation, however many there are.

        As ``prefetch_related`` would, at a fifth of its cost: most relations of a product are
        empty, and it makes a manager and a query set for each.
        """
        if rows:
            for field in self.fields:
                field.attach(rows)


class Many(Field):
    """Rows that belong to this one, in their order. ``public_if`` names a member that tells which
    of them are published."""

    after_save = True

    def __init__(self, name: str, part: Part, column: str = "", *, public_if: str = ""):
        super().__init__(name, column)
        self.part = part
        self.public_if = public_if
        self.attached = f"_attached_{self.column}"
        self.wholly_public = part.wholly_public and not public_if

    def dump(self, row: Row) -> Any:
        attached = row.__dict__.get(self.attached)
        children = getattr(row, self.column).all() if attached is None else attached
        return [self.part.dump(child) for child in children]

    def attach(self, rows: Collection[Row]) -> None:
        relation: Any = self.part.model._meta.get_field(_owner(rows, self.column))
        children: dict[int, list[Row]] = {row.pk: [] for row in rows}
        found = list(self.part.model._default_manager.filter(**{f"{relation.name}__in": children}))
        for child in found:
            children[getattr(child, relation.attname)].append(child)
        for row in rows:
            row.__dict__[self.attached] = children[row.pk]
        self.part.attach(found)

    def public(self, value: Any, name_of: NameOf) -> Any:
        children = [self.part.public(child, name_of) for child in value]
        return [child for child in children if not self.public_if or child[self.public_if]]

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        loader.replace_children(self.part, row, self.column, value, path)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.part.schema()}


def _owner(rows: Collection[Row], column: str) -> str:
    """The name under which children know the row that they belong to."""
    name: str = next(iter(rows))._meta.get_field(column).field.name
    return name


def _attach_targets(
    model: type[models.Model], rows: Collection[Row], column: str
) -> Collection[Row]:
    """The rows that ``column`` points to, read and set."""
    pointing = [row for row in rows if getattr(row, f"{column}_id") is not None]
    wanted = {getattr(row, f"{column}_id") for row in pointing}
    targets = model._default_manager.in_bulk(wanted) if wanted else {}
    for row in pointing:
        setattr(row, column, targets[getattr(row, f"{column}_id")])
    return targets.values()


class Shared(Field):
    """A row that other products may share: a compound, a publication, a variant group."""

    def __init__(self, name: str, part: Part, column: str = "", *, required: bool = False):
        super().__init__(name, column)
        self.part = part
        self.required = required
        self.wholly_public = part.wholly_public

    def dump(self, row: Row) -> Any:
        shared = getattr(row, self.column)
        return None if shared is None else self.part.dump(shared)

    def public(self, value: Any, name_of: NameOf) -> Any:
        return None if value is None else self.part.public(value, name_of)

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        if value is None and self.required:
            loader.problem(path, value, "this may not be missing")
            return
        setattr(row, self.column, None if value is None else loader.share(self.part, value, path))

    def schema(self) -> Schema:
        described = self.part.schema()
        return described if self.required else {"oneOf": [described, {"type": "null"}]}

    def attach(self, rows: Collection[Row]) -> None:
        self.part.attach(_attach_targets(self.part.model, rows, self.column))


class SharedMany(Many):
    """A set of shared rows, such as the terms of a product."""

    def attach(self, rows: Collection[Row]) -> None:
        models.prefetch_related_objects(list(rows), self.column)

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        if not isinstance(value, list | None):
            loader.problem(path, value, "a list is expected here")
            return
        entries = value or []
        if not loader.fits(entries, path):
            return
        shared = [
            loader.share(self.part, entry, f"{path}/{place}") for place, entry in enumerate(entries)
        ]
        loader.relate(row, self.column, [entry for entry in shared if entry is not None])


class Pointer(Field):
    """A reference to a row that is described elsewhere: its key and its name are written."""

    model: type[models.Model]
    key: str
    members: tuple[str, ...]
    integers: frozenset[str] = frozenset()

    @property
    def types(self) -> dict[str, Types]:
        return {name: INTEGER if name in self.integers else TEXT for name in self.members}

    def find(self, value: dict[str, Any]) -> models.Model | None:
        key = read_text(value.get(self.key))
        return self.model._default_manager.filter(**{self.key: key}).first()

    def dump(self, row: Row) -> Any:
        target = getattr(row, self.column)
        return None if target is None else self.describe(target)

    def describe(self, target: Row) -> dict[str, Any]:
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
        return {"oneOf": [described, {"type": "null"}]}

    def attach(self, rows: Collection[Row]) -> None:
        _attach_targets(self.model, rows, self.column)


class ProductPointer(Pointer):
    """Another product: its catalog number and name.

    A draft names it as its own draft does, a specification as the public knows it: the name of a
    product that is not public yet is never published by another one.
    """

    model = Product
    wholly_public = False
    key = "catalog_number"
    members = ("catalog_number", "name")

    def find(self, value: dict[str, Any]) -> Product | None:
        """The product of this number, or the one that it was published for."""
        number = read_text(value.get(self.key))
        return self.find_all([number]).get(number)

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

    def find(self, value: dict[str, Any]) -> StoredFile | None:
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

    def find(self, value: dict[str, Any]) -> StoredFile | None:
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
    def find(self, value: dict[str, Any]) -> StoredFile | None:
        row = super().find(value)
        if row and not row.is_picture:
            raise ValueError("this file is no picture; keep one with StoredFile.keep_picture")
        return row
