"""Remarks beside a printed number, and the second amounts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chemistry.quantity import QuantityError, parse_quantity, with_remark

READ = {
    "≥97% (GC)": ("≥97", "%", "GC"),
    "> 90 %, by SDS-PAGE": ("> 90", "%", "by SDS-PAGE"),
    "min 98% by titration": ("min 98", "%", "by titration"),
    "7 nM (n=4)": ("7", "nM", "n=4"),
    "7 nM [3 replicates]": ("7", "nM", "3 replicates"),
    "7 nM at 10 µM ATP": ("7", "nM", "at 10 µM ATP"),
    "-20 °C (desiccate)": ("-20", "°C", "desiccate"),
    "2–8 °C; do not freeze": ("2–8", "°C", "do not freeze"),
    "97% (GC, 254 nm)": ("97", "%", "GC, 254 nm"),
    "50 mg/mL (60 °C)": ("50", "mg/mL", "60 °C"),
    "97% (GC) (dried)": ("97", "%", "(GC) (dried)"),
    "97％（GC）": ("97", "%", "GC"),
    "10 % (w/w) (dry basis)": ("10", "% (w/w)", "dry basis"),
    "1,5 nM (n=4)": ("1,5", "nM", "n=4"),
    "1,500 nM, n = 4": ("1,500", "nM", "n = 4"),
    "7.2 (n=3)": ("7.2", "", "n=3"),
    "14.5 g/kg (95 % CI 13.4 to 15.7 g/kg)": ("14.5", "g/kg", "95 % CI 13.4 to 15.7 g/kg"),
    "1:500 (WB)": ("1:500", "dilution", "WB"),
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ.keys())
def test_number_unit_and_remark_are_told_apart(text: str, expected: tuple[str, str, str]) -> None:
    read = parse_quantity(text)
    assert (read.text, read.unit, read.remark) == expected


@pytest.mark.parametrize("text", ["5 % (w/v)", "5 %, w/v", "5 % w/v"])
def test_a_unit_in_brackets_is_a_unit(text: str) -> None:
    read = parse_quantity(text)
    assert (read.unit, read.remark) == ("% (w/v)", "")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("5 mg (10 mM)", "10 mM"),
        ("50 mg/mL (116.2 mM)", "116.2 mM"),
        ("97% (GC), 98% (HPLC)", "98%"),
        ("97% (GC: 98%)", "98%"),
        ("97% (GC/98% HPLC)", "98% HPLC"),
        ("97 %, 98 by HPLC", "98 by HPLC"),
        ("97%, 98", "98"),
        ("-20 °C (4 °C)", "4 °C"),
        ("7 nM (10 µM ATP)", "10 µM ATP"),
        ("12 g in 100 mL", "in 100 mL"),
        ("1 mL (5 × 10⁶ cells)", "5 × 10⁶ cells"),
        ("10 µg/mL (1:100)", "1:100"),
        ("1, 5 mg", "5 mg"),
    ],
)
def test_a_second_amount_is_refused_and_named(text: str, second: str) -> None:
    with pytest.raises(QuantityError, match="says a second amount") as refusal:
        parse_quantity(text)
    assert f"second amount, {second};" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("97% GC", r"write it in brackets: % \(GC\)"),
        ("300 U/mg protein", r"write it in brackets: U/mg \(protein\)"),
        ("5 mgg/mL (GC)", r"'mgg/mL' is not a unit known here; did you mean mg/mL\?"),
        ("97% (GC", "brackets in '\\(GC' do not match"),
        ("97%, GC)", "do not match"),
        ("97% ()", "without words"),
        ("97%,", "without words"),
    ],
)
def test_what_is_neither_unit_nor_remark_is_refused(text: str, problem: str) -> None:
    with pytest.raises(QuantityError, match=problem):
        parse_quantity(text)


WORDS = st.text("GCHPLn=4 ,;:()[]/.-µ°%by in at", max_size=24)


@given(
    st.sampled_from(["≥ 97", "7", "1 - 10", "1:200 - 1:1000", "~ 5", "1,500"]),
    st.sampled_from(["%", "nM", "mg/mL", "°C", ""]),
    st.one_of(WORDS.map(" ({})".format), WORDS.map(", {}".format), WORDS.map(" by {}".format)),
)
def test_a_printed_text_reads_as_itself(number: str, unit: str, beside: str) -> None:
    unit = "" if ":" in number else unit
    try:
        read = parse_quantity(f"{number} {unit}{beside}")
    except QuantityError:
        return
    shown = "" if read.unit == "dilution" else read.unit
    printed = with_remark(f"{read.text} {shown}".strip(), read.remark)
    assert parse_quantity(printed) == read
