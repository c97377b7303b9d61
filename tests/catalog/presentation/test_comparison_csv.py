"""A comparison as a file for spreadsheets and programs: readable, and never a formula."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.presentation.comparison import Comparison, csv_text
from catalog.presentation.comparison.csv_text import FORMULA_SIGNS, safe
from tests.catalog.presentation.shown import TACROLIMUS

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Compare = Callable[..., Comparison]
SOLUBLE = {"compound": TACROLIMUS, "solubility": [{"solvent": "DMSO", "amount": "100 mg/mL"}]}
PURE = {"characteristics": [{"key": "purity", "value": "≥98%"}]}


def rows(comparison: Comparison, *messages: str) -> list[list[str]]:
    written = csv_text(comparison, messages)
    assert written.startswith("\ufeff")
    return list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))


def test_a_row_a_fact_and_a_column_a_product(compared: Compare) -> None:
    comparison = compared(SOLUBLE, PURE)
    head, *others = rows(comparison, "“nope” is left out.")
    found = {row[0]: row[1:] for row in others}

    assert head == ["fact", "section", "label", "comparison", "T-1", "T-2"]
    assert found["solubility.dmso"] == [
        "Solubility", "DMSO", "not known of all",
        "100 mg/mL (124 mM, calculated)", "Not determined",
    ]  # fmt: skip
    assert found["purity"][-1] == "≥ 98 %"
    assert found["revision"][-1].endswith("/products/T-2/revisions/1/")
    assert found["message"][1] == "“nope” is left out."


def test_temperatures_below_zero_stay_readable(compared: Compare) -> None:
    side = {"storage": [{"state": "powder", "temperature": "-20 °C"}]}
    written = rows(compared(side))
    assert next(row for row in written if row[0] == "storage.powder")[-1] == "−20 °C"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+4 °C", "'+4 °C"),
        ("-cmd", "'-cmd"),
        ("-20 °C", "−20 °C"),
        ("−20 °C", "−20 °C"),
        ("100 mg/mL", "100 mg/mL"),
    ],
)
def test_nothing_becomes_a_formula(text: str, written: str) -> None:
    assert safe(text) == written


@given(st.text())
def test_no_cell_ever_begins_like_one(text: str) -> None:
    assert not safe(text).lstrip().startswith(FORMULA_SIGNS)


def test_a_name_that_is_a_formula(compared: Compare) -> None:
    written = rows(compared({"name": "=1+1", "appearance": "@white"}))
    assert "'=1+1" in next(row for row in written if row[0] == "name")
    assert "'@white" in next(row for row in written if row[0] == "appearance")
