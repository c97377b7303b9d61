"""What both documents of a product say: a row for each member."""

import datetime
from functools import partial
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from catalog import models
from catalog.models import Kind
from catalog.models.hazard_codes import PICTOGRAMS, PRECAUTIONARY_STATEMENTS
from catalog.specification.declaration.compound import (
    Compound,
    Constituent,
    RegistryNumber,
    Sequence,
)
from catalog.specification.declaration.evidence import (
    Activity,
    Attachment,
    FactSource,
    Figure,
    Section,
)
from catalog.specification.declaration.ordering import (
    KitComponent,
    Pack,
    Relation,
    Synonym,
    Term,
    VariantGroup,
)
from catalog.specification.declaration.properties import (
    AbsorptionMaximum,
    Characteristic,
    QualityTest,
    Solubility,
    SolutionStability,
    StorageCondition,
    TransportClassification,
    WorkingConcentration,
)
from catalog.specification.declaration.safety import Hazard
from catalog.specification.expectation import Expectation
from catalog.specification.member import Member, Place
from catalog.specification.values import Members, NamedProduct, Quantity

WITHDRAWN = "withdrawn"
"""The status of a tombstone, which no draft has."""

ALL = frozenset(Kind)
CHEMICALS = frozenset({Kind.SMALL_MOLECULE, Kind.NATURAL_PRODUCT})
DEFINED = CHEMICALS | {Kind.PEPTIDE}
SEQUENCED = frozenset({Kind.PEPTIDE, Kind.OLIGONUCLEOTIDE})
COUNTED = frozenset({Kind.CELL_LINE, Kind.KIT, Kind.CONSUMABLE})
STORED = ALL - {Kind.CONSUMABLE}
ACTIVE = ALL - COUNTED - {Kind.PLASMID}
"""Kinds of which an amount is added to an experiment to act on something in it."""

_physical = partial(Member, fact=Place.PROPERTIES, group="physics")
"""A property that suppliers print with its conditions."""


def _is_mixture(document: "ProductMembers") -> bool:
    return bool(document.constituents)


def _is_told_by_sequence(document: "ProductMembers") -> bool:
    return _is_mixture(document) or bool(document.sequences)


def _is_drawn(document: "ProductMembers") -> bool:
    return bool(document.compound and document.compound.smiles)


def _is_solution(document: "ProductMembers") -> bool:
    """It comes dissolved."""
    return bool(document.supplied_concentration or document.supplied_solvent)


