"""The two documents of a product: the draft, and the specification that is published."""

import datetime
from typing import Annotated

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
    Characteristic,
    QualityTest,
    Solubility,
    StorageCondition,
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
