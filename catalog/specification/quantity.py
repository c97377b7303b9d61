"""How a quantity of a document stands to its columns."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from catalog.chemistry.quantity import QuantityError, parse_unit
from catalog.plain_json import JsonObject, Schema
from catalog.specification.canonical import number
from catalog.specification.fields import Field, Row, read_text
from catalog.specification.members import NUMBER, TEXT, Types, check_members

if TYPE_CHECKING:
    from catalog.specification.load import Loader


class Quantity(Field):
    """A printed text with the numbers read from it.

    ``{"text": "804.02", "value": 804.02, "unit": "g/mol", "remark": null}``; a range has ``min``
    and ``max`` in place of ``value``; a limit has ``operator`` beside it. A draft may give one
    text. Numbers are read from the text, so an object without it is refused: it would be stored as
    nothing.
    """

    members: Mapping[str, Types] = {
        "text": TEXT, "unit": TEXT, "remark": TEXT, "operator": TEXT,
        "value": NUMBER, "min": NUMBER, "max": NUMBER,
    }  # fmt: skip

    type: Schema = {
        "oneOf": [{"$ref": "#/$defs/quantity"}, {"$ref": "#/$defs/range"}, {"type": "null"}]
    }

    def __init__(self, name: str, prefix: str = "") -> None:
        super().__init__(name)
        self.column = prefix

    @property
    def form_column(self) -> str:
        return f"{self.column}printed"

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
            for column, member in (("printed", "text"), ("unit", "unit"), ("remark", "remark")):
                setattr(row, f"{self.column}{column}", read_text(given.get(member)))
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
    """Whether a member says what was read from the text; a unit may be spelled otherwise, and a
    remark may keep its brackets."""
    if name == "remark" and read:
        return bool(said.strip(" ()[]") == read.strip(" ()[]"))
    if name != "unit" or said == read:
        return bool(said == read)
    try:
        return bool(parse_unit(said) == read)
    except QuantityError:
        return False


def quantity(row: Row, prefix: str = "") -> JsonObject | None:
    """The quantity in a row's columns, as documents write it, or None when nothing is printed."""
    text = getattr(row, f"{prefix}printed")
    if not text:
        return None
    low = number(getattr(row, f"{prefix}minimum"))
    high = number(getattr(row, f"{prefix}maximum"))
    written: JsonObject = {
        "text": text,
        "unit": getattr(row, f"{prefix}unit") or None,
        "remark": getattr(row, f"{prefix}remark") or None,
    }
    operator = getattr(row, f"{prefix}operator")
    if operator != "=":
        written["operator"] = operator
    if low is not None and high is not None and low != high:
        return written | {"min": low, "max": high}
    return written | {"value": high if low is None else low}
