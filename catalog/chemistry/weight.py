"""A printed molecular weight against the weight of the formula beside it."""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from catalog.chemistry.elements import CURRENT, PREVIOUS
from catalog.chemistry.errors import ChemistryError, quoted
from catalog.chemistry.formula import Formula
from catalog.chemistry.quantity import Quantity, family_of, parse_quantity

Verdict: TypeAlias = Literal["agrees", "agrees_with_previous_weights", "differs", "indeterminate"]

RELATIVE_TOLERANCE: Final = 3e-5
"""Revised atomic weights shift a compound of C, H, N, O by up to this part of its weight.

Tacrolimus moves by 1.6e-5 between the tables of 2007 and 2021. The smallest real mistake, one
hydrogen, is 1.3e-3 of it.
"""

APPROXIMATE_TOLERANCE: Final = 0.01
"""For a weight printed with ``~``."""


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
    the weight. A text may carry its unit (g/mol, Da, kDa); without one it is g/mol. Raises
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
    share = APPROXIMATE_TOLERANCE if quantity.operator == "~" else RELATIVE_TOLERANCE
    tolerance = max(_half_a_unit(quantity), _half_a_unit(bound)) + share * shown

    def within(weight: float) -> bool:
        return (low is None or weight >= low - tolerance) and (
            high is None or weight <= high + tolerance
        )

    verdict: Verdict
    if current is None or previous is None:
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
    decimals = max((len(part) for part in re.findall(r"\.(\d+)", quantity.text)), default=0)
    return 0.5 * 10.0**-decimals * _FACTORS[quantity.unit]


def _distance(weight: float, low: float | None, high: float | None) -> float:
    """Printed minus computed."""
    if low is not None and weight < low:
        return low - weight
    return (high if high is not None else weight) - weight
