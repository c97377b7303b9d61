"""Documents into rows: the way in for revert, demo, import and REST.

A document is loaded whole or not at all: the caller holds the transaction and rolls back when
``DocumentError`` is raised, which lists every problem with its place, value and remedy.
"""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalog import upcasts
from catalog.models import Product, Reference, Term, TermAlias
from catalog.plain_json import JsonObject
from catalog.specification import declaration
from catalog.specification.fields import read_text
from catalog.specification.limits import LARGEST_DRAFT, MOST_ROWS
from catalog.specification.members import check_names
from catalog.specification.parts import Part
from catalog.specification.pointers import Pointer
from catalog.upcasts.frozen import frozen_schema

DRAFTS_ALONE = frozenset({"internal_note"})
"""Members of drafts that no schema has: it describes what is published."""


@dataclass(frozen=True, slots=True)
class DocumentProblem:
    """What is wrong with one member: JSON Pointer, the value seen, what would be right."""

    path: str
    value: Any
    remedy: str

    def __str__(self) -> str:
        shown = "" if self.value is None else f" ({str(self.value)[:80]!r})"
        return f"{self.path or '/'}{shown}: {self.remedy}"


class DocumentError(ValueError):
    """A document that cannot become a draft; ``problems`` says why."""

    def __init__(self, problems: list[DocumentProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Loader:
    """One document's way into the rows, with the problems met on it."""

    problems: list[DocumentProblem] = field(default_factory=list)
    shared_changes: list[models.Model] = field(default_factory=list)
    """Shared rows whose content this document changed: other products change with them."""

    def problem(self, path: str, value: Any, remedy: str) -> None:
        self.problems.append(DocumentProblem(path, value, remedy))

    def fill(
        self, part: Part, value: Any, row: models.Model, path: str, *, partial: bool = False
    ) -> bool:
        """Set, check and save ``row`` and then its children. False, and unsaved, if it is bad.

        Members that are missing are empty; in a ``partial`` document they stay as they are.
        """
        if not isinstance(value, dict):
            self.problem(path, value, f"a {part.title.lower()} with named members is expected")
            return False
        before = len(self.problems)
        check_names(value, [entry.name for entry in part.fields], path, self)
        entries = [entry for entry in part.fields if not partial or entry.name in value]
        for entry in entries:
            if not entry.after_save:
                entry.load(value.get(entry.name), row, f"{path}/{entry.name}", self)
        if len(self.problems) == before:
            self._clean(part, value, row, path)
        if len(self.problems) > before:
            return False
        self.keep(row)
        for entry in entries:
            if entry.after_save:
                entry.load(value.get(entry.name), row, f"{path}/{entry.name}", self)
        return True

    def keep(self, row: models.Model) -> None:
        """What becomes of a row that is complete."""
        row.save()

    def relate(self, row: models.Model, column: str, shared: list[models.Model]) -> None:
        """Make the rows that ``row`` shares with others these."""
        getattr(row, column).set(shared)

    def replace_children(
        self, part: Part, parent: models.Model, column: str, value: Any, path: str
    ) -> None:
        """Make the rows in ``column`` of ``parent`` those of ``value``, in its order."""
        if not isinstance(value, list | None):
            self.problem(path, value, "a list is expected here")
            return
        entries = value or []
        if not self.fits(entries, path):
            return
        known = self.known_children(part, parent, column, entries)
        relation: Any = parent._meta.get_field(column)
        owner = relation.field.name
        for place, entry in enumerate(entries):
            row = known.pop(identity(part, entry), None) or part.model(**{owner: parent})
            if hasattr(row, "position"):
                row.position = place
            self.fill(part, entry, row, f"{path}/{place}")

    def fits(self, entries: list[Any], path: str) -> bool:
        """Whether the screens could show and save so many rows."""
        if len(entries) <= MOST_ROWS:
            return True
        self.problem(
            path, None, f"a list has at most {MOST_ROWS} rows, and this has {len(entries)}"
        )
        return False

    def known_children(
        self, part: Part, parent: models.Model, column: str, entries: list[Any]
    ) -> dict[str, models.Model]:
        """Those rows that ``entries`` name, by their identity; the others are deleted."""
        manager: Any = getattr(parent, column)
        if not part.identity:
            manager.all().delete()
            return {}
        kept = [identity(part, entry) for entry in entries]
        known = {getattr(row, part.identity): row for row in manager.all()}
        manager.exclude(**{f"{part.identity}__in": kept}).delete()
        return known

    def share(self, part: Part, value: Any, path: str) -> models.Model | None:
        """The shared row that ``value`` describes, made or changed as it says.

        Members that ``value`` lacks stay as they are: another product may have given them.
        """
        if not isinstance(value, dict):
            self.problem(path, value, f"a {part.title.lower()} with named members is expected")
            return None
        value = present(part, value)
        row = self.find_shared(part, value)
        before = part.dump(row) if row else None
        if row and before is not None and says_the_same(before, value):
            return row
        row = row or part.model()
        if not self.fill(part, value, row, path, partial=before is not None):
            return None
        row.refresh_from_db()
        if before is not None and part.dump(row) != before:
            self.shared_changes.append(row)
        return row

    def find(self, pointer: Pointer, named: JsonObject) -> models.Model | None:
        """The row that a pointer leads to. Raises ValueError for a key that is none."""
        return pointer.find(named)

    def check(self, row: models.Model) -> None:
        """Raises ValidationError for a row that cannot be kept."""
        row.full_clean()

    def find_shared(self, part: Part, value: JsonObject) -> models.Model | None:
        """The row that ``value`` is about, whose members it may give in any acceptable form."""
        probe, scratch = part.model(), Loader()
        for entry in part.fields:
            if not entry.after_save and not isinstance(entry, Pointer):
                entry.load(value.get(entry.name), probe, "", scratch)
        named = {"vocabulary": "", "slug": ""} if part.model is Term else {part.identity: ""}
        if isinstance(probe, Reference):
            probe.key = probe.identity()
        wanted = {column: getattr(probe, column) for column in named}
        return part.model._default_manager.filter(**wanted).first()

    def _clean(self, part: Part, value: JsonObject, row: models.Model, path: str) -> None:
        try:
            self.check(row)
        except ValidationError as error:
            for column, messages in error.message_dict.items():
                name = _member(part, column)
                place = f"{path}/{name}" if name else path
                for message in messages:
                    self.problem(place, value.get(name), message)
            return
        for entry in part.fields:
            entry.verify(value.get(entry.name), row, f"{path}/{entry.name}", self)


def present(part: Part, value: JsonObject) -> JsonObject:
    """A term that was merged since is the one that it was merged into, under that one's label."""
    if part.model is not Term:
        return value
    named = _read(value.get("vocabulary")), _read(value.get("slug"))
    slug = TermAlias.present_slugs({named}).get(named)
    if not slug:
        return value
    said = {name: told for name, told in value.items() if name != "label"}
    return said | {"vocabulary": named[0], "slug": slug}


def says_the_same(before: JsonObject, value: JsonObject) -> bool:
    """Whether ``value`` tells nothing that the document ``before`` of a shared row does not."""
    return {**before, **value} == before


def identity(part: Part, entry: Any) -> str:
    """What tells an entry from others, as its row keeps it; empty if it does not say."""
    return _read(entry.get(part.identity)) if isinstance(entry, dict) else ""


def _read(value: Any) -> str:
    try:
        return read_text(value)
    except ValueError:
        return ""


def _member(part: Part, column: str) -> str:
    """The member that a column stands behind; empty for the whole row."""
    for entry in part.fields:
        if column in (entry.column, f"{entry.column}printed", f"{entry.column}unit"):
            return entry.name
    return "" if column == "__all__" else column


def members_of(document: Any) -> JsonObject:
    """What a draft document says of its product. Raises DocumentError for what is none."""
    if not isinstance(document, dict):
        raise DocumentError(
            [DocumentProblem("", document, "a document with named members is expected")]
        )
    size = len(
        json.dumps(document, default=str, skipkeys=True, ensure_ascii=False).encode(
            "utf-8", "replace"
        )
    )
    if size > LARGEST_DRAFT:
        remedy = f"a draft has at most {LARGEST_DRAFT} bytes, and this has {size}"
        raise DocumentError([DocumentProblem("", None, remedy)])
    present = _of_present_schema(document) if "schema_version" in document else document
    return {name: value for name, value in present.items() if name != "schema_version"}


def _of_present_schema(document: JsonObject) -> JsonObject:
    """The document as the present schema has it. Raises DocumentError."""
    version = document["schema_version"]
    try:
        if version == upcasts.SCHEMA_VERSION:
            return document
        upcasts.check_version(version)
        _refuse_strangers(document, version)
        return upcasts.upcast(deepcopy(document))
    except upcasts.DocumentVersionError as error:
        raise DocumentError([DocumentProblem("/schema_version", version, str(error))]) from error
    except (AttributeError, LookupError, TypeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else "one has another type"
        remedy = (
            f"a document of version {version} has all members of that version, and {what}; "
            f"complete it, or write it as version {upcasts.SCHEMA_VERSION}"
        )
        raise DocumentError([DocumentProblem("/schema_version", version, remedy)]) from error


def _refuse_strangers(document: JsonObject, version: int) -> None:
    """A member that its version had not would be lost on the way to the present one."""
    known = {*frozen_schema(version)["properties"], *DRAFTS_ALONE}
    if strangers := [name for name in document if name not in known]:
        remedy = f"version {version} has no such member; remove it, or write the present version"
        raise DocumentError([DocumentProblem(f"/{name}", None, remedy) for name in strangers])


def load(document: Any, product: Product | None = None) -> tuple[Product, Loader]:
    """Write a draft document into the rows of its product, new or known by its catalog number.

    Raises DocumentError; call it inside a transaction.
    """
    loader = Loader()
    document = members_of(document)
    number = identity(declaration.product, document)
    row = product or Product.objects.filter(catalog_number=number).first() or Product()
    loader.fill(declaration.product, document, row, "")
    if loader.problems:
        raise DocumentError(loader.problems)
    return row, loader
