"""Amounts: a comma that may be either, and activities without units."""

import pytest

from catalog.curation.amounts import activities_have_units, commas_mean_one_thing
from catalog.models import Activity
from catalog.specification.declaration import Draft
from catalog.specification.quantity import quantity
from tests.typed import typed

pytestmark = pytest.mark.any_database


def draft(*printed: str, measure: str = "IC50") -> Draft:
    activities = []
    for text in printed:
        row = Activity(target="X", printed=text, measure=measure)
        row.clean()
        activities.append({"measure": measure, "value": quantity(row)})
    return typed(Draft, activities=activities)


@pytest.mark.parametrize(
    ("printed", "doubtful"),
    [
        (["1,5 nM", "1,500 nM"], ["1,500 nM"]),
        (["0,125 nM", "2,000 nM", "20 nM"], ["2,000 nM"]),
        (["1,500 nM"], []),
        (["1.5 nM", "1,500 nM"], []),
        (["1,5 nM", "1,500,000 nM"], []),
    ],
)
def test_a_comma_beside_decimal_commas(printed: list[str], doubtful: list[str]) -> None:
    found = list(commas_mean_one_thing(draft(*printed)))
    assert [finding.value for finding in found] == doubtful


def test_both_readings_are_told() -> None:
    (finding,) = commas_mean_one_thing(draft("1,5 nM", "1,500 nM"))
    assert "read as 1500" in finding.remedy
    assert "1.500 if that is meant" in finding.remedy
    assert finding.path == "/activities/1/value"


def test_an_activity_has_a_unit_unless_it_is_a_logarithm() -> None:
    (finding,) = activities_have_units(draft("7 (n=3)"))
    assert "this IC50 has no unit" in finding.remedy
    assert list(activities_have_units(draft("7 nM"))) == []
    assert list(activities_have_units(draft("7", measure="pIC50"))) == []
