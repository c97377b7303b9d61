"""Documents of every version are read as documents of the present one."""

from typing import Any

import pytest

from catalog import upcasts
from catalog.specification.canonical import canonical_bytes
from catalog.upcasts import DocumentVersionError, reading, steps


@pytest.fixture
def third_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema of version 3, to which two steps lead."""

    def flash_point(document: dict[str, Any]) -> None:
        document["flash_point"] = None

    def celsius(document: dict[str, Any]) -> None:
        document["flash_point_celsius"] = document.pop("flash_point")

    monkeypatch.setattr(steps, "STEPS", (flash_point, celsius))
    monkeypatch.setattr(steps, "SCHEMA_VERSION", 3)


@pytest.mark.usefixtures("third_version")
@pytest.mark.parametrize(
    ("version", "told", "expected"),
    [(1, {}, None), (2, {"flash_point": 23}, 23), (3, {"flash_point_celsius": 55}, 55)],
)
def test_a_document_takes_the_steps_that_are_ahead_of_it(
    version: int, told: dict[str, Any], expected: int | None
) -> None:
    stored = canonical_bytes({"schema_version": version, "name": "Acetone"} | told)

    read = upcasts.read(stored)

    assert read == {"schema_version": 3, "name": "Acetone", "flash_point_celsius": expected}


def test_the_version_is_that_of_the_steps() -> None:
    assert 1 + len(steps.STEPS) == upcasts.SCHEMA_VERSION


def test_a_document_of_a_newer_version_says_that_the_software_is_older() -> None:
    newer = upcasts.SCHEMA_VERSION + 1

    with pytest.raises(DocumentVersionError, match=f"schema_version {newer}.*software is older"):
        upcasts.read(canonical_bytes({"schema_version": newer}))


@pytest.mark.parametrize("version", [None, True, 0, -1, "1", 1.5])
def test_what_is_not_a_version_is_refused(version: Any) -> None:
    with pytest.raises(DocumentVersionError, match="a whole number from 1 to"):
        upcasts.read(canonical_bytes({"schema_version": version}))


def test_the_version_is_told_without_parsing() -> None:
    quoting = {"name": 'Says "schema_version":7', "schema_version": 12, "z": '"schema_version":8'}

    assert upcasts.version_of(canonical_bytes(quoting)) == 12
    assert upcasts.version_of(memoryview(canonical_bytes(quoting))) == 12
    with pytest.raises(DocumentVersionError):
        reading.version_of(b"{}")
