"""A printed molecular weight against the weight of the formula beside it."""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from catalog.chemistry.elements import CURRENT, PREVIOUS
from catalog.chemistry.errors import ChemistryError, quoted
from catalog.chemistry.formula import Formula
from catalog.chemistry.quantity import Quantity, family_of, parse_quantity

Verdict: TypeAlias = Literal["agrees", "agrees_with_previous_weights", "differs", "indeterminate"]

RELATIVE_TOLERANCE: Final = 1e-4
"""A table of atomic weights shifts a compound by up to this part of its weight.

Tacrolimus, of C, H, N and O, moves by 1.6e-5 between the tables of 2007 and 2021. Sulfur weighs
32.067 in the table of RDKit and 32.06 in that of 2021, and tables of two decimals are as far off:
disulfiram, with four of them, moves by 0.9e-4.
"""

LARGEST_TOLERANCE: Final = 0.3
"""In g/mol, so that one hydrogen more or less, the smallest real mistake, never passes."""

APPROXIMATE_TOLERANCE: Final = 0.01
"""For a weight printed with ``~``."""

_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_FACTORS: Final = {"g/mol": 1.0, "Da": 1.0, "kDa": 1e3, "kg/mol": 1e3, "MDa": 1e6}


@dataclass(frozen=True, slots=True)
class WeightComparison:
    """What was computed, what was printed (both in g/mol), and whether they agree."""

    computed_current: float | None
    computed_previous: float | None
    printed: float
    maximum: float
    tolerance: float
    verdict: Verdict
    message: str


def compare_weight(
    formula: Formula, printed: str | float, *, maximum: str | float | None = None
) -> WeightComparison:
    """Compare a weight, or a range up to ``maximum``, with the weight of the formula.

    The tolerance is half a unit of the last decimal place printed, plus ``RELATIVE_TOLERANCE`` of
    the weight or ``LARGEST_TOLERANCE``, whichever is less. Where a count in the formula is not
    fixed, as in ``C20H20N7O13·xHCl``, there is a verdict only on a weight below that of the atoms
    whose number is. A text may carry its unit (g/mol, Da, kDa); without one it is g/mol. Raises
    ``ChemistryError`` for a weight that is not above zero or not a weight.
    """
    quantity = _weight(printed)
    bound = _weight(maximum) if maximum is not None else quantity
    low, high = _grams_per_mole(quantity.minimum, quantity), _grams_per_mole(bound.maximum, bound)
    shown = low if low is not None else high
    if shown is None or (low is not None and high is not None and low > high):
        raise ChemistryError(
            f"The weight range {quoted(f'{printed} - {maximum}')} runs backwards; write the "
            "smaller first."
        )
    current, previous = formula.average_mass(CURRENT), formula.average_mass(PREVIOUS)
    tolerance = max(_half_a_unit(quantity), _half_a_unit(bound)) + (
        APPROXIMATE_TOLERANCE * shown
        if quantity.operator == "~"
        else min(RELATIVE_TOLERANCE * shown, LARGEST_TOLERANCE)
    )

    def within(weight: float) -> bool:
        return (low is None or weight >= low - tolerance) and (
            high is None or weight <= high + tolerance
        )

    verdict: Verdict
    least = formula.least_mass(PREVIOUS) if current is None else None
    if least is not None and high is not None and high < least - tolerance:
        verdict = "differs"
        message = (
            f"{quantity.text} is less than what has a fixed count in {formula.text} weighs, "
            f"{least:.2f} g/mol; correct the one that is wrong."
        )
    elif current is None or previous is None:
        verdict = "indeterminate"
        message = (
            f"The weight of {formula.text} can't be computed, because a count or an atomic weight "
            "in it is not fixed."
        )
    elif within(current):
        verdict, message = (
            "agrees",
            f"{quantity.text} agrees with {formula.text}, which weighs {current:.2f} g/mol.",
        )
    elif within(previous):
        verdict = "agrees_with_previous_weights"
        message = (
            f"{quantity.text} agrees with {formula.text} by the atomic weights of 2007 "
            f"({previous:.2f} g/mol); "
            f"by those of 2021 it weighs {current:.2f} g/mol."
        )
    else:
        verdict = "differs"
        message = (
            f"{quantity.text} differs from the weight of {formula.text}, {current:.2f} g/mol, by "
            f"{_distance(current, low, high):+.2f} g/mol; correct the one that is wrong."
        )
    return WeightComparison(
        current, previous, shown, high if high is not None else shown, tolerance, verdict, message
    )


def _weight(printed: str | float) -> Quantity:
    quantity = parse_quantity(str(printed), unit="g/mol")
    if family_of(quantity.unit) != "molar mass":
        raise ChemistryError(
            f"{quoted(str(printed))} is not a molecular weight; write it in g/mol or kDa."
        )
    if any(bound is not None and bound <= 0 for bound in (quantity.minimum, quantity.maximum)):
        raise ChemistryError(
            f"A molecular weight is above zero, and {quoted(str(printed))} is not; correct it."
        )
    return quantity


def _grams_per_mole(value: float | None, quantity: Quantity) -> float | None:
    return None if value is None else value * _FACTORS[quantity.unit]


def _half_a_unit(quantity: Quantity) -> float:
    """Half a unit of the last place printed, in g/mol: 0.005 for 804.02, 50 for 16.7 kDa."""
    numbers = re.findall(r"\d[\d.,]*", quantity.text)
    without_thousands = [
        number.replace(",", "") if _THOUSANDS.fullmatch(number) else number for number in numbers
    ]
    parts = [number.replace(",", ".").partition(".")[2] for number in without_thousands]
    return 0.5 * 10.0 ** -max(map(len, parts), default=0) * _FACTORS[quantity.unit]


def _distance(weight: float, low: float | None, high: float | None) -> float:
    """Printed minus computed."""
    if low is not None and weight < low:
        return low - weight
    return (high if high is not None else weight) - weight
