"""The registry of characteristics: which keys exist, what they hold and whom they suit.

A supplier does not invent keys while typing; a key that is missing here is added here, with its
label, its type and the kinds of product it belongs to.
"""

from dataclasses import dataclass
from typing import Literal

from catalog.models.kinds import Kind

ALL_KINDS = frozenset(Kind)
BIOLOGICALS = frozenset({Kind.PROTEIN, Kind.ENZYME, Kind.ANTIBODY, Kind.PEPTIDE})
IMMUNE = frozenset({Kind.ANTIBODY})
CELLS = frozenset({Kind.CELL_LINE})
ORGANISMS = frozenset({Kind.CELL_LINE, Kind.MICROORGANISM})
NUCLEIC = frozenset({Kind.OLIGONUCLEOTIDE, Kind.PLASMID})


@dataclass(frozen=True, slots=True)
class CharacteristicKey:
    """One key: ``unit_families`` is empty for a text; ``required`` kinds cannot do without it."""

    key: str
    label: str
    type: Literal["text", "quantity"] = "text"
    kinds: frozenset[Kind] = ALL_KINDS
    unit_families: tuple[str, ...] = ()
    required_for: frozenset[Kind] = frozenset()
    facet: bool = False


REGISTRY = {
    entry.key: entry
    for entry in (
        CharacteristicKey("clone", "Clone", kinds=IMMUNE, required_for=IMMUNE),
        CharacteristicKey("host", "Host", kinds=IMMUNE, facet=True),
        CharacteristicKey("isotype", "Isotype", kinds=IMMUNE, facet=True),
        CharacteristicKey("clonality", "Clonality", kinds=IMMUNE, facet=True),
        CharacteristicKey("conjugate", "Conjugate", kinds=BIOLOGICALS | NUCLEIC, facet=True),
        CharacteristicKey("reactivity", "Species reactivity", kinds=IMMUNE, facet=True),
        CharacteristicKey("antigen", "Antigen", kinds=IMMUNE),
        CharacteristicKey("species", "Species", kinds=ALL_KINDS - {Kind.KIT}),
        CharacteristicKey("source_organism", "Source organism", kinds=ALL_KINDS - CELLS),
        CharacteristicKey("strain", "Strain or serotype", kinds=ALL_KINDS - IMMUNE),
        CharacteristicKey("tissue", "Tissue", kinds=CELLS),
        CharacteristicKey("parental_line", "Parental line", kinds=CELLS, required_for=CELLS),
        CharacteristicKey("reporter", "Reporter gene", kinds=CELLS | {Kind.PLASMID}, facet=True),
        CharacteristicKey("biosafety_level", "Biosafety level", kinds=ORGANISMS, facet=True),
        CharacteristicKey("growth_medium", "Growth medium", kinds=ORGANISMS),
        CharacteristicKey("growth_properties", "Growth properties", kinds=CELLS),
        CharacteristicKey("antibiotic_resistance", "Resistance", kinds=ORGANISMS | NUCLEIC),
        CharacteristicKey("passage", "Passage at freezing", kinds=CELLS),
        CharacteristicKey("mycoplasma", "Mycoplasma status", kinds=CELLS),
        CharacteristicKey("unit_definition", "Unit definition"),
        CharacteristicKey("specific_activity", "Specific activity", "quantity", unit_families=()),
        CharacteristicKey("endotoxin", "Endotoxin", "quantity", unit_families=("endotoxin",)),
        CharacteristicKey("purity", "Purity", "quantity", unit_families=("percent",)),
        CharacteristicKey("expression_host", "Expression host", kinds=BIOLOGICALS, facet=True),
        CharacteristicKey("tag", "Tag", kinds=BIOLOGICALS, facet=True),
        CharacteristicKey("length", "Length", kinds=NUCLEIC | BIOLOGICALS | {Kind.POLYMER}),
        CharacteristicKey("class", "Class", kinds=NUCLEIC, facet=True),
        CharacteristicKey("vector_backbone", "Vector backbone", kinds=frozenset({Kind.PLASMID})),
        CharacteristicKey("preparation", "Preparation method"),
        CharacteristicKey("read_out", "Read-out", kinds=CELLS | {Kind.KIT}, facet=True),
        CharacteristicKey("number_of_tests", "Number of tests", kinds=frozenset({Kind.KIT})),
    )
}


def choices() -> list[tuple[str, str]]:
    return [(entry.key, entry.label) for entry in REGISTRY.values()]
