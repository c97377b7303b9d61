"""Packs: what is ordered under one SKU."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.chemistry.pack_size import CONCENTRATIONS, parse_pack_size
from catalog.keys import match_key
from catalog.models.fields import KeyField
from catalog.models.ordering import OrderedPart
from catalog.models.product import Product
from catalog.models.quantity import (
    LONGEST_REMARK,
    Operator,
    QuantityColumns,
    has_number,
    in_order,
    read_quantity,
    shown_whole,
)


class Pack(OrderedPart, QuantityColumns):
    """What is ordered under one SKU: ``count`` containers of an amount each.

    A pack with a concentration is a solution, and none of the product as such.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        ON_REQUEST = "on_request", _("On request")
        DISCONTINUED = "discontinued", _("Discontinued")

    quantity_families = ("mass", "volume", "activity", "cells", "count", "amount of substance")

    product = models.ForeignKey(Product, models.CASCADE, related_name="packs")
    sku = models.CharField("SKU", max_length=60)
    sku_key = KeyField("sku", unique=True, max_length=60)
    count = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    concentration_printed = models.CharField(
        "concentration",
        max_length=300,
        blank=True,
        help_text="Of a solution, with its unit: 10 mM.",
    )
    concentration_operator = models.CharField(
        max_length=1, choices=Operator.choices, default=Operator.EQUAL, editable=False
    )
    concentration_minimum = models.FloatField(null=True, editable=False)
    concentration_maximum = models.FloatField(null=True, editable=False)
    concentration_unit = models.CharField(max_length=24, blank=True, editable=False)
    concentration_remark = models.CharField(max_length=LONGEST_REMARK, blank=True, editable=False)
    solvent = models.CharField(max_length=120, blank=True, help_text="Of a solution: DMSO.")
    container = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.ACTIVE)

    class Meta(OrderedPart.Meta):
        constraints = (
            in_order("pack_amount_in_order"),
            in_order("pack_concentration_in_order", "concentration_"),
            models.CheckConstraint(condition=Q(count__gte=1), name="pack_count_positive"),
        )

    def __str__(self) -> str:
        amount = shown_whole(self)
        return f"{self.count} × {amount}" if self.count > 1 else amount

    @property
    def concentration(self) -> str:
        """As it is typed and read again, with its unit."""
        return shown_whole(self, "concentration_")

    def clean(self) -> None:
        """The size may be typed whole: ``5 x 1 mL``, ``10 mM * 1 mL in DMSO``."""
        size = parse_pack_size(self.printed) if has_number(self.printed) else None
        if size:
            self._take("count", size.count, usual=1)
            self._take("concentration_printed", size.concentration)
            self._take("solvent", size.solvent)
            self.printed = size.amount
        super().clean()
        read_quantity(self, "concentration_", families=(*CONCENTRATIONS, "cells"))
        printed = self.concentration_printed
        if not has_number(printed):
            self.concentration_unit = ""
        elif not self.concentration_unit:
            message = f"'{printed}' has no unit; write it with one, such as 10 mM."
            raise ValidationError({"concentration_printed": message})

    def _take(self, column: str, said: int | str | None, usual: int | str = "") -> None:
        """Set a column as the text of the size says it. Raises ValidationError if it has another
        value already."""
        before = self.concentration if "_" in column else getattr(self, column)
        if not said:
            return
        if before not in (usual, said):
            message = (
                f"'{self.printed}' says {said}, and the {column.removesuffix('_printed')} beside "
                f"it is {before}; correct one of the two."
            )
            raise ValidationError({"printed": message})
        setattr(self, column, said)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """A SKU is one product's, in any spelling."""
        rivals = Pack.objects.filter(sku_key=match_key(self.sku)[:60]).exclude(pk=self.pk)
        if rival := rivals.exclude(product_id=self.product_id).first():
            message = f"SKU '{self.sku}' is taken by {rival.product.catalog_number}."
            raise ValidationError({"sku": message})
        super().validate_unique(exclude)
