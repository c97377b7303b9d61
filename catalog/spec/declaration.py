"""The document, declared: what a specification says of a product, member by member.

The classes are the types of the documents that are read, and the declaration that drafts,
specifications, the loader, the JSON Schema and the differences follow: the type of a member tells
how it is dumped, loaded and described (``deriving``), its note what else there is to know of it
(``member``). Whatever changes the JSON Schema raises the schema version, by a step of
``catalog.upcasts`` that gives the older documents what is new.
"""

import datetime
from typing import Annotated, Literal

from catalog import models
from catalog.models import activity_measures, characteristic_keys, hazard_codes
from catalog.models.documents import GENBANK, PDF
from catalog.spec.deriving import describes, part_of
from catalog.spec.member import Member
from catalog.spec.values import (
    Members,
    NamedCompound,
    NamedFile,
    NamedProduct,
    Point,
    Quantity,
)

WITHDRAWN = "withdrawn"
"""The status of a tombstone, which no draft has."""


@describes(models.RegistryNumber, told_apart_by=("type", "value", "qualifier"))
class RegistryNumber(Members):
    """A number under which a registry knows a substance or an organism."""

    type: models.RegistryNumber.Type
    value: str
    qualifier: models.RegistryNumber.Qualifier | None


@describes(
    models.Compound,
    identity="key",
    together=(
        "formula",
        "molecular_weight",
        "weight_basis",
        "form",
        "counter_ion",
        "stoichiometry",
        "stereochemistry",
        "smiles",
        "inchi",
        "inchikey",
    ),
)
class Compound(Members):
    """A substance in one form, which the products that contain it share."""

    key: str
    name: str
    formula: Annotated[
        str | None, Member(about="As printed; subscripts are plain digits or as typed.")
    ]
    molecular_weight: Annotated[Quantity | None, Member(column="weight_")]
    weight_basis: models.Compound.WeightBasis | None
    smiles: str | None
    inchi: str | None
    inchikey: str | None
    form: models.Compound.Form | None
    counter_ion: str | None
    stoichiometry: models.Compound.Stoichiometry | None
    stereochemistry: models.Compound.Stereochemistry | None
    parent: NamedCompound | None
    registry_numbers: tuple[RegistryNumber, ...]


@describes(models.Constituent, told_apart_by=("name",), is_whole=True)
class Constituent(Members):
    """A part of a mixture or of a formulation."""

    role: str | None
    name: str
    compound: NamedCompound | None
    amount: Quantity | None


@describes(models.Sequence)
class Sequence(Members):
    """A sequence of residues, from the 5' end or the N terminus."""

    type: models.Sequence.Type
    text: str | None
    five_prime: Annotated[
        str | None, Member(about="The 5' end of a nucleic acid, the N terminus of a protein.")
    ]
    three_prime: Annotated[
        str | None, Member(about="The 3' end of a nucleic acid, the C terminus of a protein.")
    ]
    modifications: str | None
    backbone: str | None
    genbank: Annotated[NamedFile | None, Member(document=GENBANK)]


@describes(models.Characteristic, told_apart_by=("key",))
class Characteristic(Members):
    """A value under one of the keys that the registry of characteristics has."""

    key: Annotated[str, Member(choices=characteristic_keys.REGISTRY)]
    value: Quantity | None


@describes(models.Solubility, told_apart_by=("solvent",), is_whole=True)
class Solubility(Members):
    """How much dissolves in one solvent."""

    solvent: str
    result: models.Solubility.Result | None
    amount: Quantity | None
    temperature: str | None
    method: str | None


@describes(models.StorageCondition, told_apart_by=("state",), is_whole=True)
class StorageCondition(Members):
    """How one state of the product is stored, and for how long."""

    state: models.StorageCondition.State | None
    temperature: Annotated[Quantity | None, Member(column="temperature_")]
    duration: str | None
    protect_from_light: bool | None
    protect_from_moisture: bool | None
    note: str | None


@describes(models.WorkingConcentration)
class WorkingConcentration(Members):
    """How much of it is used, and in which system."""

    concentration: Quantity | None
    system: str | None


@describes(models.Reference, identity="key")
class Reference(Members):
    """A publication."""

    doi: str | None
    pmid: str | None
    authors: str | None
    title: str | None
    journal: str | None
    year: int | None
    volume: str | None
    issue: str | None
    pages: str | None


@describes(models.Activity)
class Activity(Members):
    """What it does to a target, or to an animal, and at which concentration or dose."""

    target: str | None
    action: str | None
    measure: Annotated[str | None, Member(choices=activity_measures.REGISTRY)]
    value: Quantity | None
    species: str | None
    route: str | None
    conditions: str | None
    reference: Reference | None


@describes(models.QualityTest, identity="key", is_whole=True)
class QualityTest(Members):
    """What is tested, how, and what passes."""

    key: str
    subject: str
    method: str | None
    limit: Quantity | None
    criterion: str | None
    frequency: models.QualityTest.Frequency | None


@describes(models.Pack, identity="sku", together=("count", "amount", "concentration", "solvent"))
class Pack(Members):
    """What is ordered under one SKU."""

    sku: str
    count: Annotated[int, Member(default=1, minimum=1)]
    amount: Quantity | None
    concentration: Annotated[Quantity | None, Member(column="concentration_")]
    solvent: str | None
    container: str | None
    status: models.Pack.Status | None


