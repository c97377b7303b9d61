"""How one member of a document stands to one column: dumped, loaded, and described in JSON Schema.

A document is declared once, out of these fields (``declaration``); drafts, published
specifications, the loader, the JSON Schema and the differences all follow from that declaration.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.db import models

from catalog.chemistry.quantity import QuantityError
from catalog.chemistry.units import parse_unit
from catalog.spec.canonical import number
from catalog.spec.members import NUMBER, TEXT, Types, check_members

if TYPE_CHECKING:
    from catalog.spec.load import Loader

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
Row = Any
Schema = dict[str, Any]
NameOf = Callable[[str], dict[str, Any] | None]
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
        about: str = "",
    ):
        super().__init__(name, column, about=about)
        values = choices.values if isinstance(choices, type) else choices
        self.values: list[Any] = [value for value in values if value]
        self.required = required

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        if value is None and not self.required:
            value = row._meta.get_field(self.column).get_default()
        elif value not in self.values:
            loader.problem(path, value, f"choose one of {', '.join(self.values)}")
            return
        setattr(row, self.column, value)

    def schema(self) -> Schema:
        return super().schema() | (
            {"type": "string", "enum": self.values}
            if self.required
            else {"enum": [*self.values, None]}
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


def flag(name: str, *, default: bool | None = None) -> Plain:
    schema: Schema = {"type": ["boolean", "null"] if default is None else "boolean"}
    return Plain(name, bool, schema, default=default)


def integer(name: str, *, default: int | None = None, minimum: int = 0) -> Plain:
    types = ["integer"] if default is not None else ["integer", "null"]
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

    def __init__(self, name: str, pattern: str, remedy: str) -> None:
        super().__init__(name)
        self.pattern, self.remedy = re.compile(pattern), remedy

    def dump(self, row: Row) -> Any:
        return [word for word in getattr(row, self.column).replace(",", " ").split() if word]

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        words = [] if value is None else value
        if not isinstance(words, list):
            loader.problem(path, value, "a list is expected here")
            return
        for word in words:
            if not (isinstance(word, str) and self.pattern.fullmatch(word)):
                loader.problem(path, word, self.remedy)
                return
        setattr(row, self.column, ", ".join(words))


class Quantity(Field):
    """A printed text with the numbers read from it.

    ``{"text": "804.02", "value": 804.02, "unit": "g/mol"}``; a range has ``min`` and ``max``
    in place of ``value``; a limit has ``operator`` beside it. A draft may give one text. Numbers
    are read from the text, so an object without it is refused: it would be stored as nothing.
    """

    members: Mapping[str, Types] = {
        "text": TEXT, "unit": TEXT, "operator": TEXT,
        "value": NUMBER, "min": NUMBER, "max": NUMBER,
    }  # fmt: skip

    type: Schema = {
        "oneOf": [{"$ref": "#/$defs/quantity"}, {"$ref": "#/$defs/range"}, {"type": "null"}]
    }

    def __init__(self, name: str, prefix: str = "") -> None:
        super().__init__(name)
        self.column = prefix

    def dump(self, row: Row) -> Any:
        return quantity(row, self.column)

    def load(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        given = value if isinstance(value, dict) else {"text": value}
        if isinstance(value, dict) and not check_members(value, self.members, path, loader):
            return
        told = next((name for name, said in given.items() if said not in (None, "")), None)
        if told is not None and not given.get("text"):
            remedy = "give the printed text, too; numbers and unit are read from it"
            loader.problem(f"{path}/{told}", given[told], remedy)
            return
        try:
            setattr(row, f"{self.column}printed", read_text(given.get("text")))
            setattr(row, f"{self.column}unit", read_text(given.get("unit")))
        except ValueError:
            loader.problem(path, value, "write a quantity as text, such as '100 mg/mL'")

    def verify(self, value: Any, row: Row, path: str, loader: "Loader") -> None:
        read = self.dump(row)
        if not isinstance(value, dict) or read is None or value == read:
            return
        read = {"operator": "="} | read
        for name, said in value.items():
            if name != "text" and said is not None and not _agree(name, said, read.get(name)):
                remedy = f"the printed text '{value['text']}' says {read.get(name)}"
                loader.problem(f"{path}/{name}", said, remedy)


def _agree(name: str, said: Any, read: Any) -> bool:
    """Whether a member says what was read from the text; a unit may be spelled otherwise."""
    if name != "unit" or said == read:
        return bool(said == read)
    try:
        return bool(parse_unit(said) == read)
    except QuantityError:
        return False


def quantity(row: Row, prefix: str = "") -> dict[str, Any] | None:
    """The quantity in a row's columns, as documents write it, or None when nothing is printed."""
    text = getattr(row, f"{prefix}printed")
    if not text:
        return None
    low = number(getattr(row, f"{prefix}minimum"))
    high = number(getattr(row, f"{prefix}maximum"))
    written: dict[str, Any] = {"text": text, "unit": getattr(row, f"{prefix}unit") or None}
    operator = getattr(row, f"{prefix}operator")
    if operator != "=":
        written["operator"] = operator
    if low is not None and high is not None and low != high:
        return written | {"min": low, "max": high}
    return written | {"value": high if low is None else low}


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
