"""The parts of a product on its one screen."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db import models as fields
from django.forms import Textarea

from catalog import models
from catalog.admin.citations import SectionForm
from catalog.admin.formsets import PartFormSet
from catalog.admin.uploads import AttachmentForm, FigureForm

SHORT_TEXT: Mapping[type[fields.Field[Any, Any]], Mapping[str, Any]] = {
    fields.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})}
}


class PartInline(admin.TabularInline[Any, models.Product]):
    extra = 0
    fk_name = "product"
    formset = PartFormSet


class LongPartInline(admin.StackedInline[Any, models.Product]):
    """A part that a line of a table is too short for."""

    extra = 0
    fk_name = "product"
    formset = PartFormSet


class PackInline(PartInline):
    model = models.Pack
    fields = ("sku", "count", "printed", "unit", "container", "status", "position")


class RegistryNumberInline(PartInline):
    model = models.RegistryNumber
    fields = ("type", "value", "qualifier", "position")


class SynonymInline(PartInline):
    model = models.Synonym


class ConstituentInline(PartInline):
    model = models.Constituent
    fields = ("role", "name", "compound", "printed", "unit", "position")
    autocomplete_fields = ("compound",)


class SequenceInline(LongPartInline):
    model = models.Sequence
    exclude = ("genbank",)
    formfield_overrides = SHORT_TEXT


class CharacteristicInline(PartInline):
    model = models.Characteristic
    fields = ("key", "printed", "unit", "position")


class SolubilityInline(PartInline):
    model = models.Solubility
    fields = ("solvent", "result", "printed", "unit", "temperature", "method", "position")


class StorageConditionInline(PartInline):
    model = models.StorageCondition
    fields = (
        "state", "temperature_printed", "duration", "protect_from_light",
        "protect_from_moisture", "note", "position",
    )  # fmt: skip


class WorkingConcentrationInline(PartInline):
    model = models.WorkingConcentration
    fields = ("printed", "unit", "system", "position")


class ActivityInline(PartInline):
    model = models.Activity
    fields = (
        "target", "action", "measure", "printed", "unit", "conditions", "reference", "position",
    )  # fmt: skip
    autocomplete_fields = ("reference",)


class QualityTestInline(PartInline):
    model = models.QualityTest
    fields = (
        "key", "subject", "method", "printed", "unit", "criterion", "frequency", "position",
    )  # fmt: skip


class KitComponentInline(PartInline):
    model = models.KitComponent
    autocomplete_fields = ("component",)


class RelationInline(PartInline):
    model = models.Relation
    autocomplete_fields = ("related",)


class SectionInline(LongPartInline):
    model = models.Section
    form = SectionForm


class FigureInline(LongPartInline):
    model = models.Figure
    form = FigureForm
    formfield_overrides = SHORT_TEXT


class AttachmentInline(LongPartInline):
    model = models.Attachment
    form = AttachmentForm


class FactSourceInline(PartInline):
    model = models.FactSource


INLINES = (
    PackInline,
    RegistryNumberInline,
    SynonymInline,
    ConstituentInline,
    SequenceInline,
    CharacteristicInline,
    SolubilityInline,
    StorageConditionInline,
    WorkingConcentrationInline,
    ActivityInline,
    QualityTestInline,
    KitComponentInline,
    RelationInline,
    SectionInline,
    FigureInline,
    AttachmentInline,
    FactSourceInline,
)
