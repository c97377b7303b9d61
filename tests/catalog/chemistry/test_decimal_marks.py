"""Numbers of a pasted table: dots and commas as all of the numbers tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chemistry.decimal_marks import decimal_mark, is_number, read_number
from catalog.chemistry.errors import ChemistryError


@pytest.mark.parametrize(
    ("numbers", "means"),
    [
        (["0.500", "1.000"], [0.5, 1]),  # as plate readers print
        (["0,500", "1,000"], [0.5, 1]),
        (["98,4", "1.000"], [98.4, 1000]),
        (["98.4", "1,000"], [98.4, 1000]),
        (["1.000.000", "2,500"], [1e6, 2.5]),
        (["1,234.5", "2.500"], [1234.5, 2.5]),
        (["1.000E+03", "2.500"], [1000, 2.5]),
        (["−0,5", "+1,5E-03", "7"], [-0.5, 0.0015, 7]),
        ([".5", "1 000", "1’000.5"], [0.5, 1000, 1000.5]),
        (["0.5", "0,5"], [0.5, 0.5]),  # both marks, but each number tells its own
    ],
)
def test_numbers_are_read_as_those_beside_them(numbers: list[str], means: list[float]) -> None:
    mark = decimal_mark(numbers)
    assert [read_number(number, mark) for number in numbers] == means


@pytest.mark.parametrize(
    ("numbers", "number", "words"),
    [
        (["1.000", "5"], "1.000", "'1.000' is 1 or 1000, .* Write 1000, or 1.0000 for 1"),
        (["1,250"], "1,250", "'1,250' is 1.25 or 1250"),
        (["-1.500"], "-1.500", "is -1.5 or -1500"),
        (["1.000", "0.5", "0,5"], "1.000", "is 1 or 1000"),
    ],
)
def test_both_readings_are_told_where_nothing_decides(
    numbers: list[str], number: str, words: str
) -> None:
    with pytest.raises(ChemistryError, match=words):
        read_number(number, decimal_mark(numbers))


@pytest.mark.parametrize(
    "text",
    ["", "n.d.", "nan", "inf", "1_000", "05", "1.2.3", "1,00,000", "98 %", "1e", "0.5 100", "5 98"],
)
def test_what_is_no_number(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(ChemistryError, match="is not a number"):
        read_number(text, ".")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_a_program_prints_is_read_to_the_last_digit(value: float) -> None:
    assert read_number(repr(value), ".") == value
    assert read_number(repr(value).replace(".", ","), ",") == value
