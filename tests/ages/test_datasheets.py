"""Datasheets of documents of version 1: those made then, and those made today."""

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from django.test import Client

from catalog.models import Revision, SiteSettings
from datasheets.archive import issue_of, wanted
from datasheets.composing import compose
from datasheets.embedded import without_context
from datasheets.models import Datasheet
from datasheets.verification import Origin, verify
from tests.ages.yesterday import FILES
from tests.conftest import file_content

pytestmark = pytest.mark.usefixtures("yesterday", "any_age")

PDFS = sorted((FILES / "datasheets").rglob("*.pdf"))


def test_the_datasheets_made_then_are_served_as_they_were(client: Client) -> None:
    sheets = Datasheet.ready()

    assert len(sheets) == len(PDFS) == 7
    for sheet in sheets:
        content = file_content(client.get(f"/documents/{sheet.number}.pdf"))
        assert hashlib.sha256(content).hexdigest() == sheet.sha256


@pytest.mark.parametrize("file", PDFS, ids=lambda file: file.stem[:8])
def test_a_datasheet_made_then_is_verified(file: Path) -> None:
    verdict = verify(file.read_bytes())

    assert verdict.origin is Origin.ORIGINAL
    assert verdict.document_number.startswith("TDS-ALQ-1")


def test_of_one_that_was_saved_again_the_data_are_held_against_the_stored_bytes() -> None:
    sheet = Datasheet.objects.get(number="TDS-ALQ-1081-r1")
    saved = io.BytesIO()
    with sheet.file.open("rb") as file, pikepdf.open(file) as pdf:
        pdf.save(saved, linearize=True)

    verdict = verify(saved.getvalue())

    assert verdict.origin is not Origin.ORIGINAL
    assert verdict.document_number == sheet.number
    assert verdict.data_untouched is True


@pytest.mark.parametrize(
    ("number", "revision", "language"),
    [("ALQ-1001", 2, "en"), ("ALQ-1006", 1, "de"), ("ALQ-1008", 1, "en"), ("ALQ-1081", 1, "de")],
)
def test_a_datasheet_made_today_carries_the_stored_bytes(
    number: str, revision: int, language: str
) -> None:
    row = Revision.objects.get(product__catalog_number=number, number=revision)
    issue = issue_of(wanted(row, "letter", language))

    job = compose(row.read(), SiteSettings.current(), issue, stored=bytes(row.spec))

    assert job.own is not None
    assert without_context(job.own.files[0].content) == bytes(row.spec)
    assert job.own.properties.specification_sha256 == row.sha256


def test_the_versions_of_a_datasheet(client: Client) -> None:
    page = client.get("/documents/TDS-ALQ-1001/").content.decode()

    assert "TDS-ALQ-1001-r1" in page
    assert "Translucent, colorless film" in page
