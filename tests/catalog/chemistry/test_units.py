"""Units: one spelling each, their families, and conversion."""

import pytest

from catalog.chemistry.units import UNIT_FAMILIES, QuantityError, convert, family_of, parse_unit

EVERY_UNIT = [unit for units in UNIT_FAMILIES.values() for unit in units]


def test_no_unit_is_in_two_families() -> None:
    assert len(EVERY_UNIT) == len(set(EVERY_UNIT))


@pytest.mark.parametrize("unit", EVERY_UNIT)
def test_a_canonical_unit_stays_what_it_is(unit: str) -> None:
    assert parse_unit(unit) == unit
    assert unit in UNIT_FAMILIES[family_of(unit) or ""]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("mg/ml", "mg/mL"),
        ("MG/ML", "mg/mL"),
        ("ug", "µg"),
        ("μg", "µg"),
        ("mcg", "µg"),
        ("mcg/mL", "µg/mL"),
        ("mcg/mg", "µg/mg"),
        ("g/mole", "g/mol"),
        ("nmole", "nmol"),
        ("nmoles", "nmol"),
        ("wt.%", "% (w/w)"),
        ("wt. %", "% (w/w)"),
        ("u/mL", "U/mL"),
        ("d", "days"),
        ("ul", "µL"),
        ("uM", "µM"),
        ("um", "µm"),
        ("umol/L", "µM"),
        ("mmol/l", "mM"),
        ("units/ml", "U/mL"),
        ("mg / mL", "mg/mL"),
        ("mg per mL", "mg/mL"),
        ("% w/v", "% (w/v)"),
        ("ºC", "°C"),
        ("hrs", "h"),
        ("UL", "µL"),
        ("UG/ML", "µg/mL"),
        ("mcM", "µM"),
        ("mcL", "µL"),
        ("micromolar", "µM"),
        ("nanomolar", "nM"),
        ("milligrams per milliliter", "mg/mL"),
        ("g/100ml", "g/100 mL"),
        ("M^-1 s^-1", "M⁻¹s⁻¹"),
        ("M−1·sec−1", "M⁻¹s⁻¹"),
        ("1/(M·s)", "M⁻¹s⁻¹"),
        ("/M/s", "M⁻¹s⁻¹"),
        ("1/s", "s⁻¹"),
        ("µL per test", "µL/test"),
        ("", ""),
    ],
)
def test_other_spellings(typed: str, unit: str) -> None:
    assert parse_unit(typed) == unit


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        (25, "mg/mL", "g/L", 25),
        (1, "µg/µL", "mg/mL", 1),
        (250, "nM", "µM", 0.25),
        (25, "°C", "K", 298.15),
        (-20, "°C", "°F", -4),
        (50, "kDa", "g/mol", 50_000),
        (2, "kU/mL", "U/µL", 2),
        (1, "EU/µg", "EU/mg", 1000),
        (2, "weeks", "days", 14),
        (3, "kb", "bp", 3000),
        (1e6, "cells/mL", "cells/µL", 1000),
        (5, "tests", "test", 5),
        (12, "g/100 mL", "g/L", 120),
        (1, "g/10 mL", "g/L", 100),
        (1, "MIU", "IU", 1e6),
        (1e6, "M⁻¹s⁻¹", "µM⁻¹s⁻¹", 1),
    ],
)
def test_conversion(value: float, source: str, target: str, result: float) -> None:
    assert convert(value, source, target) == pytest.approx(result)


@pytest.mark.parametrize("family", UNIT_FAMILIES)
def test_conversion_there_and_back(family: str) -> None:
    first, *others = UNIT_FAMILIES[family]
    for other in others:
        try:
            there = convert(7.5, first, other)
        except QuantityError:
            continue  # a family may hold units that only share a meaning
        assert convert(there, other, first) == pytest.approx(7.5)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("mg", "mL"),
        ("U", "IU"),
        ("CFU", "cells"),
        ("%", "mg/mL"),
        ("tests", "vials"),
        ("dilution", "×"),
    ],
)
def test_units_of_different_kinds_are_refused(source: str, target: str) -> None:
    with pytest.raises(QuantityError, match=f"1 {source} can't be converted to {target}"):
        convert(1, source, target)


def test_mass_to_molar_concentration_asks_for_the_weight() -> None:
    with pytest.raises(QuantityError, match="needs the molecular weight"):
        convert(1, "mg/mL", "mM")


@pytest.mark.parametrize("typed", ["u", "D"])
def test_a_letter_of_several_meanings_is_refused(typed: str) -> None:
    """u is of mass to a chemist and of activity to a biochemist; D is debye, dalton or day."""
    with pytest.raises(QuantityError, match=f"'{typed}' is not a unit known here; did you mean"):
        parse_unit(typed)


@pytest.mark.parametrize(
    "typed", ["mM/mL", "g/L mL", "U/gg/L", "mVM", "kMg", "xM", "mol/mg", "µXM"]
)
def test_no_unit_of_another_kind_or_value_is_proposed(typed: str) -> None:
    with pytest.raises(QuantityError, match=r"write one such as mg/mL, µM or °C\.$"):
        parse_unit(typed)


def test_an_unknown_unit_is_told_with_the_nearest() -> None:
    with pytest.raises(
        QuantityError, match=r"'mgg/mL' is not a unit known here; did you mean mg/mL\?"
    ):
        parse_unit("mgg/mL")
    assert family_of("mgg/mL") is None
