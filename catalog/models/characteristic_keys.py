"""The registry of characteristics: which keys exist, what they hold and whom they suit.

A supplier does not invent keys while typing; a key that is missing here is added here, with its
label, its type and the kinds of product it belongs to.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from catalog.models.kinds import Kind

ALL_KINDS = frozenset(Kind)
BIOLOGICALS = frozenset({Kind.PROTEIN, Kind.ENZYME, Kind.ANTIBODY, Kind.PEPTIDE})
IMMUNE = frozenset({Kind.ANTIBODY})
CELLS = frozenset({Kind.CELL_LINE})
ORGANISMS = frozenset({Kind.CELL_LINE, Kind.MICROORGANISM})
NUCLEIC = frozenset({Kind.OLIGONUCLEOTIDE, Kind.PLASMID})


@dataclass(frozen=True, slots=True)
class CharacteristicKey:
    """One key: ``unit_families`` is empty for a text. Which kinds are expected to have it, and
    which cannot do without, is declared in ``catalog.spec.expected``."""

    key: str
    label: StrPromise
    type: Literal["text", "quantity"] = "text"
    kinds: frozenset[Kind] = ALL_KINDS
    unit_families: tuple[str, ...] = ()
    facet: bool = False


REGISTRY = {
    entry.key: entry
    for entry in (
        CharacteristicKey("clone", _("Clone"), kinds=IMMUNE),
        CharacteristicKey("host", _("Host"), kinds=IMMUNE, facet=True),
        CharacteristicKey("isotype", _("Isotype"), kinds=IMMUNE, facet=True),
        CharacteristicKey("clonality", _("Clonality"), kinds=IMMUNE, facet=True),
        CharacteristicKey("conjugate", _("Conjugate"), kinds=BIOLOGICALS | NUCLEIC, facet=True),
        CharacteristicKey("reactivity", _("Species reactivity"), kinds=IMMUNE, facet=True),
        CharacteristicKey("antigen", _("Antigen"), kinds=IMMUNE),
        CharacteristicKey("species", _("Species"), kinds=ALL_KINDS - {Kind.KIT}),
        CharacteristicKey("source_organism", _("Source organism"), kinds=ALL_KINDS - CELLS),
        CharacteristicKey("strain", _("Strain or serotype"), kinds=ALL_KINDS - IMMUNE),
        CharacteristicKey("tissue", _("Tissue"), kinds=CELLS),
        CharacteristicKey("parental_line", _("Parental line"), kinds=CELLS),
        CharacteristicKey("reporter", _("Reporter gene"), kinds=CELLS | {Kind.PLASMID}, facet=True),
        CharacteristicKey("biosafety_level", _("Biosafety level"), kinds=ORGANISMS, facet=True),
        CharacteristicKey("growth_medium", _("Growth medium"), kinds=ORGANISMS),
        CharacteristicKey("growth_properties", _("Growth properties"), kinds=CELLS),
        CharacteristicKey("antibiotic_resistance", _("Resistance"), kinds=ORGANISMS | NUCLEIC),
        CharacteristicKey("passage", _("Passage at freezing"), kinds=CELLS),
        CharacteristicKey("mycoplasma", _("Mycoplasma status"), kinds=CELLS),
        CharacteristicKey("unit_definition", _("Unit definition")),
        CharacteristicKey(
            "specific_activity", _("Specific activity"), "quantity", unit_families=()
        ),
        CharacteristicKey("endotoxin", _("Endotoxin"), "quantity", unit_families=("endotoxin",)),
        CharacteristicKey("purity", _("Purity"), "quantity", unit_families=("percent",)),
        CharacteristicKey("expression_host", _("Expression host"), kinds=BIOLOGICALS, facet=True),
        CharacteristicKey("tag", _("Tag"), kinds=BIOLOGICALS, facet=True),
        CharacteristicKey("length", _("Length"), kinds=NUCLEIC | BIOLOGICALS | {Kind.POLYMER}),
        CharacteristicKey("class", _("Class"), kinds=NUCLEIC, facet=True),
        CharacteristicKey("vector_backbone", _("Vector backbone"), kinds=frozenset({Kind.PLASMID})),
        CharacteristicKey("preparation", _("Preparation method")),
        CharacteristicKey("read_out", _("Read-out"), kinds=CELLS | {Kind.KIT}, facet=True),
        CharacteristicKey("number_of_tests", _("Number of tests"), kinds=frozenset({Kind.KIT})),
    )
}


def choices() -> list[tuple[str, StrPromise]]:
    return [(entry.key, entry.label) for entry in REGISTRY.values()]
