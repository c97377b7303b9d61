"""The databases of earlier versions are those of then, and an upgrade leaves documents alone."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.ages.yesterday import FILES, FIXTURES, VERSIONS, original_rows, upgraded_rows

PINNED = {
    "version_1/database.json.xz": (
        "e0c590059213cdd454b1e3d2eb43420e5069dd3e869f6bfb4dd40458d20b70ef"
    ),
    "version_1/triggers.json": "accfa9610a7f90291755bba2b9052cb75b5df338e6cf71796a33fd8619f5c893",
    "version_2/database.json.xz": (
        "8aa7b8e2e580907169d442884c1443d44fa8ead4f7f7d07fa90b638a1ae8dca7"
    ),
    "version_2/triggers.json": "823ae6197c950a50dd77e820bc3aa91b83b6d81752f7a0c20dfc4b23cd275280",
}


@pytest.mark.parametrize("name", PINNED)
def test_the_fixture_is_never_regenerated(name: str) -> None:
    assert hashlib.sha256((FIXTURES / name).read_bytes()).hexdigest() == PINNED[name]


def test_every_file_is_the_one_that_its_name_says() -> None:
    files = [file for file in FILES.rglob("*") if file.is_file()]

    assert len(files) == 10
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() == file.stem for file in files)


DOCUMENTS = {"catalog_draftversion": "document", "catalog_revision": "spec"}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_upgrade_changes_no_byte_of_a_document(
    version: int, django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    before = original_rows(version)
    with django_db_blocker.unblock():
        after = upgraded_rows(version, tmp_path)
    for table, content in DOCUMENTS.items():
        then, now = (
            [
                {name: row[columns.index(name)] for name in ("id", "number", "sha256", content)}
                for columns, rows in (side[table],)
                for row in rows
            ]
            for side in (before, after)
        )
        assert then == now
        assert len(then) >= 91
        assert all(hashlib.sha256(row[content]).hexdigest() == row["sha256"] for row in then)
