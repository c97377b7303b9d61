"""The document, declared: what a specification says of a product, member by member.

Adding a member here, with its column, adds it to drafts, specifications, the loader, the JSON
Schema and the differences. Whatever changes the JSON Schema raises the schema version, by a step
of ``catalog.upcasts`` that gives the older documents what is new.
"""

from catalog import models
from catalog.models import activity_measures, characteristic_keys, hazard_codes
from catalog.models.documents import GENBANK, PDF
from catalog.spec.fields import (
    Choice,
    Date,
    Plain,
    Points,
    RequiredText,
    Text,
    Words,
    flag,
    integer,
)
from catalog.spec.parts import Many, Part, Shared, SharedMany
from catalog.spec.pointers import CompoundPointer, DocumentPointer, PicturePointer, ProductPointer
from catalog.spec.quantity import Quantity

WITHDRAWN = "withdrawn"
"""The status of a tombstone, which no draft has."""

registry_number = Part(
    models.RegistryNumber,
    Choice("type", models.RegistryNumber.Type, required=True),
    RequiredText("value"),
    Choice("qualifier", models.RegistryNumber.Qualifier),
    title="Registry number",
)
compound = Part(
    models.Compound,
    RequiredText("key"),
    RequiredText("name"),
    Text("formula", about="As printed; subscripts are plain digits or as typed."),
    Quantity("molecular_weight", "weight_"),
    Choice("weight_basis", models.Compound.WeightBasis),
    Text("smiles"),
    Text("inchi"),
    Text("inchikey"),
    Choice("form", models.Compound.Form),
    Text("counter_ion"),
    Choice("stoichiometry", models.Compound.Stoichiometry),
    Choice("stereochemistry", models.Compound.Stereochemistry),
    CompoundPointer("parent"),
    Many("registry_numbers", registry_number),
    title="Compound",
    identity="key",
)
constituent = Part(
    models.Constituent,
    Text("role"),
    RequiredText("name"),
    CompoundPointer("compound"),
    Quantity("amount"),
    title="Constituent",
)
sequence = Part(
    models.Sequence,
    Choice("type", models.Sequence.Type, required=True),
    Text("text"),
    Text("five_prime", about="The 5' end of a nucleic acid, the N terminus of a protein."),
    Text("three_prime", about="The 3' end of a nucleic acid, the C terminus of a protein."),
    Text("modifications"),
    Text("backbone"),
    DocumentPointer("genbank", GENBANK),
    title="Sequence",
)
characteristic = Part(
    models.Characteristic,
    Choice("key", characteristic_keys.REGISTRY, required=True),
    Quantity("value"),
    title="Characteristic",
)
solubility = Part(
    models.Solubility,
    RequiredText("solvent"),
    Choice("result", models.Solubility.Result),
    Quantity("amount"),
    Text("temperature"),
    Text("method"),
    title="Solubility",
)
storage_condition = Part(
    models.StorageCondition,
    Choice("state", models.StorageCondition.State),
    Quantity("temperature", "temperature_"),
    Text("duration"),
    flag("protect_from_light"),
    flag("protect_from_moisture"),
    Text("note"),
    title="Storage condition",
)
working_concentration = Part(
    models.WorkingConcentration,
    Quantity("concentration"),
    Text("system"),
    title="Working concentration",
)
reference = Part(
    models.Reference,
    Text("doi"),
    Text("pmid"),
    Text("authors"),
    Text("title"),
    Text("journal"),
    integer("year"),
    Text("volume"),
    Text("issue"),
    Text("pages"),
    title="Reference",
    identity="key",
)
activity = Part(
    models.Activity,
    Text("target"),
    Text("action"),
    Choice("measure", activity_measures.REGISTRY),
    Quantity("value"),
    Text("species"),
    Text("route"),
    Text("conditions"),
    Shared("reference", reference),
    title="Activity",
)
quality_test = Part(
    models.QualityTest,
    RequiredText("key"),
    RequiredText("subject"),
    Text("method"),
    Quantity("limit"),
    Text("criterion"),
    Choice("frequency", models.QualityTest.Frequency),
    title="Quality test",
    identity="key",
)
pack = Part(
    models.Pack,
    RequiredText("sku"),
    integer("count", default=1, minimum=1),
    Quantity("amount"),
    Quantity("concentration", "concentration_"),
    Text("solvent"),
    Text("container"),
    Choice("status", models.Pack.Status),
    title="Pack",
    identity="sku",
)
kit_component = Part(
    models.KitComponent,
    RequiredText("name"),
    ProductPointer("product", "component"),
    Text("quantity"),
    Text("container"),
    Text("storage"),
    title="Kit component",
)
synonym = Part(
    models.Synonym,
    Choice("type", models.Synonym.Type),
    RequiredText("text"),
    title="Synonym",
)
relation = Part(
    models.Relation,
    Choice("type", models.Relation.Type, required=True),
    ProductPointer("product", "related"),
    title="Relation",
)
term = Part(
    models.Term,
    Choice("vocabulary", models.Term.Vocabulary, required=True),
    RequiredText("slug"),
    RequiredText("label"),
    title="Term",
)
citation = Part(
    models.Citation,
    integer("number", minimum=1),
    Shared("reference", reference, required=True),
    title="Citation",
)
section = Part(
    models.Section,
    Choice("key", models.Section.Key, required=True),
    Text("title"),
    RequiredText("body"),
    Many("citations", citation),
    title="Section",
)
series = Part(
    models.Series,
    RequiredText("label"),
    Points("points"),
    title="Series",
)
figure = Part(
    models.Figure,
    RequiredText("key"),
    RequiredText("title"),
    Text("caption"),
    Text("conditions"),
    flag("illustrative", default=False),
    PicturePointer("image"),
    Text("alternative_text"),
    Text("x_label"),
    Text("x_unit"),
    Choice("x_scale", models.Figure.Scale),
    Text("y_label"),
    Text("y_unit"),
    Choice("fit", models.Figure.Fit),
    Choice("measure", ("EC50", "IC50")),
    Many("series", series),
    title="Figure",
    identity="key",
)
attachment = Part(
    models.Attachment,
    Choice("kind", models.Attachment.Kind, required=True),
    RequiredText("title"),
    Text("language"),
    Text("lot"),
    Date("date"),
    DocumentPointer("file", PDF),
    Text("url"),
    title="Attachment",
)
fact_source = Part(
    models.FactSource,
    RequiredText("fact", about="A JSON Pointer into this document."),
    RequiredText("source"),
    Choice("confidence", models.FactSource.Confidence),
    Plain("is_public", bool, {"const": True}, default=False),
    title="Source of a fact",
)
variant_group = Part(
    models.VariantGroup,
    RequiredText("key"),
    RequiredText("name"),
    RequiredText("axis"),
    title="Variant group",
    identity="key",
)
product = Part(
    models.Product,
    RequiredText("catalog_number"),
    RequiredText("slug"),
    RequiredText("name"),
    Choice("kind", models.Kind, required=True),
    Text("summary"),
    Text("grade"),
    Text("appearance"),
    Text("contents"),
    Text("supplied_concentration"),
    Text("supplied_solvent"),
    Text("shipping_condition"),
    Text("intended_use"),
    Text("trade_marks"),
    Text("terms_of_use"),
    Choice("status", models.Product.Status, published=[WITHDRAWN]),
    ProductPointer("replaced_by"),
    Shared("variant_group", variant_group),
    Text("variant_value"),
    Shared("compound", compound),
    Many("constituents", constituent),
    Many("registry_numbers", registry_number),
    Many("sequences", sequence),
    Many("characteristics", characteristic),
    Many("solubility", solubility, "solubilities"),
    Text("solubility_note"),
    Many("storage", storage_condition, "storage_conditions"),
    Many("working_concentrations", working_concentration),
    Many("activities", activity),
    Many("quality_tests", quality_test),
    Many("packs", pack),
    Many("kit_components", kit_component),
    Many("synonyms", synonym),
    Many("relations", relation, public_if="product"),
    SharedMany("terms", term),
    Many("sections", section),
    Many("figures", figure),
    Many("attachments", attachment),
    Choice("hazard_status", models.Product.HazardStatus),
    Choice("hazard_signal_word", models.Product.SignalWord),
    Words("hazard_codes", hazard_codes.SHAPE.pattern, hazard_codes.REMEDY),
    Text("hazard_source"),
    Date("hazard_date"),
    Many("fact_sources", fact_source, public_if="is_public"),
    Text("internal_note", internal=True),
    title="Product",
    identity="catalog_number",
)
