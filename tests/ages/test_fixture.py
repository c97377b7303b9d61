"""The database of version 1 is the one that was kept, and an upgrade leaves its documents alone."""

import hashlib

import pytest

from tests.ages.yesterday import FOLDER, Rows, kept_rows

PINNED = {
    "database.json.xz": "e0c590059213cdd454b1e3d2eb43420e5069dd3e869f6bfb4dd40458d20b70ef",
    "triggers.json": "accfa9610a7f90291755bba2b9052cb75b5df338e6cf71796a33fd8619f5c893",
}


@pytest.mark.parametrize("name", PINNED)
def test_the_fixture_is_never_regenerated(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == PINNED[name]


def test_every_file_is_the_one_that_its_name_says() -> None:
    files = [file for file in (FOLDER / "files").rglob("*") if file.is_file()]

    assert len(files) == 10
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() == file.stem for file in files)


@pytest.mark.parametrize(
    ("table", "content"), [("catalog_draftversion", "document"), ("catalog_revision", "spec")]
)
def test_an_upgrade_changes_no_byte_of_a_document(
    rows_of_yesterday: Rows, table: str, content: str
) -> None:
    before, after = kept_rows()[table], rows_of_yesterday[table]
    told = [
        {name: row[columns.index(name)] for name in ("id", "number", "sha256", content)}
        for columns, rows in (before, after)
        for row in rows
    ]
    half = len(told) // 2

    assert told[:half] == told[half:]
    assert len(told[:half]) >= 91
    assert all(hashlib.sha256(row[content]).hexdigest() == row["sha256"] for row in told)
