"""Activities of a specification as they are compared: a pIC50 of 7 is an IC50 of 100 nM."""

from typing import Any

from catalog.models import activity_measures

_INVERTED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}


def concentration(row: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """The measure and the amount in mol/L that a negative logarithm stands for.

    None for every other measure, and for a value in words.
    """
    measure, value = activity_measures.REGISTRY.get(row["measure"] or ""), row["value"]
    if measure is None or not measure.logarithm_of or value is None:
        return None
    amount: dict[str, Any] = {"text": value["text"], "unit": "M", "remark": value["remark"]}
    if "min" in value:
        amount |= {"min": 10.0 ** -value["max"], "max": 10.0 ** -value["min"]}
    elif value["value"] is not None:
        amount["value"] = 10.0 ** -value["value"]
    else:
        return None
    if operator := value.get("operator"):
        amount["operator"] = _INVERTED.get(operator, operator)
    return measure.logarithm_of, amount


def subject(row: dict[str, Any]) -> str:
    """What the activity is on: the target, or the species of a dose in animals."""
    return row["target"] or row["species"] or ""
