"""What is to be known of a product of its kind: the one declaration of it.

Curation asks what is required, pages and datasheets say of what is expected that it was not
determined, a comparison says it of whatever applies. A fact that cannot apply is absent everywhere:
by the kind, or because of what else the document says, as a polyclonal antibody has no clone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from catalog.models import Kind
from catalog.models.characteristic_keys import REGISTRY
from catalog.spec.declaration import ProductMembers

Kinds = frozenset[Kind]

NONE: Final[Kinds] = frozenset()
ALL: Final = frozenset(Kind)
CHEMICALS: Final = frozenset({Kind.SMALL_MOLECULE, Kind.NATURAL_PRODUCT})
DEFINED: Final = CHEMICALS | {Kind.PEPTIDE}
SEQUENCED: Final = frozenset({Kind.PEPTIDE, Kind.OLIGONUCLEOTIDE})
COUNTED: Final = frozenset({Kind.CELL_LINE, Kind.KIT, Kind.CONSUMABLE})
ACTIVE: Final = ALL - COUNTED - {Kind.PLASMID}
"""Kinds of which an amount is added to an experiment to act on something in it."""
ANTIBODY: Final = frozenset({Kind.ANTIBODY})
CELLS: Final = frozenset({Kind.CELL_LINE})


def _never(document: ProductMembers) -> bool:
    return False


def value(document: ProductMembers, key: str) -> str:
    """The text of a characteristic, in small letters; nothing if it is not known."""
    texts = (row.value.text for row in document.characteristics
             if row.key == key and row.value)  # fmt: skip
    return next(texts, "").casefold()


def _is_polyclonal(document: ProductMembers) -> bool:
    """Many clones, of several isotypes."""
    return any(
        word in value(document, "clonality") for word in ("polyclonal", "serum", "oligoclonal")
    )


def _is_not_derived(document: ProductMembers) -> bool:
    """A line as it was isolated is nobody's daughter; one that was changed has a parent."""
    return not any(value(document, key) for key in ("reporter", "antibiotic_resistance"))


def _is_mixture(document: ProductMembers) -> bool:
    return bool(document.constituents)


def _is_told_by_sequence(document: ProductMembers) -> bool:
    return _is_mixture(document) or bool(document.sequences)


def _is_drawn(document: ProductMembers) -> bool:
    return bool(document.compound and document.compound.smiles)


def _is_solution(document: ProductMembers) -> bool:
    """It comes dissolved."""
    return bool(document.supplied_concentration or document.supplied_solvent)


def _is_stored_part_by_part(document: ProductMembers) -> bool:
    parts = document.kit_components
    return bool(parts) and all(part.storage for part in parts)


def _knows_its_source(document: ProductMembers) -> bool:
    return bool(value(document, "source_organism"))


@dataclass(frozen=True, slots=True)
class Expectation:
    """Kinds that a fact applies to, of those the ones where it is expected, and of those again the
    ones that cannot be published without it; ``unless`` tells from the document that it cannot
    apply."""

    applies_to: Kinds
    expected_of: Kinds = NONE
    required_of: Kinds = NONE
    unless: Callable[[ProductMembers], bool] = _never


FACTS: Mapping[str, Expectation] = {
    "cas": Expectation(CHEMICALS, CHEMICALS, unless=_is_mixture),
    "formula": Expectation(DEFINED, DEFINED, unless=_is_told_by_sequence),
    "molecular_weight": Expectation(DEFINED, DEFINED, unless=_is_mixture),
    "sequence": Expectation(SEQUENCED, SEQUENCED, unless=_is_drawn),
    "solubility": Expectation(DEFINED, DEFINED, unless=_is_solution),
    "storage": Expectation(
        ALL - {Kind.CONSUMABLE}, ALL - {Kind.CONSUMABLE}, unless=_is_stored_part_by_part
    ),
    **dict.fromkeys(("form", "stereochemistry", "inchikey"), Expectation(CHEMICALS)),
    "appearance": Expectation(ALL - COUNTED),
    "working_concentration": Expectation(ACTIVE),
    "activity": Expectation(ACTIVE),
    **{key: Expectation(entry.kinds) for key, entry in REGISTRY.items()},
    "clone": Expectation(ANTIBODY, ANTIBODY, ANTIBODY, unless=_is_polyclonal),
    "isotype": Expectation(ANTIBODY, ANTIBODY, unless=_is_polyclonal),
    **dict.fromkeys(("host", "clonality", "reactivity"), Expectation(ANTIBODY, ANTIBODY)),
    "parental_line": Expectation(CELLS, CELLS, CELLS, unless=_is_not_derived),
    "species": Expectation(REGISTRY["species"].kinds, CELLS),
    **dict.fromkeys(("tissue", "mycoplasma"), Expectation(CELLS, CELLS)),
    **{
        key: Expectation(REGISTRY[key].kinds, CELLS) for key in ("biosafety_level", "growth_medium")
    },
    "specific_activity": Expectation(ALL, frozenset({Kind.ENZYME})),
    "expression_host": Expectation(
        REGISTRY["expression_host"].kinds,
        frozenset({Kind.PROTEIN, Kind.ENZYME}),
        unless=_knows_its_source,
    ),
    "antibiotic_resistance": Expectation(
        REGISTRY["antibiotic_resistance"].kinds, frozenset({Kind.PLASMID})
    ),
    "vector_backbone": Expectation(
        REGISTRY["vector_backbone"].kinds, frozenset({Kind.PLASMID})
    ),
    "number_of_tests": Expectation(REGISTRY["number_of_tests"].kinds, frozenset({Kind.KIT})),
}  # fmt: skip


def applies(document: ProductMembers, fact: str) -> bool:
    """Whether a value could be determined for this product."""
    return _holds(document, fact, lambda known: known.applies_to)


def is_expected(document: ProductMembers, fact: str) -> bool:
    """Whether it is said where it is not known."""
    return _holds(document, fact, lambda known: known.expected_of)


def is_required(document: ProductMembers, fact: str) -> bool:
    """Whether the product cannot be published without it."""
    return _holds(document, fact, lambda known: known.required_of)


def _holds(document: ProductMembers, fact: str, kinds: Callable[[Expectation], Kinds]) -> bool:
    known = FACTS.get(fact)
    return known is not None and document.kind in kinds(known) and not known.unless(document)
