"""Differences, field by field."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog.specification.differences import Difference, differences


def test_a_changed_quantity_is_one_difference() -> None:
    before = {
        "compound": {"molecular_weight": {"text": "804.02", "value": 804.02, "unit": "g/mol"}}
    }
    after = {"compound": {"molecular_weight": {"text": "822.03", "value": 822.03, "unit": "g/mol"}}}

    (found,) = differences(before, after)

    assert found.label == "compound › molecular weight"
    assert (found.before["text"], found.after["text"]) == ("804.02", "822.03")


def test_an_inserted_row_is_one_difference() -> None:
    small, large = {"sku": "A-1", "count": 1}, {"sku": "A-10", "count": 1}

    assert differences({"packs": [large]}, {"packs": [small, large]}) == [
        Difference(("packs", "A-1"), None, small)
    ]


def test_a_new_order_is_said() -> None:
    one, two = {"text": "Tacrolimus"}, {"text": "FK-506"}

    assert differences({"synonyms": [one, two]}, {"synonyms": [two, one]}) == [
        Difference(("synonyms", "order"), "Tacrolimus, FK-506", "FK-506, Tacrolimus")
    ]


def test_the_header_of_a_revision_is_not_compared() -> None:
    assert differences({"revision": {"number": 1}}, {"revision": {"number": 2}}) == []


ROWS = st.lists(st.fixed_dictionaries({"key": st.sampled_from("abc"), "value": st.integers()}))


@given(ROWS, ROWS)
def test_documents_differ_if_and_only_if_differences_are_found(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    assert bool(differences({"rows": before}, {"rows": after})) == (before != after)
