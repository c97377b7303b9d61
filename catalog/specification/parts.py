"""How documents nest: a part is a row of its own, one or many, owned or shared."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models

from catalog.plain_json import JsonObject, Schema
from catalog.specification.fields import Field, NameOf, Row

if TYPE_CHECKING:
    from catalog.specification.load import Loader


class Part:
    """The fields of one kind of row.

    ``identity`` names the member and column by which a row is known again: loading a document
    changes that row, while rows without an identity are replaced. Of those, ``told_apart_by`` names
    the members that tell one from another.

    ``together`` are members that make one statement, and ``is_whole`` says so of them all: the
    amount of one pack with the solvent of another, or the text of one section with the references
    of another, is nothing that anybody said.
    """

    def __init__(
        self,
        model: type[models.Model],
        *fields: Field,
        title: str,
        identity: str = "",
        told_apart_by: tuple[str, ...] = (),
        together: tuple[str, ...] = (),
        is_whole: bool = False,
    ) -> None:
        self.model = model
        self.fields = fields
        self.title = title
        self.identity = identity
        self.told_apart_by = told_apart_by or ((identity,) if identity else ())
        self.together = together
        self.is_whole = is_whole
        self.names = {field.name for field in fields}
        self.columns = {field.form_column: field for field in fields}
        self.wholly_public = all(field.wholly_public for field in fields)

    def dump(self, row: Row) -> JsonObject:
        return {field.name: field.dump(row) for field in self.fields}

    def public(self, document: JsonObject, name_of: NameOf) -> JsonObject:
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


def attach_targets(
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
        self.part.attach(attach_targets(self.part.model, rows, self.column))


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
