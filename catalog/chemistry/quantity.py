"""Printed amounts: the text as printed, and the numbers, operator and unit that it means."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from catalog.chemistry.errors import quoted
from catalog.chemistry.numerals import NumberReading, Operator
from catalog.chemistry.remark import second_amount, split_remark, with_remark
from catalog.chemistry.unit_table import DILUTION
from catalog.chemistry.units import (
    UNIT_FAMILIES,
    QuantityError,
    alternatives,
    convert,
    family_of,
    parse_unit,
)

__all__ = [
    "DILUTION",
    "UNIT_FAMILIES",
    "Operator",
    "Quantity",
    "QuantityError",
    "alternatives",
    "convert",
    "family_of",
    "format_significant",
    "mass_to_molar",
    "molar_to_mass",
    "parse_quantity",
    "parse_unit",
    "with_remark",
]

_DOWNWARDS: Final = frozenset({*UNIT_FAMILIES["temperature"], DILUTION})
"""Units of ranges that labels print downwards: -15 to -25 °C, 1:1000 to 1:200."""


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
    remark: str = ""
    """What stands beside the number, without its brackets: ``GC`` of ``≥ 97 % (GC)``."""

    @property
    def value(self) -> float | None:
        """The single value, or ``None`` for a range or a bound."""
        return self.minimum if self.minimum == self.maximum else None


def parse_quantity(text: str, *, unit: str | None = None) -> Quantity:
    """Read ``≥ 98 %``, ``1–100 nM``, ``−25 to −15 °C``, ``5 × 10⁶ cells`` and the like.

    ``unit`` is the unit where the text has none, as in a column of its own. A comma before
    exactly three digits separates thousands (``1,000``), any other is a decimal comma (``0,5``).
    A temperature range may run downwards, as labels print ``-15 to -25 °C``. The number of a
    dilution is its factor: 800 of ``1:800``.

    Raises ``QuantityError`` without a number, with a second one, for an unknown unit, or for a
    unit other than ``unit``.
    """
    reading = NumberReading(text)
    given = parse_unit(unit) if unit is not None else ""
    operator = reading.operator()
    low, first_unit = reading.number()
    high, second_unit = low, ""
    if margin := reading.margin():
        low, high = low - margin, low + margin
    elif reading.continues():
        high, second_unit = reading.number()
    found, remark = split_remark(reading.rest())
    units = {name for name in (first_unit, second_unit, reading.prefix, found) if name}
    if len(units) > 1:
        raise QuantityError(
            f"{quoted(text)} has the units {' and '.join(sorted(units))}; write it with one unit."
        )
    symbol = units.pop() if units else given
    _check_unit(text, symbol, given, reading)
    if piece := second_amount(remark, symbol):
        raise QuantityError(
            f"{quoted(text)} says a second amount, {piece}; keep one here. In front of a condition "
            "write what it is, as in 'at 10 µM ATP' or 'n = 4'."
        )
    if low > high:
        if symbol not in _DOWNWARDS:
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
        remark=remark,
    )


def _check_unit(text: str, symbol: str, given: str, reading: NumberReading) -> None:
    if given and symbol != given and family_of(given) != family_of(symbol):
        raise QuantityError(
            f"{quoted(text)} is in {symbol}, where a value in {given} is expected; correct the "
            "unit."
        )
    if symbol == DILUTION and reading.prefix != DILUTION:
        raise QuantityError(f"{quoted(text)} is no dilution; write one as 1:{reading.printed()}.")


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
