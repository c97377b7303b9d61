"""What documents of version 2 say is in rows of version 3, and can be put back."""

import json
from pathlib import Path
from typing import Any

import pytest

from catalog.actions.load_draft import load_draft
from catalog.models import Hazard, Product
from catalog.specification.load import DocumentError
from tests.ages.yesterday import LATEST, Rows, original_rows, rows_there_and_back

BEFORE = "0017_physical_properties"
"""The last migration before hazards became rows."""


def column(rows: Rows, table: str, name: str) -> dict[int, Any]:
    columns, found = rows[table]
    return {row[columns.index("id")]: row[columns.index(name)] for row in found}


@pytest.mark.usefixtures("yesterday")
def test_each_hazard_code_is_a_row() -> None:
    kept = column(original_rows(LATEST), "catalog_product", "hazard_codes")

    for pk, codes in kept.items():
        rows = Hazard.objects.filter(product=pk)
        assert ", ".join(row.statement for row in rows) == codes
        assert all((row.system, row.hazard_class, row.category) == ("", "", "") for row in rows)
    assert Product.objects.get(catalog_number="ALQ-1026").hazards.get().statement.count("+") == 2
    assert sum(bool(codes) for codes in kept.values()) >= 12


def stored(catalog_number: str) -> dict[str, Any]:
    """The document of the product's latest draft as version 2 wrote it."""
    latest = Product.objects.get(catalog_number=catalog_number).draft_versions.latest()
    document: dict[str, Any] = json.loads(bytes(latest.document))
    return document


@pytest.mark.usefixtures("yesterday")
@pytest.mark.parametrize("number", ["ALQ-1011", "ALQ-1026"])
def test_a_document_of_then_that_is_handed_in_is_read_as_one_of_today(number: str) -> None:
    document = stored(number)
    assert document["hazard_codes"]

    version = load_draft(document, by=None, reason="Handed in")

    assert version == version.product.draft_versions.earliest()
    assert "hazard_codes" in document  # whose owner keeps it as it was


@pytest.mark.usefixtures("yesterday")
@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"fact_sources": 5}, "has all members of that version, and one has another type"),
        ({"fact_sources": [{}]}, "and 'fact' is missing; complete it, or write it as version 3"),
        ({"schema_version": 4}, "the software is older than the document"),
    ],
)
def test_a_document_that_no_version_describes_is_refused(
    members: dict[str, Any], words: str
) -> None:
    with pytest.raises(DocumentError, match=words):
        load_draft(stored("ALQ-1026") | members, by=None, reason="Handed in")


@pytest.mark.django_db(transaction=True)
def test_the_way_back(tmp_path: Path) -> None:
    before, after = original_rows(LATEST), rows_there_and_back(LATEST, BEFORE, tmp_path)

    for table, name in (("catalog_product", "hazard_codes"), ("catalog_factsource", "fact")):
        assert column(after, table, name) == column(before, table, name)
    assert "catalog_hazard" not in after
