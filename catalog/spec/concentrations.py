"""Concentrations of a specification as numbers in one unit, where its molecular weight allows."""

from functools import lru_cache
from typing import Any

from catalog.chemistry.quantity import convert, family_of, mass_to_molar, molar_to_mass
from catalog.models import Compound

MASS, MOLAR = "mass concentration", "molar concentration"


def single_weight(spec: dict[str, Any]) -> float | None:
    """The molecular weight in g/mol, if the compound has exactly one.

    A range, a limit or the average of a distribution is not one: nothing is calculated with it.
    """
    compound = spec["compound"] or {}
    weight = compound.get("molecular_weight")
    if not weight or weight.get("value") is None or "operator" in weight:
        return None
    if compound["weight_basis"] == Compound.WeightBasis.AVERAGE or weight["unit"] != "g/mol":
        return None
    return float(weight["value"])


def limits(quantity: dict[str, Any]) -> tuple[float | None, float | None]:
    """The least and the greatest number that a quantity means; None where it has no such end."""
    if (value := quantity.get("value")) is None:
        return quantity.get("min"), quantity.get("max")
    operator = quantity.get("operator", "=")
    return (
        None if operator in ("<", "≤") else float(value),
        None if operator in (">", "≥") else float(value),
    )


def as_mass(value: float, unit: str, weight: float | None) -> float | None:
    """mg/mL of a concentration in ``unit``; None where that takes an unknown weight."""
    family = family_of(unit)
    if family == MASS:
        return value * _factor(unit, "mg/mL")
    if family == MOLAR and weight is not None:
        return molar_to_mass(value * _factor(unit, "mM"), weight)
    return None


def as_molar(value: float, unit: str, weight: float | None) -> float | None:
    """mM of a concentration in ``unit``; None where that takes an unknown weight."""
    family = family_of(unit)
    if family == MOLAR:
        return value * _factor(unit, "mM")
    if family == MASS and weight is not None:
        return mass_to_molar(value * _factor(unit, "mg/mL"), weight)
    return None


@lru_cache(maxsize=256)
def _factor(unit: str, target: str) -> float:
    return convert(1.0, unit, target)
