"""The conventional way: a draft's tables through nested ModelSerializers, with prefetching.

The benchmarks hold Aliquot's way against this. It says what a specification says of a product, as
a good Django developer would write it without a published document.
"""

from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    JSONField,
    Manager,
    Model,
    Prefetch,
    QuerySet,
)
from rest_framework import serializers

from catalog import models

QUANTITY = ("printed", "operator", "minimum", "maximum", "unit")


class FileSerializer(serializers.ModelSerializer[models.StoredFile]):
    class Meta:
        model = models.StoredFile
        fields = ("sha256", "filename", "media_type", "size")


class ProductPointerSerializer(serializers.ModelSerializer[models.Product]):
    class Meta:
        model = models.Product
        fields = ("catalog_number", "name")


class CompoundPointerSerializer(serializers.ModelSerializer[models.Compound]):
    class Meta:
        model = models.Compound
        fields = ("key", "name")


class RegistryNumberSerializer(serializers.ModelSerializer[models.RegistryNumber]):
    class Meta:
        model = models.RegistryNumber
        fields = ("type", "value", "qualifier")


class CompoundSerializer(serializers.ModelSerializer[models.Compound]):
    parent = CompoundPointerSerializer()
    registry_numbers = RegistryNumberSerializer(many=True)

    class Meta:
        model = models.Compound
        fields = (
            "key", "name", "formula", "weight_printed", "weight_operator", "weight_minimum",
            "weight_maximum", "weight_unit", "weight_basis", "smiles", "inchi", "inchikey", "form",
            "counter_ion", "stoichiometry", "stereochemistry", "parent", "registry_numbers",
        )  # fmt: skip


class VariantGroupSerializer(serializers.ModelSerializer[models.VariantGroup]):
    class Meta:
        model = models.VariantGroup
        fields = ("key", "name", "axis")


class ConstituentSerializer(serializers.ModelSerializer[models.Constituent]):
    compound = CompoundPointerSerializer()

    class Meta:
        model = models.Constituent
        fields = ("role", "name", "compound", *QUANTITY)


class SequenceSerializer(serializers.ModelSerializer[models.Sequence]):
    genbank = FileSerializer()

    class Meta:
        model = models.Sequence
        fields = (
            "type", "text", "five_prime", "three_prime", "modifications", "backbone", "genbank",
        )  # fmt: skip


class CharacteristicSerializer(serializers.ModelSerializer[models.Characteristic]):
    class Meta:
        model = models.Characteristic
        fields = ("key", *QUANTITY)


class SolubilitySerializer(serializers.ModelSerializer[models.Solubility]):
    class Meta:
        model = models.Solubility
        fields = ("solvent", "result", "temperature", "method", *QUANTITY)


class StorageConditionSerializer(serializers.ModelSerializer[models.StorageCondition]):
    class Meta:
        model = models.StorageCondition
        fields = (
            "state", "temperature_printed", "temperature_operator", "temperature_minimum",
            "temperature_maximum", "temperature_unit", "duration", "protect_from_light",
            "protect_from_moisture", "note",
        )  # fmt: skip


class WorkingConcentrationSerializer(serializers.ModelSerializer[models.WorkingConcentration]):
    class Meta:
        model = models.WorkingConcentration
        fields = ("system", *QUANTITY)


class ReferenceSerializer(serializers.ModelSerializer[models.Reference]):
    class Meta:
        model = models.Reference
        fields = (
            "doi", "pmid", "authors", "title", "journal", "year", "volume", "issue", "pages",
        )  # fmt: skip


class ActivitySerializer(serializers.ModelSerializer[models.Activity]):
    reference = ReferenceSerializer()

    class Meta:
        model = models.Activity
        fields = ("target", "action", "measure", "conditions", "reference", *QUANTITY)


class QualityTestSerializer(serializers.ModelSerializer[models.QualityTest]):
    class Meta:
        model = models.QualityTest
        fields = ("key", "subject", "method", "criterion", "frequency", *QUANTITY)


class PackSerializer(serializers.ModelSerializer[models.Pack]):
    class Meta:
        model = models.Pack
        fields = ("sku", "count", "container", "status", *QUANTITY)


class HazardSerializer(serializers.ModelSerializer[models.Hazard]):
    class Meta:
        model = models.Hazard
        fields = ("system", "hazard_class", "category", "statement")


class KitComponentSerializer(serializers.ModelSerializer[models.KitComponent]):
    component = ProductPointerSerializer()

    class Meta:
        model = models.KitComponent
        fields = ("name", "component", "quantity", "container", "storage")


class SynonymSerializer(serializers.ModelSerializer[models.Synonym]):
    class Meta:
        model = models.Synonym
        fields = ("type", "text")


class RelationSerializer(serializers.ModelSerializer[models.Relation]):
    related = ProductPointerSerializer()

    class Meta:
        model = models.Relation
        fields = ("type", "related")


