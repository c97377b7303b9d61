"""Quantities as documents write them."""

from catalog.chemistry.quantity import DILUTION
from catalog.spec.values import Quantity


def limits(quantity: Quantity | None) -> list[float]:
    """The numbers of a quantity; none for a text without one."""
    if quantity is None:
        return []
    numbers = (quantity.value, quantity.min, quantity.max)
    return [number for number in numbers if number is not None]


def shown(quantity: Quantity) -> str:
    unit = quantity.unit or ""
    return f"{quantity.text} {'' if unit == DILUTION else unit}".strip()
