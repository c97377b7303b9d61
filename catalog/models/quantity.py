"""Quantities as columns: the text as the supplier printed it beside the numbers read from it.

Staff type ``100 mg/mL``, ``1 - 100 nM`` or ``≥ 97 % (GC)``; the operator, the limits, the unit and
the remark are read from it and never typed twice. A text without any number ("freely soluble")
stays a text.
"""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from catalog.chemistry.quantity import (
    DILUTION,
    Quantity,
    QuantityError,
    alternatives,
    family_of,
    parse_quantity,
    with_remark,
)

LONGEST_REMARK = 160
NO_UNIT = "no unit"
"""In place of families of units: of a bare number, such as a refractive index."""


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
    """Fill operator, limits, unit and remark of ``row`` from its printed text.

    Unit and remark may stand in their columns already. Raises ValidationError on the printed
    column, with the value seen and what would be right.
    """
    printed: str = getattr(row, f"{prefix}printed").strip()
    unit, remark = getattr(row, f"{prefix}unit"), getattr(row, f"{prefix}remark")
    read = Quantity(printed, "=", minimum=None, maximum=None, unit=unit)
    if has_number(printed):
        read = _read(printed, unit, remark.strip(), f"{prefix}printed")
        _check(read, f"{prefix}printed", families, signed)
    columns = {
        "printed": read.text,
        "operator": read.operator,
        "minimum": read.minimum,
        "maximum": read.maximum,
        "unit": read.unit,
        "remark": read.remark,
    }
    for name, value in columns.items():
        setattr(row, f"{prefix}{name}", value)


def _read(printed: str, unit: str, remark: str, column: str) -> Quantity:
    try:
        read = _with_remark(printed, unit, remark)
    except QuantityError as error:
        raise ValidationError({column: str(error)}) from error
    if len(read.remark) > LONGEST_REMARK:
        raise ValidationError(
            {
                column: f"The remark '{read.remark[:40]} …' has {len(read.remark)} characters, and "
                f"{LONGEST_REMARK} are the most; shorten it, or move it to a section."
            }
        )
    return read


def _with_remark(printed: str, unit: str, remark: str) -> Quantity:
    """The quantity in a text, with the remark of either the text or its own column."""
    read = parse_quantity(printed, unit=unit or None)
    if not remark or remark == read.remark:
        return read
    if read.remark:
        raise QuantityError(
            f"'{printed}' has the remark '{read.remark}', where '{remark}' stands already; keep "
            "one of them."
        )
    return parse_quantity(with_remark(printed, remark), unit=unit or None)


def shown_whole(row: models.Model, prefix: str = "", *, unit: bool = True) -> str:
    """The text as it is typed and read again: with its remark and, unless that has a field of its
    own, its unit."""
    printed, symbol = getattr(row, f"{prefix}printed"), getattr(row, f"{prefix}unit")
    with_unit = unit and symbol and symbol not in (DILUTION, printed)
    whole = f"{printed} {symbol}" if with_unit else printed
    return with_remark(whole, getattr(row, f"{prefix}remark"))


def _check(read: Quantity, column: str, families: Collection[str], signed: bool) -> None:
    printed, unit = read.text, read.unit
    if NO_UNIT in families and unit:
        raise ValidationError(
            {column: f"'{printed} {unit}' has a unit, and this value has none; write the number."}
        )
    if families and unit and family_of(unit) not in families:
        shown = printed if unit == DILUTION else f"{printed} {unit}"
        raise ValidationError(
            {
                column: f"'{shown}' is in units of {family_of(unit)}; write it in units of "
                f"{alternatives(families)}."
            }
        )
    ends = [end for end in (read.minimum, read.maximum) if end is not None]
    if min(ends, default=0) < 0 and not signed:
        raise ValidationError(
            {column: f"'{printed}' is negative; this value can only be zero or more."}
        )
    if ends != sorted(ends):
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
    """One quantity a row: printed text, operator, limits, unit, remark."""

    quantity_families: tuple[str, ...] = ()
    quantity_signed = False

    printed = models.CharField(
        "value",
        max_length=300,
        blank=True,
        help_text="As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A remark goes into "
        "brackets: ≥ 98 % (HPLC).",
    )
    operator = models.CharField(
        max_length=1, choices=Operator.choices, default=Operator.EQUAL, editable=False
    )
    minimum = models.FloatField(null=True, editable=False)
    maximum = models.FloatField(null=True, editable=False)
    unit = models.CharField(max_length=24, blank=True)
    remark = models.CharField(max_length=LONGEST_REMARK, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def value(self) -> str:
        """As it is typed and read again beside its unit."""
        return shown_whole(self, unit=False)

    def clean(self) -> None:
        super().clean()
        read_quantity(self, families=self.quantity_families, signed=self.quantity_signed)
        if not has_number(self.printed):
            self.unit = ""  # that of the number which stood here before