class TermSerializer(serializers.ModelSerializer[models.Term]):
    class Meta:
        model = models.Term
        fields = ("vocabulary", "slug", "label")


class CitationSerializer(serializers.ModelSerializer[models.Citation]):
    reference = ReferenceSerializer()

    class Meta:
        model = models.Citation
        fields = ("number", "reference")


class SectionSerializer(serializers.ModelSerializer[models.Section]):
    citations = CitationSerializer(many=True)

    class Meta:
        model = models.Section
        fields = ("key", "title", "body", "citations")


class SeriesSerializer(serializers.ModelSerializer[models.Series]):
    class Meta:
        model = models.Series
        fields = ("label", "points")


class FigureSerializer(serializers.ModelSerializer[models.Figure]):
    image = FileSerializer()
    series = SeriesSerializer(many=True)

    class Meta:
        model = models.Figure
        fields = (
            "key", "title", "caption", "conditions", "illustrative", "image", "alternative_text",
            "x_label", "x_unit", "x_scale", "y_label", "y_unit", "fit", "measure", "series",
        )  # fmt: skip


class AttachmentSerializer(serializers.ModelSerializer[models.Attachment]):
    file = FileSerializer()

    class Meta:
        model = models.Attachment
        fields = ("kind", "title", "language", "lot", "date", "file", "url")


class FactSourceSerializer(serializers.ModelSerializer[models.FactSource]):
    class Meta:
        model = models.FactSource
        fields = ("fact", "source", "confidence")


class ProductSerializer(serializers.ModelSerializer[models.Product]):
    """What ``products`` prefetched, nested. The internal note stays inside."""

    replaced_by = ProductPointerSerializer()
    variant_group = VariantGroupSerializer()
    compound = CompoundSerializer()
    constituents = ConstituentSerializer(many=True)
    registry_numbers = RegistryNumberSerializer(many=True)
    sequences = SequenceSerializer(many=True)
    characteristics = CharacteristicSerializer(many=True)
    solubilities = SolubilitySerializer(many=True)
    storage_conditions = StorageConditionSerializer(many=True)
    working_concentrations = WorkingConcentrationSerializer(many=True)
    activities = ActivitySerializer(many=True)
    quality_tests = QualityTestSerializer(many=True)
    packs = PackSerializer(many=True)
    hazards = HazardSerializer(many=True)
    kit_components = KitComponentSerializer(many=True)
    synonyms = SynonymSerializer(many=True)
    relations = RelationSerializer(many=True)
    terms = TermSerializer(many=True)
    sections = SectionSerializer(many=True)
    figures = FigureSerializer(many=True)
    attachments = AttachmentSerializer(many=True)
    fact_sources = FactSourceSerializer(many=True)

    class Meta:
        model = models.Product
        fields = (
            "catalog_number", "slug", "name", "kind", "summary", "grade", "appearance", "contents",
            "supplied_concentration", "supplied_solvent", "shipping_condition", "intended_use",
            "trade_marks", "terms_of_use", "status", "replaced_by", "variant_group",
            "variant_value", "compound", "constituents", "registry_numbers", "sequences",
            "characteristics", "solubilities", "solubility_note", "storage_conditions",
            "working_concentrations", "activities", "quality_tests", "packs", "kit_components",
            "synonyms", "relations", "terms", "sections", "figures", "attachments",
            "hazard_status", "hazard_signal_word", "hazards", "precautionary_statements",
            "pictograms", "hazard_source", "hazard_date", "fact_sources",
        )  # fmt: skip


def products() -> QuerySet[models.Product]:
    """Products with everything that their serializer follows: to-one rows come by joins."""

    def joined(name: str, model: Any, *to_one: str) -> Prefetch[Any]:
        return Prefetch(name, model.objects.select_related(*to_one))

    to_one = ("replaced_by", "variant_group", "compound", "compound__parent")
    return models.Product.objects.select_related(*to_one).prefetch_related(
        joined("constituents", models.Constituent, "compound"),
        joined("sequences", models.Sequence, "genbank"),
        joined("activities", models.Activity, "reference"),
        joined("kit_components", models.KitComponent, "component"),
        joined("relations", models.Relation, "related"),
        joined("sections__citations", models.Citation, "reference"),
        joined("figures", models.Figure, "image"),
        joined("attachments", models.Attachment, "file"),
        Prefetch("fact_sources", models.FactSource.objects.filter(is_public=True)),
        "compound__registry_numbers", "registry_numbers", "characteristics", "solubilities",
        "storage_conditions", "working_concentrations", "quality_tests", "packs", "synonyms",
        "terms", "figures__series", "hazards",
    )  # fmt: skip


class PlainPublication(Model):
    """The conventional store of a publication: a row with a JSON column."""

    catalog_number = CharField(max_length=40, db_index=True)
    document = JSONField()
    published_at = DateTimeField(auto_now_add=True)

    objects: Manager["PlainPublication"] = Manager()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.catalog_number
