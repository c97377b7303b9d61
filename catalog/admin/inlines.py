"""The parts of a product on its one screen."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models as fields
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest

from catalog import models
from catalog.admin.citations import SectionForm, write_citations
from catalog.admin.explained import Explained
from catalog.admin.facts import DATALIST, SUGGESTED, FactSourceForm
from catalog.admin.fields import LinesField
from catalog.admin.formsets import LimitedRows, PartFormSet
from catalog.admin.plain import PlainRows
from catalog.admin.points import write_points
from catalog.admin.quantities import QuantityForm, QuantityRows
from catalog.admin.rights import SeenWithOwner
from catalog.admin.storage import StorageForm
from catalog.admin.uploads import AttachmentForm, FigureForm

SHORT_TEXT: Mapping[type[fields.Field[Any, Any]], Mapping[str, Any]] = {
    fields.TextField: {
        "widget": Textarea(attrs={"rows": 3, "cols": 80}),
        "form_class": LinesField,
    }
}


def _file_name(file: models.StoredFile | None) -> str:
    return file.uploaded_as if file else ""


class PartInline(
    SeenWithOwner, Explained, LimitedRows, PlainRows, admin.TabularInline[Any, models.Product]
):
    template = "admin/catalog/product/part_table.html"
    suggestions: Mapping[str, Sequence[str]] = {}
    """What a browser offers in inputs that name the list."""
    extra = 0
    fk_name = "product"
    formset = PartFormSet


class QuantityInline(QuantityRows, PartInline):
    form = QuantityForm


class LongPartInline(
    SeenWithOwner, Explained, LimitedRows, PlainRows, admin.StackedInline[Any, models.Product]
):
    """A part that a line of a table is too short for."""

    template = "admin/catalog/product/part_forms.html"
    extra = 0
    fk_name = "product"
    formset = PartFormSet


class PackInline(QuantityInline):
    model = models.Pack
    fields = (
        "sku", "count", "printed", "unit", "concentration_printed", "solvent", "container",
        "status", "position",
    )  # fmt: skip


class RegistryNumberInline(PartInline):
    model = models.RegistryNumber
    fields = ("type", "value", "qualifier", "position")


class SynonymInline(PartInline):
    model = models.Synonym
    fields = ("type", "text", "position")


class ConstituentInline(QuantityInline):
    model = models.Constituent
    fields = ("role", "name", "compound", "printed", "unit", "position")
    autocomplete_fields = ("compound",)


class SequenceInline(LongPartInline):
    model = models.Sequence
    exclude = ("genbank",)
    formfield_overrides = SHORT_TEXT


class CharacteristicInline(QuantityInline):
    model = models.Characteristic
    fields = ("key", "printed", "unit", "position")


class AbsorptionMaximumInline(QuantityInline):
    model = models.AbsorptionMaximum
    fields = ("wavelength_printed", "molar_absorptivity_printed", "solvent", "position")


class SolubilityInline(QuantityInline):
    model = models.Solubility
    fields = ("solvent", "result", "printed", "unit", "temperature", "method", "position")


class StorageConditionInline(QuantityInline):
    model = models.StorageCondition
    form = StorageForm
    fields = (
        "state", "temperature_printed", "duration", "protect_from_light",
        "protect_from_moisture", "note", "position",
    )  # fmt: skip


class SolutionStabilityInline(QuantityInline):
    model = models.SolutionStability
    fields = (
        "solvent", "temperature_printed", "duration_printed", "freeze_thaw", "note", "position",
    )  # fmt: skip


class WorkingConcentrationInline(QuantityInline):
    model = models.WorkingConcentration
    fields = ("printed", "unit", "system", "position")


class ActivityInline(QuantityInline):
    model = models.Activity
    fields = (
        "target", "action", "measure", "printed", "unit", "species", "route", "conditions",
        "reference", "position",
    )  # fmt: skip
    autocomplete_fields = ("reference",)


class QualityTestInline(QuantityInline):
    model = models.QualityTest
    fields = (
        "key", "subject", "method", "printed", "unit", "criterion", "frequency", "position",
    )  # fmt: skip


class KitComponentInline(PartInline):
    model = models.KitComponent
    fields = ("component", "name", "quantity", "container", "storage", "position")
    autocomplete_fields = ("component",)


class RelationInline(PartInline):
    model = models.Relation
    fields = ("type", "related", "position")
    autocomplete_fields = ("related",)


class SectionInline(LongPartInline):
    model = models.Section
    form = SectionForm
    formfield_overrides: ClassVar[Any] = {
        fields.TextField: {"widget": AdminTextareaWidget, "form_class": LinesField}
    }

    @admin.display(description="references")
    def reference_list(self, section: models.Section) -> str:
        """What who may only look sees in place of the field of this name."""
        return write_citations(section)


class FigureInline(LongPartInline):
    model = models.Figure
    form = FigureForm
    formfield_overrides = SHORT_TEXT

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("image__original")

    @admin.display(description="image")
    def upload(self, figure: models.Figure) -> str:
        return _file_name(figure.image)

    @admin.display(description="data")
    def table(self, figure: models.Figure) -> str:
        return write_points(figure.series.all())


class AttachmentInline(LongPartInline):
    model = models.Attachment
    form = AttachmentForm

    @admin.display(description="file")
    def upload(self, attachment: models.Attachment) -> str:
        return _file_name(attachment.file)


class HazardInline(PartInline):
    model = models.Hazard
    fields = ("system", "hazard_class", "category", "statement", "position")


class TransportInline(PartInline):
    model = models.TransportClassification
    fields = (
        "mode", "regulated", "un_number", "proper_shipping_name", "hazard_class",
        "subsidiary_hazards", "packing_group", "position",
    )  # fmt: skip


class FactSourceInline(PartInline):
    model = models.FactSource
    form = FactSourceForm
    suggestions = {DATALIST: SUGGESTED}
    fields = ("fact", "source", "confidence", "is_public", "position")
