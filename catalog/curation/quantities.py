"""Quantities as documents write them."""

from catalog.chemistry.quantity import DILUTION
from catalog.specification.values import Quantity


def shown(quantity: Quantity) -> str:
    unit = quantity.unit or ""
    return f"{quantity.text} {'' if unit == DILUTION else unit}".strip()
