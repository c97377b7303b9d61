"""For how long a stock solution keeps: what is read, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalog.models import SolutionStability
from catalog.specification.document import draft_document
from catalog.specification.load import DocumentError, load

BLASTICIDIN = [
    {"solvent": "Water", "temperature": "4 °C", "duration": "1 - 2 weeks"},
    {
        "solvent": "Water", "temperature": "-20 °C", "duration": "6-8 weeks",
        "freeze_thaw": "avoid", "note": "Not in a frost-free freezer",
    },
    {"temperature": "≤ -20 °C", "duration": "several months"},
]  # fmt: skip


@pytest.mark.django_db
def test_rows_survive_a_document(document: Callable[..., dict[str, Any]]) -> None:
    product, _ = load(document(solution_stability=BLASTICIDIN))

    rows = draft_document(product)["solution_stability"]
    load(draft_document(product), product)

    assert draft_document(product)["solution_stability"] == rows
    assert rows[0]["duration"] == {
        "text": "1 - 2", "unit": "weeks", "remark": None, "min": 1, "max": 2,
    }  # fmt: skip
    assert rows[1]["temperature"]["value"] == -20
    assert (rows[1]["freeze_thaw"], rows[1]["note"]) == ("avoid", "Not in a frost-free freezer")
    assert rows[2]["solvent"] is None
    assert rows[2]["duration"]["text"] == "several months"


@pytest.mark.parametrize(
    ("typed", "shown"), [("-20", "-20 °C"), ("4 F", "4 °F"), ("room temperature",) * 2, ("", "")]
)
def test_a_bare_temperature_is_in_degrees_celsius(typed: str, shown: str) -> None:
    row = SolutionStability(temperature_printed=typed)
    row.clean()
    assert row.temperature == shown


def test_the_unit_goes_with_its_number() -> None:
    row = SolutionStability(duration_printed="several months", duration_unit="weeks")
    row.clean()
    assert row.duration == "several months"


@pytest.mark.parametrize(
    ("printed", "remedy"),
    [
        ({"duration_printed": "6"}, "'6' has no unit; write it in units of time"),
        ({"duration_printed": "6 mg"}, "'6 mg' is in units of mass; write it in units of time"),
        ({"duration_printed": "-6 months"}, "is negative"),
        ({"temperature_printed": "5 mM"}, "a value in °C is expected"),
    ],
)
def test_what_is_no_time_or_temperature_is_refused(printed: dict[str, str], remedy: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SolutionStability(**printed).clean()
    assert refused.value.message_dict.keys() == printed.keys()
    assert remedy in str(refused.value)


@pytest.mark.django_db
def test_a_row_that_says_nothing_is_refused(document: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(DocumentError, match="Say how long the solution keeps") as refused:
        load(document(solution_stability=[{"solvent": "DMSO"}]))
    assert [problem.path for problem in refused.value.problems] == ["/solution_stability/0"]
