"""Filters of the public pages."""

from typing import Any

import pytest

from catalog.models.kinds import kind_label
from catalog.templatetags.faces import moment, readable, stopped


@pytest.mark.parametrize("value", ["2026-03-01", "2026-03-01T12:00:00Z"])
def test_a_moment_is_written_with_the_name_of_its_month(value: str) -> None:
    assert moment(value) == "1 March 2026"


def test_a_kind_has_its_label() -> None:
    assert kind_label("cell_line") == "Cell line"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        ([], "nothing"),
        (True, "yes"),
        (0, "0"),
        ("a < b", "a &lt; b"),
        (["H301", "H372"], "H301, H372"),
        (
            {"text": "804.02", "value": 804.02, "unit": "g/mol", "remark": None},
            "804.02\N{NO-BREAK SPACE}g/mol",
        ),
        ({"catalog_number": "ALQ-1001", "name": "FK506"}, "ALQ-1001, FK506"),
        ({"solvent": "DMSO", "method": None}, "DMSO"),
        ({"note": None, "replaced_by": None}, "yes, without details"),
    ],
)
def test_a_value_of_a_document_is_readable(value: Any, shown: str) -> None:
    assert readable(value) == shown


@pytest.mark.parametrize(
    ("note", "sentence"),
    [("First publication", "First publication."), ("First publication.", "First publication.")],
)
def test_a_sentence_ends_with_one_stop(note: str, sentence: str) -> None:
    assert stopped(note) == sentence
