"""The key of a formula is one for every way to write it."""

from itertools import permutations

import pytest

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import parse_formula
from catalog.identifier_keys import formula_key
from catalog.keys import match_key

SYMBOLS = ("C", "H", "Br", "Cl", "F", "I", "N", "O", "P", "S", "Si")


def read(text: str) -> str:
    try:
        return match_key(parse_formula(text).total_hill or "")
    except ChemistryError:
        return ""


def test_the_shortcut_knows_the_order_of_elements() -> None:
    for one, two, three in permutations(SYMBOLS, 3):
        for text in (f"{one}{two}2", f"{one}5{two}{three}12"):
            assert formula_key(text) == read(text) != ""


@pytest.mark.parametrize("count", ["", "1", "2", "9", "10", "1234", "12345", "0", "05", "²", "2.5"])
def test_the_shortcut_knows_counts(count: str) -> None:
    for text in (f"C{count}H4", f"C4H{count}", f"C2H6O{count}"):
        assert formula_key(text) == read(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("C8H10N4O2", "c8h10n4o2"),
        ("N4O2C8H10", "c8h10n4o2"),
        ("C₈H₁₀N₄O₂", "c8h10n4o2"),
        ("C44H69NO12·H2O", "c44h71no13"),
        ("ClCH3", "ch3cl"),
        ("CHI3", "chi3"),
        ("C6H5SiCl3", "c6h5cl3si"),
        ("Co", ""),
        ("FK-506", ""),
    ],
)
def test_formula_key(text: str, key: str) -> None:
    assert formula_key(text) == key
