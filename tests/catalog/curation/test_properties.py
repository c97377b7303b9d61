"""Measured properties: shares of a whole, solubilities that agree."""

from typing import Any

import pytest

from catalog.curation.finding import Severity
from catalog.curation.properties import (
    purity_is_a_share,
    solubilities_agree,
    solubilities_are_quantities,
)
from catalog.specification.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database


def percent(text: str, **limits: float) -> dict[str, Any]:
    return {"text": text, "unit": "%"} | limits


def pure(characteristic: Any = None, limit: Any = None, key: str = "hplc-purity") -> list[str]:
    draft = typed(
        Draft,
        characteristics=[{"key": "purity", "value": characteristic}],
        quality_tests=[{"key": key, "subject": "HPLC", "limit": limit}],
    )
    return [finding.path for finding in purity_is_a_share(draft)]


def test_nothing_is_purer_than_pure() -> None:
    assert pure(percent("101", value=101)) == ["/characteristics/0/value"]
    assert pure(percent("98 - 110", min=98, max=110)) == ["/characteristics/0/value"]
    assert pure(limit=percent("≥ 980", value=980)) == ["/quality_tests/0/limit"]


def test_what_is_pure_enough() -> None:
    assert pure(percent("≥ 98", value=98)) == []
    assert pure(percent("100", value=100)) == []
    assert pure({"text": "not determined", "unit": None, "value": None}) == []
    assert pure({"text": "980", "unit": "mg/g", "value": 980}) == []
    assert pure(limit=percent("95 - 105", min=95, max=105)) == []  # an assay's usual range
    assert pure(limit=percent("≤ 120", value=120), key="recovery") == []


def dissolved(text: str, unit: str | None, value: float | None, **row: Any) -> dict[str, Any]:
    amount = {"text": text, "unit": unit, "value": value}
    return {"solvent": "DMSO", "result": "soluble", "temperature": None, "method": None,
            "amount": amount} | row  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (dissolved("20", None, 20), "without a unit"),
        (dissolved("banana", None, None), "no quantity"),
        (dissolved("yes", None, None), "no quantity"),
    ],
)
def test_a_solubility_that_cannot_be_used(row: dict[str, Any], words: str) -> None:
    (finding,) = solubilities_are_quantities(typed(Draft, solubility=[row]))
    assert finding.severity is Severity.WARNING
    assert words in finding.remedy


@pytest.mark.parametrize(
    "row",
    [
        dissolved("20", "mg/mL", 20),
        dissolved("Freely soluble", None, None),
        dissolved("very slightly soluble", None, None),
        dissolved("Miscible in any proportion", None, None),
        dissolved("", None, None, amount=None, result="insoluble"),
    ],
)
def test_solubilities_as_suppliers_print_them(row: dict[str, Any]) -> None:
    assert list(solubilities_are_quantities(typed(Draft, solubility=[row]))) == []


def test_one_solvent_has_one_solubility() -> None:
    rows = [dissolved("20", "mg/mL", 20), dissolved("5", "mg/mL", 5, solvent="dmso")]
    (finding,) = solubilities_agree(typed(Draft, solubility=rows))
    assert finding.path == "/solubility/1/amount"


def test_other_conditions_may_dissolve_more() -> None:
    rows = [
        dissolved("5", "mg/mL", 5),
        dissolved("20", "mg/mL", 20, temperature="60 °C"),
        dissolved("10", "mg/mL", 10, method="Sonication"),
        dissolved("1", "mg/mL", 1, solvent="Water"),
        dissolved("5", "mg/mL", 5),
    ]
    assert list(solubilities_agree(typed(Draft, solubility=rows))) == []
