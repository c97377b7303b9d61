"""Activities of a specification as they are compared: a pIC50 of 7 is an IC50 of 100 nM."""

from catalog.models import activity_measures
from catalog.specification.declaration import Activity
from catalog.specification.values import Number, Quantity

_INVERTED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}


def concentration(row: Activity) -> tuple[str, Quantity] | None:
    """The measure and the amount in mol/L that a negative logarithm stands for.

    None for every other measure, and for a value in words.
    """
    measure, value = activity_measures.REGISTRY.get(row.measure or ""), row.value
    if measure is None or not measure.logarithm_of or value is None or not value.ends:
        return None
    amount = Quantity(
        text=value.text,
        unit="M",
        remark=value.remark,
        operator=_INVERTED.get(value.operator, value.operator),
        value=_molar(value.value),
        min=_molar(value.max),
        max=_molar(value.min),
    )
    return measure.logarithm_of, amount


def _molar(logarithm: Number | None) -> float | None:
    return None if logarithm is None else 10.0**-logarithm


def subject(row: Activity) -> str:
    """What the activity is on: the target, or the species of a dose in animals."""
    return row.target or row.species or ""
