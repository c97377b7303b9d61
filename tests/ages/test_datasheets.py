"""Datasheets of documents of version 1: those made then, and those made today."""

import hashlib
import io
from importlib import import_module
from pathlib import Path

import pikepdf
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from catalog.models import Listing, Revision, SiteSettings
from datasheets.archive import issue_of, subject_of
from datasheets.composing import compose
from datasheets.embedded import without_context
from datasheets.models import Datasheet
from datasheets.verification import Origin, verify
from tests.ages.yesterday import FILES, LATEST, Rows, original_rows
from tests.conftest import file_content
from tests.datasheets.documents import tds, wanted

pytestmark = pytest.mark.usefixtures("yesterday", "any_age")

PDFS = sorted((FILES / "datasheets").rglob("*.pdf"))


def test_the_datasheets_made_then_are_served_as_they_were(client: Client) -> None:
    sheets = Datasheet.ready()

    rendered = [sheet for sheet in sheets if not sheet.is_received]
    assert len(rendered) == len(PDFS) == 7
    for sheet in rendered:
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
    sheet = wanted(row, "letter", language)
    edition = tds().edition(subject_of(sheet))

    job = compose(tds(), edition, SiteSettings.current(), issue_of(sheet, edition))

    assert job.own is not None
    assert without_context(job.own.files[0].content) == bytes(row.spec)
    assert job.own.properties.specification_sha256 == row.sha256


def test_the_versions_of_a_datasheet(client: Client) -> None:
    page = client.get("/documents/TDS-ALQ-1001/").content.decode()

    assert "TDS-ALQ-1001-r1" in page
    assert "Translucent, colorless film" in page


def test_every_row_is_kept_and_is_about_the_product_of_its_revision(
    rows_of_yesterday: Rows,
) -> None:
    columns, rows = original_rows(LATEST)["datasheets_datasheet"]
    now, upgraded = rows_of_yesterday["datasheets_datasheet"]
    places = [now.index(column) for column in columns]

    # Databases write moments in other ways, and these are not in doubt.
    texts = [place for place, name in enumerate(columns) if not name.endswith("_at")]

    before = [[str(row[place]) for place in texts] for row in rows]
    after = [[str(row[places[place]]) for place in texts] for row in upgraded]
    assert after[: len(before)] == before
    for sheet in Datasheet.objects.filter(document_kind="tds").select_related("revision"):
        assert sheet.revision is not None
        of = (sheet.subject_type, sheet.subject_id, sheet.subject_version)
        assert of == ("product", str(sheet.revision.product_id), sheet.revision.number)
        assert sheet.series == f"TDS-{sheet.revision.read()['catalog_number']}"


def test_a_product_without_any_row_is_given_one_and_found(client: Client) -> None:
    """Documents did not always stand in the table before they were made."""
    offered = Listing.objects.offered().filter(catalog_number="ALQ-1016")
    Datasheet.objects.filter(revision__in=offered.values("revision")).delete()
    assert client.get("/documents/TDS-ALQ-1016/").status_code == 404
    migration = import_module("datasheets.migrations.0005_subjects")

    migration.ask_for_what_was_never_asked_for(apps, connection.schema_editor())

    assert Datasheet.objects.get(series="TDS-ALQ-1016").number == "TDS-ALQ-1016-r1"
    assert "Not made yet" in client.get("/documents/TDS-ALQ-1016/").content.decode()


def test_what_was_attached_then_is_received_now(client: Client) -> None:
    sheet = Datasheet.objects.get(document_kind="received-certificate")
    attached = Revision.objects.get(pk=sheet.revision_id).read()["attachments"][0]

    response = client.get(f"/files/{attached['file']['sha256']}/certificate.pdf")

    assert sheet.number == "COA-ALQ-1081-v1"
    assert response["Location"] == "/documents/COA-ALQ-1081-v1.pdf"
    content = file_content(client.get(response["Location"]))
    assert hashlib.sha256(content).hexdigest() == sheet.sha256 == attached["file"]["sha256"]
    assert "Certificate of lot L-1" in client.get("/documents/TDS-ALQ-1081/").content.decode()


def test_a_task_that_was_queued_then_makes_its_document_now() -> None:
    waiting = DBTaskResult.objects.ready().first()
    assert waiting is not None
    pk = waiting.args_kwargs["args"][0]
    Datasheet.objects.filter(pk=pk).update(due_at="2026-01-01T00:00Z")

    import_string(waiting.task_path).call(pk)

    assert Datasheet.objects.get(pk=pk).is_ready
