"""Quantities as documents write them."""

from typing import Any

from catalog.chemistry.quantity import DILUTION


def limits(quantity: dict[str, Any] | None) -> list[float]:
    """The numbers of a quantity; none for a text without one."""
    numbers = [(quantity or {}).get(member) for member in ("value", "min", "max")]
    return [number for number in numbers if number is not None]


def shown(quantity: dict[str, Any]) -> str:
    unit = quantity["unit"] or ""
    return f"{quantity['text']} {'' if unit == DILUTION else unit}".strip()
