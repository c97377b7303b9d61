"""Concentrations of a specification as numbers in one unit, where its molecular weight allows."""

from functools import lru_cache

from catalog.chemistry.quantity import convert, family_of, mass_to_molar, molar_to_mass
from catalog.models import Compound
from catalog.specification.declaration import ProductMembers
from catalog.specification.values import Quantity

MASS, MOLAR = "mass concentration", "molar concentration"


def single_weight(spec: ProductMembers) -> float | None:
    """The molecular weight in g/mol, if the compound has exactly one.

    A range, a limit or the average of a distribution is not one: nothing is calculated with it.
    """
    compound = spec.compound
    weight = compound.molecular_weight if compound else None
    if compound is None or weight is None or weight.value is None or weight.is_limit:
        return None
    if compound.weight_basis == Compound.WeightBasis.AVERAGE or weight.unit != "g/mol":
        return None
    return float(weight.value)


def limits(quantity: Quantity) -> tuple[float | None, float | None]:
    """The least and the greatest number that a quantity means; None where it has no such end."""
    if quantity.value is None:
        return quantity.min, quantity.max
    return (
        None if quantity.operator in ("<", "≤") else float(quantity.value),
        None if quantity.operator in (">", "≥") else float(quantity.value),
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
