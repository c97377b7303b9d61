"""Printed amounts: the text as printed, and the numbers, operator and unit that it means."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias, cast

from catalog.chemistry.errors import quoted
from catalog.chemistry.typography import plain, tidy
from catalog.chemistry.units import UNIT_FAMILIES, QuantityError, convert, family_of, parse_unit

__all__ = [
    "UNIT_FAMILIES",
    "Operator",
    "Quantity",
    "QuantityError",
    "convert",
    "family_of",
    "format_significant",
    "mass_to_molar",
    "molar_to_mass",
    "parse_quantity",
    "parse_unit",
]

Operator: TypeAlias = Literal["=", "<", "≤", ">", "≥", "~"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with its unit.

    ``<`` and ``≤`` have no minimum, ``>`` and ``≥`` no maximum. ``5 ± 1`` is the range from 4 to 6.
    """

    text: str
    """The number as printed, with its operator and without its unit: ``1 - 100``, ``≥ 98``."""
    operator: Operator
    minimum: float | None
    maximum: float | None
    unit: str
    """Canonical symbol, or nothing for a bare number."""

    @property
    def value(self) -> float | None:
        """The single value, or ``None`` for a range or a bound."""
        return self.minimum if self.minimum == self.maximum else None


_OPERATORS: Final = {
    "=": r"=|equals",
    "≤": r"≤|≦|⩽|<=|=<|up to|at most|not more than|no more than|NMT|max(?:imum|\.)?",
    "≥": r"≥|≧|⩾|>=|=>|at least|not less than|no less than|NLT|min(?:imum|\.|(?= ?\d))",
    "<": r"<|less than|below|under",
    ">": r">|more than|greater than|above|over",
    "~": r"~|≈|∼|≃|ca\.?|c\.|approx(?:\.|imately)?|about|around|circa",
}
_OPERATOR: Final = re.compile(
    "|".join(f"(?P<o{rank}>{pattern})" for rank, pattern in enumerate(_OPERATORS.values())),
    re.IGNORECASE,
)
_DIGITS: Final = r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?|\.\d+"
_TEN: Final = r"10(?:\^ ?[+-]?\d{1,3}|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
_POWER: Final = rf"[eE][+-]?\d{{1,3}}(?![A-Za-z\d])| ?[x×·*] ?{_TEN}"
_NUMBER: Final = re.compile(
    rf"(?P<sign>[+-]?) ?(?:(?P<ten>{_TEN})|(?P<digits>{_DIGITS})(?P<power>{_POWER})?)"
)
_BETWEEN: Final = re.compile(r" ?(?:-|to|through|~|∼|…|\.\.\.?|and) ?(?=[+\-.\d])", re.IGNORECASE)
_PLUS_MINUS: Final = re.compile(r" ?(?:±|\+/-|\+-) ?(?=[.\d])")
_SUPERSCRIPTS: Final = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_ACIDITY: Final = re.compile(r"pH ?(?==|[<>≤≥~\d])")


def parse_quantity(text: str, *, unit: str | None = None) -> Quantity:
    """Read ``≥ 98 %``, ``1–100 nM``, ``−25 to −15 °C``, ``5 × 10⁶ cells`` and the like.

    ``unit`` is the unit where the text has none, as in a column of its own. A comma before
    exactly three digits separates thousands (``1,000``), any other is a decimal comma (``0,5``).
    A temperature range may run downwards, as labels print ``-15 to -25 °C``.

    Raises ``QuantityError`` without a number, for an unknown unit, or for a unit other than
    ``unit``.
    """
    reading = _Reading(text)
    given = parse_unit(unit) if unit is not None else ""
    operator = reading.operator()
    low, first_unit = reading.number()
    high, second_unit = low, ""
    if margin := reading.margin():
        low, high = low - margin, low + margin
    elif reading.continues():
        high, second_unit = reading.number()
    found = parse_unit(reading.rest())
    units = {name for name in (first_unit, second_unit, reading.prefix, found) if name}
    if len(units) > 1:
        raise QuantityError(
            f"{quoted(text)} has the units {' and '.join(sorted(units))}; write it with one unit."
        )
    symbol = units.pop() if units else given
    if given and symbol != given and family_of(given) != family_of(symbol):
        raise QuantityError(
            f"{quoted(text)} is in {symbol}, where a value in {given} is expected; correct the "
            "unit."
        )
    if low > high:
        if symbol not in UNIT_FAMILIES["temperature"]:
            raise QuantityError(
                f"The range {quoted(text)} runs backwards; write the smaller number first."
            )
        low, high = high, low
    is_range = low != high
    if is_range and operator not in ("=", "~"):
        raise QuantityError(
            f"{quoted(text)} has both '{operator}' and a range; write one of the two."
        )
    return Quantity(
        text=reading.printed(),
        operator=operator,
        minimum=None if operator in ("<", "≤") else low,
        maximum=None if operator in (">", "≥") else high,
        unit=symbol,
    )


