"""The registry of characteristics: which keys exist, what they hold and whom they suit.

A supplier does not invent keys while typing; a key that is missing here is added here, with its
label, its type and the kinds of product it belongs to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from catalog.models.kinds import Kind

Kinds = frozenset[Kind]

NONE: Kinds = frozenset()
ALL_KINDS = frozenset(Kind)
BIOLOGICALS = frozenset({Kind.PROTEIN, Kind.ENZYME, Kind.ANTIBODY, Kind.PEPTIDE})
IMMUNE = frozenset({Kind.ANTIBODY})
CELLS = frozenset({Kind.CELL_LINE})
ORGANISMS = frozenset({Kind.CELL_LINE, Kind.MICROORGANISM})
PLASMIDS = frozenset({Kind.PLASMID})
KITS = frozenset({Kind.KIT})
NUCLEIC = frozenset({Kind.OLIGONUCLEOTIDE, Kind.PLASMID})

Texts = Mapping[str, str]
"""The characteristics of a product: by key, the text in small letters."""


def _never(texts: Texts) -> bool:
    return False


def _is_polyclonal(texts: Texts) -> bool:
    """Many clones, of several isotypes."""
    clonality = texts.get("clonality", "")
    return any(word in clonality for word in ("polyclonal", "serum", "oligoclonal"))


def _is_not_derived(texts: Texts) -> bool:
    """A line as it was isolated is nobody's daughter; one that was changed has a parent."""
    return not any(texts.get(key) for key in ("reporter", "antibiotic_resistance"))


def _knows_its_source(texts: Texts) -> bool:
    return bool(texts.get("source_organism"))


@dataclass(frozen=True, slots=True)
class CharacteristicKey:
    """One key: ``unit_families`` is empty for a text.

    ``kinds`` may have it; of those, ``expected_of`` says that it is not determined where it is
    missing, and ``required_of`` cannot be published without it; ``unless`` tells from the other
    characteristics that it cannot apply.
    """

    key: str
    label: StrPromise
    type: Literal["text", "quantity"] = "text"
    kinds: Kinds = ALL_KINDS
    expected_of: Kinds = NONE
    required_of: Kinds = NONE
    unless: Callable[[Texts], bool] = _never
    unit_families: tuple[str, ...] = ()
    facet: bool = False


REGISTRY = {
    entry.key: entry
    for entry in (
        CharacteristicKey(
            "clone", _("Clone"),
            kinds=IMMUNE, expected_of=IMMUNE, required_of=IMMUNE, unless=_is_polyclonal,
        ),
        CharacteristicKey("host", _("Host"), kinds=IMMUNE, expected_of=IMMUNE, facet=True),
        CharacteristicKey(
            "isotype", _("Isotype"),
            kinds=IMMUNE, expected_of=IMMUNE, unless=_is_polyclonal, facet=True,
        ),
        CharacteristicKey(
            "clonality", _("Clonality"), kinds=IMMUNE, expected_of=IMMUNE, facet=True
        ),
        CharacteristicKey("conjugate", _("Conjugate"), kinds=BIOLOGICALS | NUCLEIC, facet=True),
        CharacteristicKey(
            "reactivity", _("Species reactivity"), kinds=IMMUNE, expected_of=IMMUNE, facet=True
        ),
        CharacteristicKey("antigen", _("Antigen"), kinds=IMMUNE),
        CharacteristicKey("species", _("Species"), kinds=ALL_KINDS - {Kind.KIT}, expected_of=CELLS),
        CharacteristicKey("source_organism", _("Source organism"), kinds=ALL_KINDS - CELLS),
        CharacteristicKey("strain", _("Strain or serotype"), kinds=ALL_KINDS - IMMUNE),
        CharacteristicKey("tissue", _("Tissue"), kinds=CELLS, expected_of=CELLS),
        CharacteristicKey(
            "parental_line", _("Parental line"),
            kinds=CELLS, expected_of=CELLS, required_of=CELLS, unless=_is_not_derived,
        ),
        CharacteristicKey("reporter", _("Reporter gene"), kinds=CELLS | {Kind.PLASMID}, facet=True),
        CharacteristicKey(
            "biosafety_level", _("Biosafety level"), kinds=ORGANISMS, expected_of=CELLS, facet=True
        ),
        CharacteristicKey("growth_medium", _("Growth medium"), kinds=ORGANISMS, expected_of=CELLS),
        CharacteristicKey("growth_properties", _("Growth properties"), kinds=CELLS),
        CharacteristicKey(
            "antibiotic_resistance", _("Resistance"),
            kinds=ORGANISMS | NUCLEIC, expected_of=PLASMIDS,
        ),
        CharacteristicKey("passage", _("Passage at freezing"), kinds=CELLS),
        CharacteristicKey("mycoplasma", _("Mycoplasma status"), kinds=CELLS, expected_of=CELLS),
        CharacteristicKey("unit_definition", _("Unit definition")),
        CharacteristicKey(
            "specific_activity", _("Specific activity"), "quantity",
            expected_of=frozenset({Kind.ENZYME}),
        ),
        CharacteristicKey("endotoxin", _("Endotoxin"), "quantity", unit_families=("endotoxin",)),
        CharacteristicKey("purity", _("Purity"), "quantity", unit_families=("percent",)),
        CharacteristicKey(
            "expression_host", _("Expression host"),
            kinds=BIOLOGICALS, expected_of=frozenset({Kind.PROTEIN, Kind.ENZYME}),
            unless=_knows_its_source, facet=True,
        ),
        CharacteristicKey("tag", _("Tag"), kinds=BIOLOGICALS, facet=True),
        CharacteristicKey("length", _("Length"), kinds=NUCLEIC | BIOLOGICALS | {Kind.POLYMER}),
        CharacteristicKey("class", _("Class"), kinds=NUCLEIC, facet=True),
        CharacteristicKey(
            "vector_backbone", _("Vector backbone"), kinds=PLASMIDS, expected_of=PLASMIDS
        ),
        CharacteristicKey("preparation", _("Preparation method")),
        CharacteristicKey("read_out", _("Read-out"), kinds=CELLS | KITS, facet=True),
        CharacteristicKey("number_of_tests", _("Number of tests"), kinds=KITS, expected_of=KITS),
    )
}  # fmt: skip


def choices() -> list[tuple[str, StrPromise]]:
    return [(entry.key, entry.label) for entry in REGISTRY.values()]