@describes(models.KitComponent, told_apart_by=("name",))
class KitComponent(Members):
    """A part of a kit."""

    name: str
    product: Annotated[NamedProduct | None, Member(column="component")]
    quantity: str | None
    container: str | None
    storage: str | None


@describes(models.Synonym, told_apart_by=("type", "text"))
class Synonym(Members):
    """Another name."""

    type: models.Synonym.Type | None
    text: str


@describes(models.Relation)
class Relation(Members):
    """Another product, and what it is to this one."""

    type: models.Relation.Type
    product: Annotated[NamedProduct, Member(column="related")]


@describes(models.Term, told_apart_by=("vocabulary", "slug"))
class Term(Members):
    """An entry of a vocabulary."""

    vocabulary: models.Term.Vocabulary
    slug: str
    label: str


@describes(models.Citation)
class Citation(Members):
    """A publication under its number in one section."""

    number: Annotated[int, Member(minimum=1)]
    reference: Reference


@describes(models.Section, told_apart_by=("key", "title"), is_whole=True)
class Section(Members):
    """A part of the narrative; its body is written in Markdown."""

    key: models.Section.Key
    title: str | None
    body: str
    citations: tuple[Citation, ...]


@describes(models.Series)
class Series(Members):
    """Points of one curve."""

    label: str
    points: tuple[Point, ...]


@describes(models.Figure, identity="key", is_whole=True)
class Figure(Members):
    """A picture, or an assay that is drawn from its points."""

    key: str
    title: str
    caption: str | None
    conditions: str | None
    illustrative: Annotated[bool, Member(default=False)]
    image: NamedFile | None
    alternative_text: str | None
    x_label: str | None
    x_unit: str | None
    x_scale: models.Figure.Scale | None
    y_label: str | None
    y_unit: str | None
    fit: models.Figure.Fit | None
    measure: Literal["EC50", "IC50"] | None
    series: tuple[Series, ...]


@describes(models.Attachment)
class Attachment(Members):
    """A document beside the specification."""

    kind: models.Attachment.Kind
    title: str
    language: str | None
    lot: str | None
    date: datetime.date | None
    file: Annotated[NamedFile | None, Member(document=PDF)]
    url: str | None


@describes(models.FactSource, title="Source of a fact")
class FactSource(Members):
    """Where a fact comes from."""

    fact: Annotated[str, Member(about="A JSON Pointer into this document.")]
    source: str
    confidence: models.FactSource.Confidence | None
    is_public: Annotated[bool, Member(default=False, only=True)]


@describes(models.VariantGroup, identity="key")
class VariantGroup(Members):
    """Products that differ in one thing, the axis."""

    key: str
    name: str
    axis: str


class ProductMembers(Members):
    """What draft and specification say of a product."""

    catalog_number: str
    slug: str
    name: str
    kind: models.Kind
    summary: str | None
    grade: str | None
    appearance: str | None
    contents: str | None
    supplied_concentration: str | None
    supplied_solvent: str | None
    shipping_condition: str | None
    intended_use: str | None
    trade_marks: str | None
    terms_of_use: str | None
    status: Annotated[
        str | None, Member(choices=models.Product.Status.values, published=(WITHDRAWN,))
    ]
    replaced_by: NamedProduct | None
    variant_group: VariantGroup | None
    variant_value: str | None
    compound: Compound | None
    constituents: tuple[Constituent, ...]
    registry_numbers: tuple[RegistryNumber, ...]
    sequences: tuple[Sequence, ...]
    characteristics: tuple[Characteristic, ...]
    solubility: Annotated[tuple[Solubility, ...], Member(column="solubilities")]
    solubility_note: str | None
    storage: Annotated[tuple[StorageCondition, ...], Member(column="storage_conditions")]
    working_concentrations: tuple[WorkingConcentration, ...]
    activities: tuple[Activity, ...]
    quality_tests: tuple[QualityTest, ...]
    packs: tuple[Pack, ...]
    kit_components: tuple[KitComponent, ...]
    synonyms: tuple[Synonym, ...]
    relations: Annotated[tuple[Relation, ...], Member(public_if="product")]
    terms: Annotated[tuple[Term, ...], Member(shared=True)]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    attachments: tuple[Attachment, ...]
    hazard_status: models.Product.HazardStatus | None
    hazard_signal_word: models.Product.SignalWord | None
    hazard_codes: Annotated[
        tuple[str, ...], Member(words=(hazard_codes.SHAPE, hazard_codes.REMEDY))
    ]
    hazard_source: str | None
    hazard_date: datetime.date | None
    fact_sources: Annotated[tuple[FactSource, ...], Member(public_if="is_public")]


@describes(models.Product, title="Product", identity="catalog_number", header=("schema_version",))
class Draft(ProductMembers):
    """What staff have written: the document of a draft version."""

    schema_version: int
    internal_note: Annotated[str | None, Member(internal=True)]


class RevisionHeader(Members):
    """Which revision a specification is, and from when on it holds."""

    number: int
    valid_from: datetime.datetime
    change_note: str | None


class Withdrawal(Members):
    """Why a product was withdrawn, and what replaces it."""

    note: str | None
    replaced_by: NamedProduct | None


class Specification(ProductMembers):
    """What is published of a product; that of a tombstone has a ``withdrawal``."""

    schema_version: int
    revision: RevisionHeader
    withdrawal: Withdrawal | None


product = part_of(Draft)
