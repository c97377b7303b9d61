"""What is to be known of a kind depends on what else is said of the product."""

from typing import Any

import pytest

from catalog.models import Kind
from catalog.models.characteristic_keys import REGISTRY
from catalog.specification.declaration import Specification
from catalog.specification.expected import FACTS, applies, is_expected, is_required
from tests.typed import specification_of


def document(
    kind: Kind, characteristics: dict[str, str] | None = None, **members: Any
) -> Specification:
    rows = [{"key": key, "value": {"text": text}} for key, text in (characteristics or {}).items()]
    return specification_of(kind=kind, characteristics=rows, **members)


def test_required_is_expected_and_expected_applies() -> None:
    for name, known in FACTS.items():
        assert known.required_of <= known.expected_of <= known.applies_to, name
    assert set(REGISTRY) <= set(FACTS)


@pytest.mark.parametrize("clonality", ["", "Monoclonal", "Recombinant monoclonal"])
def test_an_antibody_has_a_clone(clonality: str) -> None:
    antibody = document(Kind.ANTIBODY, {"clonality": clonality} if clonality else None)
    assert is_required(antibody, "clone")
    assert is_expected(antibody, "isotype")


@pytest.mark.parametrize("clonality", ["Polyclonal", "polyclonal", "Antiserum"])
def test_a_polyclonal_antibody_has_none(clonality: str) -> None:
    antibody = document(Kind.ANTIBODY, {"clonality": clonality})
    for name in ("clone", "isotype"):
        assert not is_required(antibody, name)
        assert not is_expected(antibody, name)
        assert not applies(antibody, name)
    assert is_expected(antibody, "host")


SEQUENCE = [{"type": "protein", "text": "ACDEFG"}]
PARTS = [{"name": "Buffer", "storage": "4 °C"}, {"name": "Substrate", "storage": "-20 °C"}]
ELSEWHERE = [{"name": "Buffer", "storage": "4 °C"}, {"name": "Substrate", "storage": None}]


@pytest.mark.parametrize(
    ("product", "fact", "expected"),
    [
        (document(Kind.PEPTIDE), "formula", True),
        (document(Kind.PEPTIDE, sequences=SEQUENCE), "formula", False),
        (document(Kind.PEPTIDE, sequences=SEQUENCE), "molecular_weight", True),
        (document(Kind.PEPTIDE), "sequence", True),
        (document(Kind.PEPTIDE, compound={"smiles": "NCC(=O)O"}), "sequence", False),
        (document(Kind.PROTEIN), "tag", False),
        (document(Kind.PROTEIN), "expression_host", True),
        (document(Kind.PROTEIN, {"source_organism": "Bovine"}), "expression_host", False),
        (document(Kind.KIT), "storage", True),
        (document(Kind.KIT, kit_components=PARTS), "storage", False),
        (document(Kind.KIT, kit_components=ELSEWHERE), "storage", True),
        (document(Kind.CELL_LINE), "parental_line", False),
        (document(Kind.CELL_LINE, {"reporter": "Luciferase"}), "parental_line", True),
        (document(Kind.CELL_LINE), "species", True),
        (document(Kind.NATURAL_PRODUCT), "formula", True),
        (document(Kind.NATURAL_PRODUCT, constituents=[{"name": "A"}]), "formula", False),
        (document(Kind.MICROORGANISM), "formula", False),
        (document(Kind.SMALL_MOLECULE), "solubility", True),
        (document(Kind.SMALL_MOLECULE, supplied_solvent="DMSO"), "solubility", False),
        (document(Kind.POLYMER), "molecular_weight", False),
        (document(Kind.CONSUMABLE), "storage", False),
        (document(Kind.PLASMID), "vector_backbone", True),
        (document(Kind.SMALL_MOLECULE), "unheard_of", False),
    ],
)
def test_what_is_expected(product: Specification, fact: str, expected: bool) -> None:
    assert is_expected(product, fact) is expected
