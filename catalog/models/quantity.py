"""Quantities as columns: the text as the supplier printed it beside the numbers read from it.

Staff type ``100 mg/mL`` or ``1 - 100 nM``; the operator, the limits and the unit are read from it
and never typed twice. A text without any number ("freely soluble") stays a text.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from catalog.chemistry.quantity import QuantityError, family_of, parse_quantity


class Operator(models.TextChoices):
    EQUAL = "=", "="
    LESS = "<", "<"
    AT_MOST = "≤", "≤"
    GREATER = ">", ">"
    AT_LEAST = "≥", "≥"
    ABOUT = "~", "~"


def has_number(printed: str) -> bool:
    """Whether a printed text says a number, and not in words how much it is."""
    return any(character.isdigit() for character in printed)


def read_quantity(
    row: models.Model, prefix: str = "", *, families: Collection[str] = (), signed: bool = False
) -> None:
    """Fill operator, limits and unit of ``row`` from its printed text.

    Raises ValidationError on the printed column, with the value seen and what would be right.
    """
    printed: str = getattr(row, f"{prefix}printed").strip()
    values: dict[str, Any] = {"printed": printed, "operator": Operator.EQUAL}
    values |= {"minimum": None, "maximum": None}
    if has_number(printed):
        values |= _numbers(printed, getattr(row, f"{prefix}unit"), f"{prefix}printed")
        _check(values, f"{prefix}printed", families, signed)
    for name, value in values.items():
        if hasattr(row, f"{prefix}{name}"):
            setattr(row, f"{prefix}{name}", value)


def _numbers(printed: str, unit: str, column: str) -> dict[str, Any]:
    try:
        read = parse_quantity(printed, unit=unit or None)
    except QuantityError as error:
        raise ValidationError({column: str(error)}) from error
    return {
        "printed": read.text,
        "operator": read.operator,
        "minimum": read.minimum,
        "maximum": read.maximum,
        "unit": read.unit,
    }


def _check(values: dict[str, Any], column: str, families: Collection[str], signed: bool) -> None:
    printed, unit = values["printed"], values["unit"]
    if families and unit and family_of(unit) not in families:
        expected = " or ".join(families)
        raise ValidationError({column: f"'{printed} {unit}' is not a {expected}."})
    lowest = min((n for n in (values["minimum"], values["maximum"]) if n is not None), default=0)
    if lowest < 0 and not signed:
        raise ValidationError(
            {column: f"'{printed}' is negative; this value can only be zero or more."}
        )
    if None not in (values["minimum"], values["maximum"]) and (
        values["minimum"] > values["maximum"]
    ):
        raise ValidationError({column: f"'{printed}' runs downwards; write the lower limit first."})


def in_order(name: str, prefix: str = "", *, signed: bool = False) -> models.CheckConstraint:
    """The constraint that a range does not run downwards or, unless signed, below zero."""
    lower, upper = f"{prefix}minimum", f"{prefix}maximum"
    condition = Q(**{f"{lower}__isnull": True}) | Q(**{f"{upper}__isnull": True})
    condition |= Q(**{f"{lower}__lte": F(upper)})
    if not signed:
        condition &= Q(**{f"{lower}__isnull": True}) | Q(**{f"{lower}__gte": 0})
        condition &= Q(**{f"{upper}__isnull": True}) | Q(**{f"{upper}__gte": 0})
    return models.CheckConstraint(condition=condition, name=name)


class QuantityColumns(models.Model):
    """One quantity a row: printed text, operator, limits, unit."""

    quantity_families: tuple[str, ...] = ()
    quantity_signed = False

    printed = models.CharField(
        "value",
        max_length=120,
        blank=True,
        help_text="As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM.",
    )
    operator = models.CharField(
        max_length=1, choices=Operator.choices, default=Operator.EQUAL, editable=False
    )
    minimum = models.FloatField(null=True, editable=False)
    maximum = models.FloatField(null=True, editable=False)
    unit = models.CharField(max_length=24, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        read_quantity(self, families=self.quantity_families, signed=self.quantity_signed)
        if not has_number(self.printed):
            self.unit = ""  # that of the number which stood here before
