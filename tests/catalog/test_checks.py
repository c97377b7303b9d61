"""What is wrong with a database is said before it is served."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog import upcasts
from catalog.checks import readable_documents
from catalog.upcasts import steps


def test_a_database_of_a_later_version_is_told(
    draft: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upcasts, "SCHEMA_VERSION", steps.SCHEMA_VERSION + 1)
    draft("T-1")  # as a later Aliquot would save it
    monkeypatch.undo()

    (error,) = readable_documents(databases=["default"])

    assert "the software is older than the document" in error.msg
    assert error.id == "catalog.E002"


def test_a_database_of_this_version_is_fine(published: Callable[..., Any]) -> None:
    published("T-1")

    assert readable_documents(databases=["default"]) == []