def _is_stored_part_by_part(document: "ProductMembers") -> bool:
    parts = document.kit_components
    return bool(parts) and all(part.storage for part in parts)


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
    compound: Annotated[
        Compound | None,
        Member(
            label="Compound",
            group="chemistry",
            facts={
                "formula": Expectation(DEFINED, DEFINED, unless=_is_told_by_sequence),
                "molecular_weight": Expectation(DEFINED, DEFINED, unless=_is_mixture),
                "form": Expectation(CHEMICALS),
                "stereochemistry": Expectation(CHEMICALS),
                "inchikey": Expectation(CHEMICALS),
            },
        ),
    ]
    constituents: tuple[Constituent, ...]
    registry_numbers: Annotated[
        tuple[RegistryNumber, ...],
        Member(facts={"cas": Expectation(CHEMICALS, CHEMICALS, unless=_is_mixture)}),
    ]
    sequences: Annotated[
        tuple[Sequence, ...],
        Member(facts={"sequence": Expectation(SEQUENCED, SEQUENCED, unless=_is_drawn)}),
    ]
    appearance: Annotated[
        str | None,
        Member(
            label=_("Appearance"),
            fact=Place.SUBSTANCE,
            searched=True,
            group="handling",
            facts={"appearance": Expectation(ALL - COUNTED)},
        ),
    ]
    contents: Annotated[
        str | None, Member(label=_("Contents"), fact=Place.SUBSTANCE, group="handling")
    ]
    supplied_concentration: Annotated[
        str | None, Member(label="Supplied concentration", group="handling")
    ]
    supplied_solvent: Annotated[
        str | None, Member(label="Supplied solvent", group="handling", same_line=True)
    ]
    characteristics: tuple[Characteristic, ...]
    melting_point: Annotated[
        Quantity | None,
        _physical(label=_("Melting point")),
    ]
    boiling_point: Annotated[
        Quantity | None,
        _physical(
            label=_("Boiling point"),
            help="With its pressure, if it is not that of the air: 80 °C (20 mbar).",
        ),
    ]
    density: Annotated[
        Quantity | None,
        _physical(label=_("Density"), help="With its temperature: 1.26 g/cm³ (20 °C)."),
    ]
    flash_point: Annotated[
        Quantity | None,
        _physical(label=_("Flash point"), help="With the method: 11 °C (closed cup)."),
    ]
    ph: Annotated[
        Quantity | None,
        _physical(
            label=_("pH"),
            help="Of a solution, with its concentration: 5.5 - 7.5 (10 mg/mL in water).",
        ),
    ]
    refractive_index: Annotated[
        Quantity | None,
        _physical(label=_("Refractive index"), help="With temperature and line: 1.479 (20 °C, D)."),
    ]
    optical_rotation: Annotated[
        Quantity | None,
        _physical(
            label=_("Optical rotation"),
            help="In degrees, with its conditions: -84.4° (c = 1, CHCl3).",
        ),
    ]
    log_p: Annotated[
        Quantity | None,
        _physical(label=_("log P"), help="Measured, or calculated with the method: 3.3 (XLogP3)."),
    ]
    absorption_maxima: Annotated[
        tuple[AbsorptionMaximum, ...],
        Member(
            label="λmax",
            fact=Place.PROPERTIES,
            facts={"absorption_maxima": Expectation(DEFINED)},
        ),
    ]
    solubility: Annotated[
        tuple[Solubility, ...],
        Member(
            column="solubilities",
            facts={"solubility": Expectation(DEFINED, DEFINED, unless=_is_solution)},
        ),
    ]
    storage: Annotated[
        tuple[StorageCondition, ...],
        Member(
            column="storage_conditions",
            facts={"storage": Expectation(STORED, STORED, unless=_is_stored_part_by_part)},
        ),
    ]
    solution_stability: Annotated[
        tuple[SolutionStability, ...],
        Member(
            label=_("Stability in solution"),
            fact=Place.STORAGE,
            compared_under="storage",
            facts={"solution_stability": Expectation(ACTIVE)},
        ),
    ]
    working_concentrations: Annotated[
        tuple[WorkingConcentration, ...],
        Member(facts={"working_concentration": Expectation(ACTIVE)}),
    ]
    shipping_condition: Annotated[
        str | None,
        Member(
            label=_("Shipping"), fact=Place.HANDLING, compared_under="storage", group="handling"
        ),
    ]
    solubility_note: Annotated[str | None, Member(label="Solubility note", group="handling")]
    activities: Annotated[tuple[Activity, ...], Member(facts={"activity": Expectation(ACTIVE)})]
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
    hazards: tuple[Hazard, ...]
    precautionary_statements: Annotated[
        tuple[str, ...],
        Member(
            label="Precautionary statements",
            help="Codes, such as P264, P301+P310.",
            group="safety",
            words=PRECAUTIONARY_STATEMENTS,
        ),
    ]
    pictograms: Annotated[
        tuple[str, ...],
        Member(
            label="Pictograms",
            help="As printed on the label: GHS06, GHS08.",
            group="safety",
            words=PICTOGRAMS,
        ),
    ]
    hazard_source: Annotated[str | None, Member(label="Hazard source", group="safety")]
    hazard_date: Annotated[datetime.date | None, Member(label="Hazard date", group="safety")]
    transport: Annotated[
        tuple[TransportClassification, ...],
        Member(
            label=_("Transport"),
            fact=Place.HANDLING,
            compared_under="storage",
            facts={"transport": Expectation(ALL)},
        ),
    ]
    intended_use: Annotated[str | None, Member(label="Intended use", group="documents")]
    trade_marks: Annotated[str | None, Member(label="Trade marks", group="documents")]
    terms_of_use: Annotated[str | None, Member(label="Terms of use", group="documents")]
    attachments: tuple[Attachment, ...]
    fact_sources: Annotated[tuple[FactSource, ...], Member(public_if="is_public")]
