"""Drawings: small, without inline styles, readable by machines, and of the right molecule."""

import re
from xml.etree import ElementTree

import pytest

from catalog.chemistry.drawing import draw_structure
from catalog.chemistry.structure import StructureError

TACROLIMUS = (
    r"C=CC[C@@H]1/C=C(\C)C[C@H](C)C[C@H](OC)[C@H]2O[C@@](O)(C(=O)C(=O)N3CCCC[C@H]3C(=O)O[C@H]"
    r"(/C(C)=C/[C@@H]3CC[C@@H](O)[C@H](OC)C3)[C@H](C)[C@@H](O)CC1=O)[C@H](C)C[C@@H]2OC"
)
MOLECULES = [
    TACROLIMUS,
    "CC(=O)Oc1ccccc1C(=O)O",
    "[13CH3]C(=O)[O-].[Na+]",
    "C[CH2]",
    "C*",
    "[2H]O[2H]",
]
SVG = "{http://www.w3.org/2000/svg}"


def test_a_macrocycle_stays_small() -> None:
    assert len(draw_structure(TACROLIMUS, title="Tacrolimus").encode()) < 12_000


@pytest.mark.parametrize("smiles", MOLECULES)
def test_only_attributes_and_the_colour_of_the_text(smiles: str) -> None:
    svg = draw_structure(smiles, title="A molecule")
    assert "style" not in svg
    assert "rdkit" not in svg
    assert "<?xml" not in svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"currentColor", "none"}
    assert {element.tag for element in ElementTree.fromstring(svg)} == {f"{SVG}title", f"{SVG}path"}


@pytest.mark.parametrize("smiles", MOLECULES)
def test_everything_lies_within_the_view(smiles: str) -> None:
    root = ElementTree.fromstring(draw_structure(smiles, title="A molecule", width=200, height=150))
    assert root.get("viewBox") == "0 0 200 150"
    starts = [
        (float(x), float(y))
        for path in root.iter(f"{SVG}path")
        for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path.get("d", ""))
    ]
    assert starts
    assert all(-1 <= x <= 201 and -1 <= y <= 151 for x, y in starts)


def test_bonds_of_one_stroke_are_one_path() -> None:
    paths = list(
        ElementTree.fromstring(draw_structure("CCCCCCCC", title="octane")).iter(f"{SVG}path")
    )
    assert len(paths) == 1
    assert paths[0].get("d", "").count("M") >= 7


BENZOIC_ACID = "OC(=O)c1ccccc1"
RING = (3, 4, 5, 6, 7, 8)


def marked_paths(svg: str) -> list[ElementTree.Element]:
    return [path for path in ElementTree.fromstring(svg) if path.get("class") == "match"]


def test_marked_atoms_are_thick_and_of_a_class() -> None:
    plain = draw_structure(BENZOIC_ACID, title="Benzoic acid")
    (ring,) = marked_paths(draw_structure(BENZOIC_ACID, title="Benzoic acid", marked=RING))

    assert marked_paths(plain) == []
    assert float(ring.get("stroke-width", "")) >= 1.5 * 2
    assert ring.get("d", "").count("M") == 9 + 5  # bonds, three of them double; corners


def test_what_is_not_marked_stays_as_it_is() -> None:
    svg = draw_structure(BENZOIC_ACID, title="Benzoic acid", marked=(0, 1, 2))
    letters, bonds = sorted(marked_paths(svg), key=lambda path: path.get("fill", ""))

    assert letters.get("fill") == "currentColor"  # OH and O, in bold
    assert bonds.get("d", "").count("M") == 3 + 1  # C-O, C=O, and the corner between them
    assert svg.count("<path") == 3  # beside them, the ring


@pytest.mark.parametrize("smiles", MOLECULES)
def test_marking_everything_leaves_nothing_thin(smiles: str) -> None:
    svg = draw_structure(smiles, title="A molecule", marked=range(200))
    paths = list(ElementTree.fromstring(svg).iter(f"{SVG}path"))
    assert paths
    assert all(path.get("class") == "match" for path in paths)


def test_the_title_is_the_accessible_name() -> None:
    svg = draw_structure("CCO", title='Ethanol <"&">', title_id="structure-title")
    root = ElementTree.fromstring(svg)
    title = root.find(f"{SVG}title")
    assert root.get("role") == "img"
    assert title is not None
    assert title.text == 'Ethanol <"&">'
    assert root.get("aria-labelledby") == title.get("id") == "structure-title"


def test_the_same_molecule_is_the_same_text() -> None:
    assert draw_structure(TACROLIMUS, title="t") == draw_structure(TACROLIMUS, title="t")


def test_what_cannot_be_read_is_not_drawn() -> None:
    with pytest.raises(StructureError):
        draw_structure("C(", title="nothing")
    with pytest.raises(StructureError, match="positive size"):
        draw_structure("CCO", title="flat", height=0)
    with pytest.raises(StructureError, match="at most 2 atoms, and 'CCO' has 3"):
        draw_structure("CCO", title="crowded", most_atoms=2)
