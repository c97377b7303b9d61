"""Measured and practical properties: how to dissolve, store and use a product."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import activity_measures, characteristic_keys
from catalog.models.evidence import Reference
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
from catalog.models.quantity_column import QuantityColumn, read_quantities


class Characteristic(OrderedPart, QuantityColumns):
    """A named property out of the registry of characteristic keys."""

    quantity_signed = True

    product = models.ForeignKey(Product, models.CASCADE, related_name="characteristics")
    key = models.CharField(max_length=40, choices=characteristic_keys.choices())
    printed = models.CharField("value", max_length=300)

    class Meta(OrderedPart.Meta):
        constraints = (
            in_order("characteristic_in_order", signed=True),
            models.UniqueConstraint(
                fields=("product", "key", "printed", "remark"),
                name="characteristic_once",
                violation_error_message="This characteristic is listed twice.",
            ),
        )

    def clean(self) -> None:
        entry = characteristic_keys.REGISTRY.get(self.key)
        if entry is None:
            return
        product = getattr(self, "product", None)  # of a new one, the form's, not saved yet
        if product is not None and product.kind and product.kind not in entry.kinds:
            kind = product.get_kind_display()
            raise ValidationError(
                {
                    "key": f"'{entry.label}' does not belong to a {kind.lower()}; remove it or "
                    "change the product's kind."
                }
            )
        if entry.type == "quantity" and has_number(self.printed):
            read_quantity(self, families=entry.unit_families, signed=True)
        else:
            self.operator, self.minimum, self.maximum = Operator.EQUAL, None, None
            self.unit = self.remark = ""


class Solubility(OrderedPart, QuantityColumns):
    """How much dissolves in one solvent, or that it does not, or was not tested."""

    class Result(models.TextChoices):
        SOLUBLE = "soluble", "Soluble"
        INSOLUBLE = "insoluble", "Insoluble"
        NOT_TESTED = "not_tested", "Not tested"

    quantity_families = ("mass concentration", "molar concentration", "percent")

    product = models.ForeignKey(Product, models.CASCADE, related_name="solubilities")
    solvent = models.CharField(max_length=120)
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.SOLUBLE)
    temperature = models.CharField(max_length=40, blank=True)
    method = models.CharField(
        max_length=160, blank=True, help_text="Warming, sonication, pH adjusted."
    )

    class Meta(OrderedPart.Meta):
        verbose_name_plural = "solubilities"
        constraints = (
            in_order("solubility_in_order"),
            models.CheckConstraint(
                condition=Q(result="soluble") | Q(printed=""),
                name="solubility_value_only_if_soluble",
                violation_error_message="A value goes with the result 'soluble' only.",
            ),
        )


class StorageCondition(OrderedPart):
    """How one state of the product is stored, and for how long."""

    class State(models.TextChoices):
        AS_SUPPLIED = "as_supplied", _("As supplied")
        POWDER = "powder", _("Powder")
        IN_SOLVENT = "in_solvent", _("In solvent")
        OPENED = "opened", _("After opening")

    product = models.ForeignKey(Product, models.CASCADE, related_name="storage_conditions")
    state = models.CharField(max_length=12, choices=State.choices, default=State.AS_SUPPLIED)
    temperature_printed = models.CharField("temperature", max_length=300, blank=True)
    temperature_operator = models.CharField(
        max_length=1, choices=Operator.choices, default=Operator.EQUAL, editable=False
    )
    temperature_minimum = models.FloatField(null=True, editable=False)
    temperature_maximum = models.FloatField(null=True, editable=False)
    temperature_unit = models.CharField(max_length=4, blank=True, editable=False)
    temperature_remark = models.CharField(max_length=LONGEST_REMARK, blank=True, editable=False)
    duration = models.CharField(max_length=80, blank=True)
    protect_from_light = models.BooleanField(null=True, blank=True)
    protect_from_moisture = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(OrderedPart.Meta):
        constraints = (in_order("storage_temperature_in_order", "temperature_", signed=True),)

    def clean(self) -> None:
        super().clean()
        unit = self.temperature_unit or "°C"
        self.temperature_unit = unit if has_number(self.temperature_printed) else ""
        read_quantity(self, "temperature_", families=("temperature",), signed=True)

    @property
    def temperature(self) -> str:
        """As it is typed and read again: the text with its unit and its remark."""
        return shown_whole(self, "temperature_")


class SolutionStability(OrderedPart):
    """For how long a stock solution keeps in one solvent, at one temperature."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="solution_stability")
    solvent = models.CharField(
        max_length=120, blank=True, help_text="Empty, if the source does not name it."
    )
    temperature = QuantityColumn("temperature", signed=True, unit="°C")
    duration = QuantityColumn("time", needs_unit=True)
    freeze_thaw = models.CharField(
        "freeze–thaw cycles", max_length=120, blank=True, help_text="As printed: avoid."
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = "stability of a stock solution"
        verbose_name_plural = "stability of stock solutions"
        constraints = (
            models.CheckConstraint(
                condition=~Q(temperature_printed="", duration_printed="", freeze_thaw="", note=""),
                name="solution_stability_says_something",
                violation_error_message="Say how long the solution keeps, at which temperature, "
                "or whether it may be frozen.",
            ),
        )

    def clean(self) -> None:
        super().clean()
        read_quantities(self)


class AbsorptionMaximum(OrderedPart):
    """A maximum of the absorption spectrum, and how strongly the product absorbs there."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="absorption_maxima")
    wavelength = QuantityColumn("length", unit="nm")
    molar_absorptivity = QuantityColumn("molar absorptivity", needs_unit=True)
    solvent = models.CharField(max_length=120, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name_plural = "absorption maxima"
        constraints = (
            models.CheckConstraint(
                condition=~Q(wavelength_printed=""),
                name="absorption_has_wavelength",
                violation_error_message="Say at which wavelength the product absorbs most: 272 nm.",
            ),
        )

    def clean(self) -> None:
        super().clean()
        read_quantities(self)


class WorkingConcentration(OrderedPart, QuantityColumns):
    """The concentration that works in a system: cells in culture, an enzyme assay, an animal."""

    quantity_families = (
        "mass concentration", "molar concentration", "activity concentration", "percent",
        "concentration factor", "cells", "dilution", "amount per test",
    )  # fmt: skip

    product = models.ForeignKey(Product, models.CASCADE, related_name="working_concentrations")
    system = models.CharField(max_length=120, blank=True)

    class Meta(OrderedPart.Meta):
        constraints = (in_order("working_concentration_in_order"),)


class Activity(OrderedPart, QuantityColumns):
    """What the product does to a target, with its measure where one is known.

    A measure in animals names their species and the route: LD50, mouse, oral.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="activities")
    target = models.CharField(max_length=160, blank=True)
    action = models.CharField(max_length=80, blank=True, help_text="Inhibitor, agonist, binder.")
    measure = models.CharField(max_length=12, choices=activity_measures.choices(), blank=True)
    species = models.CharField(
        max_length=80, blank=True, help_text="In which the value was measured: mouse."
    )
    route = models.CharField(
        max_length=80, blank=True, help_text="Of administration: oral, intravenous."
    )
    conditions = models.CharField(max_length=300, blank=True)
    reference = models.ForeignKey(
        Reference, models.PROTECT, null=True, blank=True, related_name="activities"
    )

    class Meta(OrderedPart.Meta):
        verbose_name_plural = "activities"
        constraints = (
            in_order("activity_in_order"),
            models.CheckConstraint(
                condition=Q(printed="") | ~Q(measure=""),
                name="activity_value_has_measure",
                violation_error_message="Say what the value is: choose a measure, such as IC50.",
            ),
            models.CheckConstraint(
                condition=~Q(target="") | ~Q(species=""),
                name="activity_of_something",
                violation_error_message="Name the target, or the species of an LD50.",
            ),
        )

    def clean(self) -> None:
        super().clean()
        measure = activity_measures.REGISTRY.get(self.measure)
        if measure is not None and has_number(self.printed):
            try:
                measure.check(self.printed, self.unit)
            except activity_measures.MeasureError as error:
                raise ValidationError({"printed": str(error)}) from error
