"""Storage: temperatures that exist, ranges that run upwards, words that are on labels."""

import pytest

from catalog.curation.finding import Severity
from catalog.curation.storage import storage_temperatures
from catalog.models import StorageCondition
from catalog.specification.declaration import Draft
from catalog.specification.quantity import quantity
from tests.typed import typed

pytestmark = pytest.mark.any_database


def judged(printed: str) -> list[tuple[Severity, str]]:
    row = StorageCondition(temperature_printed=printed)
    row.clean()
    draft = typed(Draft, storage=[{"temperature": quantity(row, "temperature_")}])
    return [(found.severity, found.remedy) for found in storage_temperatures(draft)]


@pytest.mark.parametrize(
    "printed",
    [
        "−20 °C", "2–8 °C", "2 °C to 8 °C", "-15 to -25 °C", "< -65 °C", "-196 °C", "4", "37 °C",
        "25 ± 5 °C", "-4 °F", "77 K", "-20 to 8", "",
        "RT", "Room temperature", "ambient temperature", "Refrigerated", "On dry ice",
        "Liquid nitrogen, vapour phase", "See the label",
    ],
)  # fmt: skip
def test_what_labels_print(printed: str) -> None:
    assert judged(printed) == []


@pytest.mark.parametrize("printed", ["-300 °C", "-2 K", "-500 °F", "-280 to -20 °C"])
def test_nothing_is_colder_than_absolute_zero(printed: str) -> None:
    ((severity, remedy),) = judged(printed)
    assert severity is Severity.ERROR
    assert "absolute zero" in remedy


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("-250 °C", "Check number and unit"),
        ("400 °C", "Check number and unit"),
        ("8 to 2 °C", "runs backwards"),
        ("25-15", "runs backwards"),
        ("banana", "no temperature"),
        ("dark", "no temperature"),
    ],
)
def test_what_is_hardly_meant(printed: str, words: str) -> None:
    ((severity, remedy),) = judged(printed)
    assert severity is Severity.WARNING
    assert words in remedy
