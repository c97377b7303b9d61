"""The tables of the elements against RDKit's, which were typed by other people."""

import pytest
from rdkit import Chem

from catalog.chemistry.elements import CURRENT, ISOTOPES, MONOISOTOPIC, PREVIOUS, SYMBOLS

TABLE = Chem.GetPeriodicTable()


def test_symbols_stand_at_their_atomic_number() -> None:
    assert [TABLE.GetElementSymbol(number) for number in range(1, 119)] == list(SYMBOLS)


@pytest.mark.parametrize("symbol", CURRENT)
def test_weights_agree_with_rdkit(symbol: str) -> None:
    assert CURRENT[symbol] == pytest.approx(TABLE.GetAtomicWeight(symbol), rel=1.2e-3)
    assert PREVIOUS[symbol] == pytest.approx(TABLE.GetAtomicWeight(symbol), rel=1.2e-3)


@pytest.mark.parametrize("symbol", MONOISOTOPIC)
def test_the_most_abundant_isotope_agrees_with_rdkit(symbol: str) -> None:
    mass = TABLE.GetMassForIsotope(symbol, TABLE.GetMostCommonIsotope(symbol))
    assert MONOISOTOPIC[symbol] == pytest.approx(mass, abs=3e-5)


@pytest.mark.parametrize(("symbol", "number"), ISOTOPES)
def test_isotope_masses_agree_with_rdkit(symbol: str, number: int) -> None:
    assert ISOTOPES[symbol, number] == pytest.approx(
        TABLE.GetMassForIsotope(symbol, number), abs=3e-5
    )


def test_the_two_eras_are_those_of_the_reports() -> None:
    assert [PREVIOUS[symbol] for symbol in "CHNO"] == [12.0107, 1.00794, 14.0067, 15.9994]
    assert [CURRENT[symbol] for symbol in "CHNO"] == [12.011, 1.008, 14.007, 15.999]
    assert (PREVIOUS["Zn"], CURRENT["Zn"]) == (65.38, 65.38)
    assert (PREVIOUS["Se"], CURRENT["Se"]) == (78.96, 78.971)


def test_an_element_without_a_standard_weight_has_none() -> None:
    assert "Tc" in SYMBOLS
    assert "Tc" not in CURRENT
    assert ("Tc", 99) in ISOTOPES
