"""The two documents of a product: the draft, and the specification that is published."""

import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from catalog import models
from catalog.models import hazard_codes
from catalog.spec.declaration.compound import Compound, Constituent, RegistryNumber, Sequence
from catalog.spec.declaration.evidence import (
    Activity,
    Attachment,
    FactSource,
    Figure,
    Section,
)
from catalog.spec.declaration.ordering import (
    KitComponent,
    Pack,
    Relation,
    Synonym,
    Term,
    VariantGroup,
)
from catalog.spec.declaration.properties import (
    AbsorptionMaximum,
    Characteristic,
    QualityTest,
    Solubility,
    SolutionStability,
    StorageCondition,
    TransportClassification,
    WorkingConcentration,
)
from catalog.spec.deriving import describes
from catalog.spec.member import Member
from catalog.spec.values import (
    Members,
    NamedProduct,
)

WITHDRAWN = "withdrawn"
"""The status of a tombstone, which no draft has."""


class ProductMembers(Members):
    """What draft and specification say of a product."""

    catalog_number: Annotated[str, Member(label="Catalog number", group="identity")]
    name: Annotated[str, Member(label="Name", group="identity")]
    slug: Annotated[str, Member(label="Slug", group="identity")]
    kind: Annotated[models.Kind, Member(label="Kind", group="identity")]
    summary: Annotated[str | None, Member(label="One-line summary", group="identity")]
    grade: Annotated[str | None, Member(label="Grade", group="identity")]
    status: Annotated[
        str | None,
        Member(
            label="Status",
            group="identity",
            choices=models.Product.Status.values,
            published=(WITHDRAWN,),
        ),
    ]
    replaced_by: Annotated[NamedProduct | None, Member(label="Replaced by", group="identity")]
    compound: Annotated[Compound | None, Member(label="Compound", group="chemistry")]
    constituents: tuple[Constituent, ...]
    registry_numbers: tuple[RegistryNumber, ...]
    sequences: tuple[Sequence, ...]
    appearance: Annotated[str | None, Member(label=_("Appearance"), group="handling")]
    contents: Annotated[str | None, Member(label=_("Contents"), group="handling")]
    supplied_concentration: Annotated[
        str | None, Member(label="Supplied concentration", group="handling")
    ]
    supplied_solvent: Annotated[
        str | None, Member(label="Supplied solvent", group="handling", same_line=True)
    ]
    characteristics: tuple[Characteristic, ...]
    absorption_maxima: tuple[AbsorptionMaximum, ...]
    solubility: Annotated[tuple[Solubility, ...], Member(column="solubilities")]
    storage: Annotated[tuple[StorageCondition, ...], Member(column="storage_conditions")]
    solution_stability: tuple[SolutionStability, ...]
    working_concentrations: tuple[WorkingConcentration, ...]
    shipping_condition: Annotated[str | None, Member(label=_("Shipping"), group="handling")]
    solubility_note: Annotated[str | None, Member(label="Solubility note", group="handling")]
    activities: tuple[Activity, ...]
    quality_tests: tuple[QualityTest, ...]
    packs: tuple[Pack, ...]
    kit_components: tuple[KitComponent, ...]
    synonyms: tuple[Synonym, ...]
    variant_group: Annotated[VariantGroup | None, Member(label="Variant group", group="relations")]
    variant_value: Annotated[
        str | None, Member(label="Variant value", group="relations", same_line=True)
    ]
    relations: Annotated[tuple[Relation, ...], Member(public_if="product")]
    terms: Annotated[tuple[Term, ...], Member(label="Terms", group="relations", shared=True)]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    hazard_status: Annotated[
        models.Product.HazardStatus | None, Member(label="Hazard status", group="safety")
    ]
    hazard_signal_word: Annotated[
        models.Product.SignalWord | None,
        Member(label="Hazard signal word", group="safety", same_line=True),
    ]
    hazard_codes: Annotated[
        tuple[str, ...],
        Member(
            label="Hazard codes",
            help="Hazard statement codes, such as H301, H372.",
            group="safety",
            words=(hazard_codes.SHAPE, hazard_codes.REMEDY),
        ),
    ]
    hazard_source: Annotated[str | None, Member(label="Hazard source", group="safety")]
    hazard_date: Annotated[datetime.date | None, Member(label="Hazard date", group="safety")]
    transport: tuple[TransportClassification, ...]
    intended_use: Annotated[str | None, Member(label="Intended use", group="documents")]
    trade_marks: Annotated[str | None, Member(label="Trade marks", group="documents")]
    terms_of_use: Annotated[str | None, Member(label="Terms of use", group="documents")]
    attachments: tuple[Attachment, ...]
    fact_sources: Annotated[tuple[FactSource, ...], Member(public_if="is_public")]


@describes(models.Product, title="Product", identity="catalog_number", header=("schema_version",))
class Draft(ProductMembers):
    """What staff have written: the document of a draft version."""

    schema_version: int
    internal_note: Annotated[
        str | None,
        Member(label="Internal note", help="Never published.", group="internal", internal=True),
    ]


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
