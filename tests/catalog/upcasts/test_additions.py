"""What a later schema adds is null, or a list without rows, in a document of the one before."""

from typing import Any

import pytest

from catalog.upcasts.additions import _giver

TEXT = {"type": ["string", "null"]}
NUMBERED = {"type": "integer"}


def closed(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members}


def rows(**members: Any) -> dict[str, Any]:
    return {"type": "array", "items": closed(**members)}


def or_null(described: dict[str, Any]) -> dict[str, Any]:
    return {"oneOf": [described, {"type": "null"}]}


BEFORE = closed(name=TEXT, packs=rows(sku=TEXT), compound=or_null(closed(key=TEXT)))
AFTER = closed(
    name=TEXT,
    grade=TEXT,
    form={"enum": ["salt", None]},
    weight=or_null(closed(text=TEXT)),
    hazards=rows(system=TEXT),
    packs=rows(sku=TEXT, barcode=TEXT),
    compound=or_null(closed(key=TEXT, inchi=TEXT)),
)


def test_what_is_new_is_empty_at_every_depth() -> None:
    document = {"name": "LPS", "packs": [{"sku": "A"}, {"sku": "B"}], "compound": {"key": "lps"}}

    _giver(BEFORE, AFTER, "version 9")(document)

    assert document == {
        "name": "LPS",
        "grade": None,
        "form": None,
        "weight": None,
        "hazards": [],
        "packs": [{"sku": "A", "barcode": None}, {"sku": "B", "barcode": None}],
        "compound": {"key": "lps", "inchi": None},
    }


def test_what_is_not_there_stays_so() -> None:
    document: dict[str, Any] = {"name": "LPS", "packs": [], "compound": None}

    _giver(BEFORE, AFTER, "version 9")(document)

    assert document["compound"] is None
    assert document["packs"] == []


def test_what_a_step_has_said_already_stays() -> None:
    document: dict[str, Any] = {"name": "LPS", "grade": "Pure", "packs": [], "compound": None}

    _giver(BEFORE, AFTER, "version 9")(document)

    assert document["grade"] == "Pure"


def test_what_can_be_neither_is_for_somebody_to_say() -> None:
    with pytest.raises(ValueError, match="version 9/number may not be null"):
        _giver(closed(), closed(number=NUMBERED), "version 9")
