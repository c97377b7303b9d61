"""Printed amounts as they stand on product pages, and the arithmetic of concentrations."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chemistry.quantity import (
    Operator,
    Quantity,
    QuantityError,
    format_significant,
    mass_to_molar,
    molar_to_mass,
    parse_quantity,
)

PRINTED = {
    "25 mg/mL": ("25", "=", 25, 25, "mg/mL"),
    "25mg/ml": ("25", "=", 25, 25, "mg/mL"),
    "804.02 g/mol": ("804.02", "=", 804.02, 804.02, "g/mol"),
    "1 - 100 nM": ("1 - 100", "=", 1, 100, "nM"),
    "1–100 nM": ("1–100", "=", 1, 100, "nM"),
    "0.1 to 10 uM": ("0.1 to 10", "=", 0.1, 10, "µM"),
    "≥ 98 %": ("≥ 98", "≥", 98, None, "%"),
    ">=98%": (">=98", "≥", 98, None, "%"),
    "min. 95%": ("min. 95", "≥", 95, None, "%"),
    "min 98%": ("min 98", "≥", 98, None, "%"),
    "5 min": ("5", "=", 5, 5, "min"),
    "max 5 %": ("max 5", "≤", None, 5, "%"),
    "> 1 U/mg": ("> 1", ">", 1, None, "U/mg"),
    "< 0.1 EU/μg": ("< 0.1", "<", None, 0.1, "EU/µg"),
    "up to 50 mM": ("up to 50", "≤", None, 50, "mM"),
    "~ 50 kDa": ("~ 50", "~", 50, 50, "kDa"),
    "approx. 22 kD": ("approx. 22", "~", 22, 22, "kDa"),
    "-20 °C": ("-20", "=", -20, -20, "°C"),
    "−20°C": ("−20", "=", -20, -20, "°C"),
    "-25 to -15 °C": ("-25 to -15", "=", -25, -15, "°C"),
    "−25 °C to −15 °C": ("−25 to −15", "=", -25, -15, "°C"),
    "-15 to -25 °C": ("-15 to -25", "=", -25, -15, "°C"),
    "2-8 ºC": ("2-8", "=", 2, 8, "°C"),
    "2 ~ 8 ℃": ("2 ~ 8", "=", 2, 8, "°C"),
    "37 ± 1 °C": ("37 ± 1", "=", 36, 38, "°C"),
    "1,000 U/ml": ("1,000", "=", 1000, 1000, "U/mL"),
    "1,234,567.5 cells": ("1,234,567.5", "=", 1234567.5, 1234567.5, "cells"),
    "0,5 mg": ("0,5", "=", 0.5, 0.5, "mg"),
    "0,125 mg": ("0,125", "=", 0.125, 0.125, "mg"),
    "1e6 cells/ml": ("1e6", "=", 1e6, 1e6, "cells/mL"),
    "5 × 10⁶ cells": ("5 × 10⁶", "=", 5e6, 5e6, "cells"),
    "5x10^6 cells": ("5x10^6", "=", 5e6, 5e6, "cells"),
    "1 × 10⁻⁹ M": ("1 × 10⁻⁹", "=", 1e-9, 1e-9, "M"),
    "5 mg mL-1": ("5", "=", 5, 5, "mg/mL"),
    "5 mg·mL⁻¹": ("5", "=", 5, 5, "mg/mL"),
    "10⁶ cells/vial": ("10⁶", "=", 1e6, 1e6, "cells/vial"),
    "10^5 - 10^6 CFU/mL": ("10^5 - 10^6", "=", 1e5, 1e6, "CFU/mL"),
    "100 tests": ("100", "=", 100, 100, "tests"),
    "50 rxns": ("50", "=", 50, 50, "reactions"),
    "10X": ("10", "=", 10, 10, "×"),
    "pH 7.2 - 7.4": ("7.2 - 7.4", "=", 7.2, 7.4, "pH"),
    "98": ("98", "=", 98, 98, ""),
    "1,5 nM": ("1,5", "=", 1.5, 1.5, "nM"),
    "1,500 nM": ("1,500", "=", 1500, 1500, "nM"),
    "1:800": ("1:800", "=", 800, 800, "dilution"),
    "1 : 800 dilution": ("1 : 800", "=", 800, 800, "dilution"),
    "1/500": ("1/500", "=", 500, 500, "dilution"),
    "1:1,000": ("1:1,000", "=", 1000, 1000, "dilution"),
    "> 1:500": ("> 1:500", ">", 500, None, "dilution"),
    "1:200 - 1:1000": ("1:200 - 1:1000", "=", 200, 1000, "dilution"),
    "1:1000 to 1:200": ("1:1000 to 1:200", "=", 200, 1000, "dilution"),
    "1:200–1000": ("1:200–1000", "=", 200, 1000, "dilution"),
    "12 g/100 mL": ("12", "=", 12, 12, "g/100 mL"),
    "250 UL": ("250", "=", 250, 250, "µL"),
    "1 MIU": ("1", "=", 1, 1, "MIU"),
    "0.1 mM-1 mM": ("0.1-1", "=", 0.1, 1, "mM"),
    "0.1 nM - 1 nM": ("0.1 - 1", "=", 0.1, 1, "nM"),
    "5 s-1": ("5", "=", 5, 5, "s⁻¹"),
    "0.1 - 0.5 min-1": ("0.1 - 0.5", "=", 0.1, 0.5, "min⁻¹"),
    "2e6 M-1s-1": ("2e6", "=", 2e6, 2e6, "M⁻¹s⁻¹"),
}


@pytest.mark.parametrize(("text", "expected"), PRINTED.items(), ids=PRINTED.keys())
def test_printed_amounts(
    text: str, expected: tuple[str, Operator, float | None, float | None, str]
) -> None:
    quantity = parse_quantity(text)
    number, operator, minimum, maximum, unit = expected
    assert (quantity.text, quantity.operator, quantity.unit) == (number, operator, unit)
    assert quantity.minimum == (None if minimum is None else pytest.approx(minimum))
    assert quantity.maximum == (None if maximum is None else pytest.approx(maximum))


def test_a_bare_factor_is_no_dilution() -> None:
    assert parse_quantity("1:800", unit="dilution").maximum == 800
    with pytest.raises(QuantityError, match="'800' is no dilution; write one as 1:800"):
        parse_quantity("800", unit="dilution")


def test_only_a_single_number_has_a_value() -> None:
    assert parse_quantity("25 mg").value == 25
    assert parse_quantity("1-100 nM").value is None
    assert parse_quantity("≥ 98 %").value is None


def test_the_unit_of_the_column_applies_where_the_cell_has_none() -> None:
    assert parse_quantity("25", unit="mg/ml").unit == "mg/mL"
    assert parse_quantity("25 µg/mL", unit="mg/mL").unit == "µg/mL"
    with pytest.raises(QuantityError, match=r"is in mM, where a value in mg/mL is expected"):
        parse_quantity("25 mM", unit="mg/mL")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "No number"),
        ("not tested", "No number can be read in 'not tested'"),
        ("mg/mL", "No number"),
        ("5 mgg/mL", r"'mgg/mL' is not a unit known here; did you mean mg/mL\?"),
        ("5 NM", r"did you mean nM or nm\?"),
        ("100 - 1 nM", "runs backwards"),
        ("1 nM - 1 µM", "has the units nM and µM"),
        ("> 1 - 5 nM", "both '>' and a range"),
        ("1 x 10e6 cells", "not a unit known here"),  # 10⁶ or 10⁷
        ("5:1", "not a unit known here"),
        ("1:200 µg/mL", "has the units dilution and µg/mL"),
        ("98+ %", "write ≥ in front"),
        ("1e999 g", "No number|too large|not a unit"),
    ],
)
def test_errors_say_what_was_seen_and_what_would_be_right(text: str, problem: str) -> None:
    with pytest.raises(QuantityError, match=problem):
        parse_quantity(text)


@given(st.text(alphabet="0123456789 .,-–+±×x^eE⁶<>≥~mgMLµ/°C%", max_size=16) | st.text(max_size=16))
def test_any_text_is_either_read_or_refused_in_one_sentence(text: str) -> None:
    refused = ""
    try:
        quantity = parse_quantity(text)
    except QuantityError as error:
        refused = str(error)
    else:
        assert quantity.minimum is not None or quantity.maximum is not None
        if quantity.minimum is not None and quantity.maximum is not None:
            assert quantity.minimum <= quantity.maximum
    assert "\n" not in refused
    assert refused[-1:] in {"", ".", "?"}


UNITS = st.sampled_from(["mg/mL", "µM", "°C", "%", "U/mg", "cells/mL", "kDa", ""])
NUMBERS = st.decimals(-10_000, 10_000, places=2).map(str)


@given(NUMBERS, UNITS)
def test_a_formatted_value_reads_as_itself(number: str, unit: str) -> None:
    value = float(number)
    assert parse_quantity(f"{number} {unit}") == Quantity(number, "=", value, value, unit)


@given(st.floats(0.001, 1000), st.floats(0.001, 1000), st.sampled_from([" - ", "-", "–", " to "]))
def test_a_formatted_range_reads_as_itself(one: float, other: float, dash: str) -> None:
    low, high = sorted([one, other])
    quantity = parse_quantity(f"{low:f}{dash}{high:f} nM")
    assert (quantity.minimum, quantity.maximum) == (float(f"{low:f}"), float(f"{high:f}"))


def test_tacrolimus_in_dmso() -> None:
    """100 mg/mL at 804.02 g/mol is 124.4 mM."""
    assert mass_to_molar(100, 804.02) == pytest.approx(124.376, abs=0.001)
    assert format_significant(mass_to_molar(100, 804.02)) == "124"


@given(st.floats(1e-6, 1e6), st.floats(1, 1e6))
def test_mass_and_molar_are_inverse(value: float, weight: float) -> None:
    assert molar_to_mass(mass_to_molar(value, weight), weight) == pytest.approx(value)


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_a_molecular_weight_is_above_zero(weight: float) -> None:
    with pytest.raises(QuantityError, match="above 0 g/mol"):
        mass_to_molar(1, weight)
    with pytest.raises(QuantityError, match="above 0 g/mol"):
        molar_to_mass(1, weight)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (124.376, "124"),
        (0.012345, "0.0123"),
        (12345, "12300"),
        (1, "1.00"),
        (0, "0"),
        (-2.5, "-2.50"),
        (9.999, "10.0"),
        (1.234e-9, "1.23e-9"),
        (5e12, "5.00e12"),
    ],
)
def test_significant_digits(value: float, shown: str) -> None:
    assert format_significant(value) == shown


def test_a_number_that_is_not_finite_is_not_shown() -> None:
    with pytest.raises(QuantityError):
        format_significant(float("nan"))


def test_reading_a_quantity_loads_neither_pint_nor_rdkit() -> None:
    program = (
        "import sys; from catalog.chemistry import cas, formula, quantity, weight; "
        "quantity.parse_quantity('25 mg/mL'); print(sorted({'pint', 'rdkit'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
