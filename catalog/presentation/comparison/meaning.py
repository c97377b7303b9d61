"""What a value means, so that two spellings of one value are not told as a difference.

Where the document has a number and its unit, these count: 100 mg/mL are 100 g/L, whatever is
remarked beside them. Everything else is compared as text, without regard to case, spaces and the
kind of dash.
"""

import re
import unicodedata
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from catalog.chemistry.quantity import (
    UNIT_FAMILIES,
    QuantityError,
    convert,
    family_of,
    parse_quantity,
)
from catalog.chemistry.typography import plain
from catalog.presentation.parts import Line
from catalog.presentation.typography import quantity, typeset
from catalog.specification.values import Quantity

_SPACE = re.compile(r"\s+")
_SUPERSCRIPT = re.compile(r"<sup>")


def words(html: str) -> str:
    """A piece of HTML as plain text on one line; a superscript has its sign: ``SO4^2−``."""
    return " ".join(unescape(strip_tags(_SUPERSCRIPT.sub("^", html))).split())


def meaning(*values: Any) -> str:
    """What a row of a document says: its quantities, texts and flags, one after the other."""
    return " | ".join(_meaning(value) for value in values)


def line_meaning(line: Line) -> str:
    """What a line says: its quantity, and the words around it."""
    text = words(line.html)
    if line.amount is None:
        return meaning(text)
    rest = text.replace(words(quantity(line.amount)), "", 1)
    return meaning(line.amount, rest)


def _meaning(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Quantity):
        return _of_amount(value)
    return _of_text(value) if isinstance(value, str) else repr(value)


def _of_amount(value: Quantity) -> str:
    if not value.ends:
        return _of_text(f"{value.text} {value.unit or ''}")
    return _in_base_unit(value.operator, value.ends[0], value.ends[-1], value.unit or "")


def _of_text(text: str) -> str:
    try:
        read = parse_quantity(text)
    except QuantityError:
        return _squeezed(text)
    low = read.minimum if read.minimum is not None else read.maximum
    high = read.maximum if read.maximum is not None else read.minimum
    if not read.unit or low is None or high is None:
        return _squeezed(text)  # a bare number may be the name of a clone
    said = _in_base_unit(read.operator, low, high, read.unit)
    return " ".join(filter(None, [said, _squeezed(read.remark)]))


def _in_base_unit(operator: str, low: float, high: float, unit: str) -> str:
    """The numbers in the first unit of the family; in their own, if it converts into no other."""
    base = UNIT_FAMILIES[family][0] if (family := family_of(unit)) else unit
    try:
        ends, shown = [convert(end, unit, base) for end in (low, high)], base
    except QuantityError:
        ends, shown = [low, high], unit
    return " ".join([operator, *(f"{end:.9g}" for end in ends), shown])


def _squeezed(text: str) -> str:
    normal = unicodedata.normalize("NFKC", typeset(plain(text)))
    return plain(_SPACE.sub("", normal)).casefold()
