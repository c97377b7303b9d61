"""The product: what has a catalog number and is sold in packs."""

from collections.abc import Collection
from datetime import timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.keys import match_key
from catalog.models.compound import Compound
from catalog.models.fields import KeyField, SortKeyField
from catalog.models.hazard_codes import PICTOGRAMS, PRECAUTIONARY_STATEMENTS
from catalog.models.kinds import Kind
from catalog.models.ordering import OrderedPart
from catalog.models.quantity import NO_UNIT
from catalog.models.quantity_column import QuantityColumn, read_quantities

CODES = {"precautionary_statements": PRECAUTIONARY_STATEMENTS, "pictograms": PICTOGRAMS}
"""What is written in columns of codes, with commas between."""

catalog_number_shape = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z",
    "'%(value)s' is not a catalog number: use letters, digits, '-', '.' and '_', "
    "beginning with a letter or digit.",
)


class VariantGroup(models.Model):
    """Products that differ along one axis: grade, molecular weight, conjugate, format."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    axis = models.CharField(max_length=60, help_text="What differs: grade, size, conjugate.")

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.name} ({self.axis})"


class Product(models.Model):
    """The draft of one catalog entry. Customers never see it: they see published revisions."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        ON_REQUEST = "on_request", _("On request")
        DISCONTINUED = "discontinued", _("Discontinued")
        REPLACED = "replaced", _("Replaced")

    class HazardStatus(models.TextChoices):
        UNKNOWN = "unknown", _("Not determined")
        NOT_CLASSIFIED = "not_classified", _("Assessed, not classified as hazardous")
        CLASSIFIED = "classified", _("Classified as hazardous")

    class SignalWord(models.TextChoices):
        DANGER = "Danger", _("Danger")
        WARNING = "Warning", _("Warning")

    catalog_number = models.CharField(max_length=40, validators=[catalog_number_shape])
    catalog_number_key = KeyField("catalog_number", unique=True, max_length=40)
    catalog_number_sort = SortKeyField("catalog_number")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    name_key = SortKeyField("name", db_index=True)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    summary = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=80, blank=True)
    appearance = models.CharField(max_length=200, blank=True)
    contents = models.TextField(blank=True)
    melting_point = QuantityColumn("temperature", signed=True, unit="°C")
    boiling_point = QuantityColumn("temperature", signed=True, unit="°C")
    density = QuantityColumn("density", "mass concentration", needs_unit=True)
    flash_point = QuantityColumn("temperature", signed=True, unit="°C")
    ph = QuantityColumn("acidity", signed=True)
    refractive_index = QuantityColumn(NO_UNIT)
    optical_rotation = QuantityColumn("angle", signed=True, unit="°")
    log_p = QuantityColumn(NO_UNIT, signed=True)
    supplied_concentration = models.CharField(max_length=60, blank=True)
    supplied_solvent = models.CharField(max_length=120, blank=True)
    shipping_condition = models.CharField(max_length=200, blank=True)
    intended_use = models.TextField(blank=True)
    trade_marks = models.TextField(blank=True)
    terms_of_use = models.TextField(blank=True)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.ACTIVE)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    variant_group = models.ForeignKey(
        VariantGroup, models.PROTECT, null=True, blank=True, related_name="products"
    )
    variant_value = models.CharField(max_length=80, blank=True)
    compound = models.ForeignKey(
        Compound, models.PROTECT, null=True, blank=True, related_name="products"
    )
    solubility_note = models.TextField(blank=True)
    terms = models.ManyToManyField("catalog.Term", blank=True, related_name="products")
    hazard_status = models.CharField(
        max_length=16, choices=HazardStatus.choices, default=HazardStatus.UNKNOWN
    )
    hazard_signal_word = models.CharField(max_length=8, choices=SignalWord.choices, blank=True)
    precautionary_statements = models.CharField(max_length=600, blank=True)
    pictograms = models.CharField(max_length=80, blank=True)
    hazard_source = models.CharField(max_length=300, blank=True)
    hazard_date = models.DateField(null=True, blank=True)
    internal_note = models.TextField(blank=True)

    class Meta:
        ordering = ("catalog_number_sort",)
        permissions = (("publish_product", "Can publish and withdraw products"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="replaced") | Q(replaced_by__isnull=False),
                name="product_replaced_names_replacement",
                violation_error_message="Name the product that replaces this one.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=models.F("id")),
                name="product_not_replaced_by_itself",
                violation_error_message="A product cannot replace itself.",
            ),
            models.CheckConstraint(
                condition=Q(variant_group__isnull=True, variant_value="")
                | (Q(variant_group__isnull=False) & ~Q(variant_value="")),
                name="product_variant_has_group_and_value",
                violation_error_message="A variant needs both its group and its value.",
            ),
            models.CheckConstraint(
                condition=Q(hazard_status="classified", hazard_source__gt="")
                | (
                    ~Q(hazard_status="classified")
                    & Q(hazard_signal_word="", precautionary_statements="", pictograms="")
                ),
                name="product_hazard_label_only_when_classified",
                violation_error_message="A signal word, precautionary statements and pictograms go "
                "with the status 'classified', which needs its source.",
            ),
            models.CheckConstraint(
                condition=~Q(catalog_number_key="") & ~Q(name=""),
                name="product_has_number_and_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.catalog_number} {self.name}"

    def clean(self) -> None:
        super().clean()
        self.catalog_number = self.catalog_number.strip()
        self._check_hazard()
        read_quantities(self)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """A catalog number is nobody else's, in any spelling, and never was."""
        if "catalog_number" not in (exclude or ()):
            self._check_number()
        super().validate_unique(exclude)

    def _check_number(self) -> None:
        key = match_key(self.catalog_number)
        rivals = Product.objects.filter(catalog_number_key=key).exclude(pk=self.pk)
        if rival := rivals.first():
            message = (
                f"'{self.catalog_number}' is taken: {rival.catalog_number} is {rival.name}. "
                "Catalog numbers must differ in a letter or digit."
            )
            raise ValidationError({"catalog_number": message})
        taken = apps.get_model("catalog", "PublishedCatalogNumber").objects.filter(key=key)
        if reserved := taken.exclude(product_id=self.pk).select_related("product").first():
            message = (
                f"'{self.catalog_number}' was published for another product, now "
                f"{reserved.product.catalog_number}, and is never used again. Choose a new number."
            )
            raise ValidationError({"catalog_number": message})

    def _check_hazard(self) -> None:
        for column, codes in CODES.items():
            try:
                setattr(self, column, ", ".join(codes.read(getattr(self, column))))
            except ValueError as error:
                raise ValidationError({column: str(error)}) from error
        tomorrow = timezone.now().date() + timedelta(days=1)  # it is that somewhere already
        if self.hazard_date and self.hazard_date > tomorrow:
            message = (
                f"{self.hazard_date:%Y-%m-%d} is in the future; give the day of the assessment."
            )
            raise ValidationError({"hazard_date": message})


class KitComponent(OrderedPart):
    """A part of a kit, sold on its own (``component``) or only named."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="kit_components")
    component = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="part_of_kits"
    )
    name = models.CharField(max_length=200)
    quantity = models.CharField(max_length=80, blank=True)
    container = models.CharField(max_length=80, blank=True)
    storage = models.CharField(max_length=200, blank=True)

    class Meta(OrderedPart.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(component__isnull=True) | ~Q(component=models.F("product")),
                name="kit_does_not_contain_itself",
                violation_error_message="A kit cannot contain itself.",
            ),
        )


class Synonym(OrderedPart):
    """Another name of the product."""

    class Type(models.TextChoices):
        COMMON = "common", "Common name"
        TRADE = "trade", "Trade name"
        CODE = "code", "Code"
        IUPAC = "iupac", "IUPAC name"
        CAS_INDEX = "cas_index", "CAS index name"

    product = models.ForeignKey(Product, models.CASCADE, related_name="synonyms")
    type = models.CharField(max_length=12, choices=Type.choices, default=Type.COMMON)
    text = models.CharField(max_length=600)
    text_key = KeyField("text")

    class Meta(OrderedPart.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("product", "text"),
                name="synonym_once_per_product",
                violation_error_message="This synonym is listed twice.",
            ),
        )


class Relation(OrderedPart):
    """A pointer to another product of this catalog."""

    class Type(models.TextChoices):
        OTHER_FORM = "other_form", _("Other form")
        USED_WITH = "used_with", _("Used with")
        CONTROL = "control", _("Control")
        REPLACES = "replaces", _("Replaces")

    product = models.ForeignKey(Product, models.CASCADE, related_name="relations")
    type = models.CharField(max_length=12, choices=Type.choices)
    related = models.ForeignKey(Product, models.PROTECT, related_name="related_from")

    class Meta(OrderedPart.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("product", "type", "related"),
                name="relation_once",
                violation_error_message="This relation is listed twice.",
            ),
            models.CheckConstraint(
                condition=~Q(related=models.F("product")),
                name="relation_to_another_product",
                violation_error_message="A product cannot be related to itself.",
            ),
        )
