"""Several quantities in one row, each a line of the model."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalog.chemistry.quantity import alternatives
from catalog.models.quantity import (
    LONGEST_REMARK,
    Operator,
    has_number,
    in_order,
    read_quantity,
    shown_whole,
)


class QuantityColumn:
    """One of several quantities in a row: its columns begin with the name that it is given.

    ``flash_point = QuantityColumn("temperature")`` adds ``flash_point_printed`` and the columns
    that are read from it; the attribute itself is the text as it is typed and read again. The model
    reads them in ``clean`` by ``read_quantities``.
    """

    def __init__(
        self, *families: str, signed: bool = False, unit: str = "", needs_unit: bool = False
    ) -> None:
        """``unit`` is that of a bare number; one that ``needs_unit`` is refused without."""
        self.families = families
        self.signed = signed
        self.unit = unit
        self.needs_unit = needs_unit
        self.columns: dict[str, models.Field[Any, Any]] = {
            "printed": models.CharField(max_length=300, blank=True),
            "operator": models.CharField(
                max_length=1, choices=Operator.choices, default=Operator.EQUAL, editable=False
            ),
            "minimum": models.FloatField(null=True, editable=False),
            "maximum": models.FloatField(null=True, editable=False),
            "unit": models.CharField(max_length=24, blank=True, editable=False),
            "remark": models.CharField(max_length=LONGEST_REMARK, blank=True, editable=False),
        }

    def __get__(self, row: models.Model | None, model: type[models.Model]) -> str:
        return shown_whole(row, self.prefix) if row else ""

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """What Django calls when the class is made."""
        prefix = f"{name}_"
        self.columns["printed"].verbose_name = name.replace("_", " ")
        for column, field in self.columns.items():
            model.add_to_class(f"{prefix}{column}", field)
        self.prefix = prefix
        setattr(model, name, self)
        constraint = in_order(
            f"{model._meta.model_name}_{name}_in_order", prefix, signed=self.signed
        )
        model._meta.constraints = [*model._meta.constraints, constraint]
        model._meta.original_attrs.setdefault("constraints", [])  # migrations look at those named
        quantity_columns(model)[prefix] = self


def quantity_columns(model: type[models.Model]) -> dict[str, QuantityColumn]:
    """The quantities of a model's rows, by what their columns begin with."""
    found: dict[str, QuantityColumn] = model.__dict__.get("_quantity_columns", {})
    if "_quantity_columns" not in model.__dict__:
        model._quantity_columns = found  # type: ignore[attr-defined]
    return found


def read_quantities(row: models.Model) -> None:
    """Fill the columns of every quantity from its printed text. Raises ValidationError for all."""
    refused: dict[str, list[ValidationError]] = {}
    for prefix, column in quantity_columns(type(row)).items():
        try:
            _read(row, prefix, column)
        except ValidationError as error:
            refused |= error.error_dict
    if refused:
        raise ValidationError(refused)


def _read(row: models.Model, prefix: str, column: QuantityColumn) -> None:
    printed, unit = getattr(row, f"{prefix}printed"), f"{prefix}unit"
    if not has_number(printed):
        setattr(row, unit, "")  # that of the number which stood here before
    elif not getattr(row, unit):
        setattr(row, unit, column.unit)
    read_quantity(row, prefix, families=column.families, signed=column.signed)
    if column.needs_unit and has_number(printed) and not getattr(row, unit):
        raise ValidationError(
            {
                f"{prefix}printed": f"'{printed}' has no unit; write it in units of "
                f"{alternatives(column.families)}."
            }
        )