class _Reading:
    """A place in the text, and the spans of it that belong to the number."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = tidy(text)
        self.chars = plain(text)
        self.at = 0
        self.spans: list[tuple[int, int]] = []
        self.prefix = ""
        if acidity := _ACIDITY.match(self.chars):
            self.prefix, self.at = "pH", acidity.end()

    def operator(self) -> Operator:
        self.skip_space()
        match = _OPERATOR.match(self.chars, self.at)
        if match is None or not match.lastgroup:
            return "="
        self.take(match.end())
        return cast(Operator, list(_OPERATORS)[int(match.lastgroup[1:])])

    def number(self) -> tuple[float, str]:
        """The number here, and a unit before the second number of a range (``2 °C to 8 °C``)."""
        self.skip_space()
        match = _NUMBER.match(self.chars, self.at)
        if match is None:
            raise QuantityError(
                f"No number can be read in {quoted(self.text)}; write one with its unit, such as "
                "25 mg/mL."
            )
        self.take(match.end())
        if self.chars.startswith("+", self.at) and not _PLUS_MINUS.match(self.chars, self.at):
            raise QuantityError(
                f"{quoted(self.text)} ends a number with '+'; write ≥ in front of it instead."
            )
        value = _value(match)
        if not math.isfinite(value):
            raise QuantityError(
                f"The number in {quoted(self.text)} is too large; correct the exponent."
            )
        return value, self.unit_before_second_number()

    def unit_before_second_number(self) -> str:
        inner = re.match(
            r" ?([^\d\s-][^\d]*?)(?= ?(?:-|to|through|~|±) ?[+-]?\d)", self.chars[self.at :]
        )
        if (
            inner is None
            or _BETWEEN.match(self.chars, self.at)
            or _PLUS_MINUS.match(self.chars, self.at)
        ):
            return ""
        try:
            unit = parse_unit(inner[1])
        except QuantityError:  # mg mL-1
            return ""
        self.at += inner.end()
        return unit

    def margin(self) -> float:
        match = _PLUS_MINUS.match(self.chars, self.at)
        if match is None:
            return 0.0
        self.take(match.end())
        return self.number()[0]

    def continues(self) -> bool:
        match = _BETWEEN.match(self.chars, self.at)
        if match is None:
            return False
        self.take(match.end())
        return True

    def rest(self) -> str:
        return self.shown[self.at :]

    def printed(self) -> str:
        return tidy("".join(self.shown[start:end] for start, end in self.spans))

    def take(self, end: int) -> None:
        self.spans.append((self.at, end))
        self.at = end

    def skip_space(self) -> None:
        while self.chars.startswith(" ", self.at):
            self.take(self.at + 1)


def _value(match: re.Match[str]) -> float:
    digits = (match["digits"] or "1").replace("'", "").replace(" ", "")
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".")
    power = (match["ten"] or match["power"] or "").translate(_SUPERSCRIPTS).replace(" ", "")
    exponent = re.sub(r"^(?:[eE]|[x×·*]?10\^?)", "", power) or "0"
    return float(f"{match['sign']}{digits}e{exponent}")


def mass_to_molar(value_mg_per_ml: float, molecular_weight_g_per_mol: float) -> float:
    """Millimolar from mg/mL: c / M × 1000."""
    _check_weight(molecular_weight_g_per_mol)
    return value_mg_per_ml / molecular_weight_g_per_mol * 1000


def molar_to_mass(value_mm: float, molecular_weight_g_per_mol: float) -> float:
    """mg/mL from millimolar: c × M / 1000."""
    _check_weight(molecular_weight_g_per_mol)
    return value_mm * molecular_weight_g_per_mol / 1000


def format_significant(value: float, digits: int = 3) -> str:
    """A derived number to so many significant digits: 124.376 as ``124``, 0.012345 as ``0.0123``.

    An exponent appears below 1e-6 and from 1e9 on. The minus is plain ASCII; typography is for
    the page.
    """
    if not math.isfinite(value):
        raise QuantityError(
            f"A number to show must be finite, and {value} is not; leave the field blank."
        )
    if value == 0:
        return "0"
    rounded = Decimal(f"{value:.{digits - 1}e}")
    if not 1e-6 <= abs(rounded) < 1e9:
        mantissa, exponent = f"{rounded:e}".split("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{rounded:f}"


def _check_weight(weight: float) -> None:
    if not (math.isfinite(weight) and weight > 0):
        raise QuantityError(
            f"A molecular weight must be above 0 g/mol, and {weight} is not; correct the weight."
        )
