"""Canonical bytes: one document, one hash."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.specification.canonical import canonical_bytes, number

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
)  # fmt: skip


@given(JSON)
def test_bytes_round_trip(document: object) -> None:
    written = canonical_bytes(document)

    assert json.loads(written) == document
    assert canonical_bytes(json.loads(written)) == written


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers()))
def test_the_order_of_members_does_not_matter(document: dict[str, int]) -> None:
    backwards = dict(reversed(document.items()))

    assert canonical_bytes(backwards) == canonical_bytes(document)


def test_signs_are_written_as_they_are() -> None:
    assert (
        canonical_bytes({"b": "≥ 98 µM", "a": number(100.0)}) == '{"a":100,"b":"≥ 98 µM"}'.encode()
    )


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_json_cannot_say_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_bytes({"value": value})
