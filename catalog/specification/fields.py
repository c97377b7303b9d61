"""How one member of a document stands to one column: dumped, loaded, and described in JSON Schema.

A document is declared once, out of these fields (``declaration``); drafts, published
specifications, the loader, the JSON Schema and the differences all follow from that declaration.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.db import models

from catalog.models.hazard_codes import Codes
from catalog.plain_json import JsonObject, Schema
from catalog.specification.canonical import number
from catalog.specification.member import PLAIN

if TYPE_CHECKING:
    from catalog.specification.load import Loader

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
Row = Any
NameOf = Callable[[str], JsonObject | None]
"""The pointer to the product of a catalog number as the public knows it; None if it does not."""


def read_text(value: Any) -> str:
    """A text as rows keep it: NFC, without space around.

    Raises ValueError, with the remedy, for anything else: a number has lost its zeros already.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError("a text is expected here; put the number in quotes to keep it as printed")
    if not isinstance(value, str):
        raise ValueError("a text is expected here")
    if UNPRINTABLE.search(value):
        raise ValueError("remove the control character")
    return normalize("NFC", value).strip()


class Field:
    """A member ``name``, kept in the column ``column`` (the same name unless given).

    ``internal`` members are in drafts and never in a published specification.
    """

    type: Schema = {}
    after_save = False
    """Whether loading needs the row's primary key."""
    wholly_public = True
    """Whether what is published of a value is always the value itself."""

    def __init__(self, name: str, column: str = "", *, about: str = "", internal: bool = False):
        self.name = name
        self.column = column or name
        self.about = about
        self.internal = internal
        self.wholly_public = type(self).wholly_public and not internal
        self.member = PLAIN

    @property
    def form_column(self) -> str:
        """The column that people type it in."""
        return self.column

    def dump(self, row: Row) -> Any:
        raise NotImplementedError

    def public(self, value: Any, name_of: NameOf) -> Any:
        """What of a dumped value is published."""
        return value

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        raise NotImplementedError

    def verify(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        """Called when the row is complete, to hold ``value`` against what was read from it."""

    def schema(self) -> Schema:
        return self.type | ({"description": self.about} if self.about else {})

    def attach(self, rows: Collection[Row]) -> None:
        """Read for all these rows at once what a dump of each follows."""


class Text(Field):
    """A text, NFC; empty is null."""

    type: Schema = {"type": ["string", "null"]}

    def dump(self, row: Row) -> Any:
        return getattr(row, self.column) or None

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        try:
            setattr(row, self.column, read_text(value))
        except ValueError as error:
            loader.problem(path, value, str(error))


class RequiredText(Text):
    type: Schema = {"type": "string", "minLength": 1}


class Choice(Text):
    """One of a fixed list of words."""

    def __init__(
        self,
        name: str,
        choices: type[models.TextChoices] | Iterable[str],
        column: str = "",
        *,
        required: bool = False,
        published: Iterable[str] = (),
        about: str = "",
    ):
        """``published`` are further words, which specifications have and drafts have not."""
        super().__init__(name, column, about=about)
        values = choices.values if isinstance(choices, type) else choices
        self.values: list[Any] = [value for value in values if value]
        self.required = required
        self.published = [*self.values, *published]

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        if value is None and not self.required:
            value = row._meta.get_field(self.column).get_default()
        elif value not in self.values:
            loader.problem(path, value, f"choose one of {', '.join(self.values)}")
            return
        setattr(row, self.column, value)

    def schema(self) -> Schema:
        return super().schema() | (
            {"type": "string", "enum": self.published}
            if self.required
            else {"enum": [*self.published, None]}
        )


class Plain(Field):
    """A value that JSON and the column hold alike."""

    def __init__(
        self, name: str, kind: type, schema: Schema, column: str = "", default: Any = None
    ):
        super().__init__(name, column)
        self.kind, self.type, self.default = kind, schema, default

    def dump(self, row: Row) -> Any:
        return getattr(row, self.column)

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        value = self.default if value is None else value
        if value is not None and type(value) is not self.kind:
            loader.problem(path, value, f"a {self.kind.__name__} is expected here")
            return
        setattr(row, self.column, value)


def flag(name: str, *, default: bool | None = None, only: bool | None = None) -> Plain:
    """``only`` is the one value that specifications have."""
    schema: Schema = {"type": ["boolean", "null"] if default is None else "boolean"}
    return Plain(name, bool, schema if only is None else {"const": only}, default=default)


def integer(
    name: str, *, default: int | None = None, minimum: int = 0, required: bool = False
) -> Plain:
    types = ["integer"] if required else ["integer", "null"]
    return Plain(name, int, {"type": types, "minimum": minimum}, default=default)


class Date(Field):
    """A calendar date, ISO 8601."""

    type: Schema = {"type": ["string", "null"], "format": "date"}

    def dump(self, row: Row) -> Any:
        value: date | None = getattr(row, self.column)
        return value.isoformat() if value else None

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        try:
            read = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            read = ValueError
        if not (read is None or type(read) is date):
            loader.problem(path, value, "a date is expected here, such as 2026-03-31")
            return
        setattr(row, self.column, read)


class Words(Field):
    """A list of words, kept in one column with commas between."""

    type: Schema = {"type": "array", "items": {"type": "string"}}

    def __init__(self, name: str, codes: Codes) -> None:
        super().__init__(name)
        self.codes = codes

    def dump(self, row: Row) -> Any:
        return [word for word in getattr(row, self.column).replace(",", " ").split() if word]

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        words = [] if value is None else value
        if not isinstance(words, list):
            loader.problem(path, value, "a list is expected here")
            return
        for word in words:
            if not (isinstance(word, str) and self.codes.is_written_well(word)):
                loader.problem(path, word, self.codes.remedy)
                return
        setattr(row, self.column, ", ".join(words))


class Points(Field):
    """The points of a series: [x, y] or [x, y, standard deviation]."""

    type: Schema = {
        "type": "array",
        "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3},
    }

    def dump(self, row: Row) -> Any:
        return [[number(value) for value in point] for point in getattr(row, self.column)]

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        setattr(row, self.column, value)
