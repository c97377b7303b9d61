"""A datasheet is made once and kept."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Revision, SiteSettings
from datasheets import archive, assets
from datasheets.carried import DocumentProperties, Job, OwnData
from datasheets.composing import fingerprint
from datasheets.making import make
from datasheets.missing import missing
from datasheets.models import Datasheet
from datasheets.renderers import Pool, pool
from tests.datasheets.documents import awaited, obtained, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(published: Callable[..., Any]) -> Revision:
    found: Revision = published().revisions.get()
    return found


def test_the_datasheet_is_stored_under_the_hash_of_its_bytes(revision: Revision) -> None:
    sheet = obtained(revision)
    with sheet.file.open("rb") as file:
        content = file.read()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == sheet.sha256
    assert sheet.sha256 in sheet.file.name
    assert sheet.size == len(content)
    assert sheet.number == "TDS-T-1-r1"


def test_it_is_asked_for_on_publication(revision: Revision) -> None:
    sheet = Datasheet.objects.get()
    assert (sheet.revision, sheet.number, sheet.state) == (revision, "TDS-T-1-r1", "pending")


def test_also_for_a_publication_to_come(draft: Callable[..., Any]) -> None:
    publish(draft(), by=None, reason="x", valid_from=timezone.now() + timedelta(days=1))
    assert Datasheet.objects.get().number == "TDS-T-1-r1"


def test_a_withdrawal_has_no_datasheet(revision: Revision) -> None:
    withdraw(revision.product, by=None)
    assert Datasheet.objects.get().revision == revision


def test_it_is_never_rendered_twice(revision: Revision, monkeypatch: pytest.MonkeyPatch) -> None:
    first = obtained(revision)
    monkeypatch.setattr(Pool, "render", lambda *args: pytest.fail("rendered"))
    assert wanted(revision) == first
    assert make(first.pk) is None
    assert not archive.try_again(first)


def test_it_stays_the_same_when_the_supplier_moves(revision: Revision) -> None:
    first = obtained(revision)
    SiteSettings.objects.update_or_create(pk=1, defaults={"supplier_name": "Another name"})
    assert obtained(revision).sha256 == first.sha256


@pytest.mark.usefixtures("renders")
def test_who_waits_for_it_gets_it(revision: Revision) -> None:
    sheet = awaited(revision)
    assert sheet is not None
    assert sheet.is_ready


def test_nobody_waits_for_ever(revision: Revision, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PATIENCE", 0.1)
    sheet = awaited(revision)
    assert sheet is not None
    assert sheet.state == "pending"  # there is no worker


SPECIFICATION = "0" * 64
JOB = Job("<p>a", "https://example.org/")
OWN = OwnData(DocumentProperties("TDS", "TDS-T-1-r1", "T-1", 1, "", SPECIFICATION), ())


def test_the_fingerprint_changes_with_every_input(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(JOB, SPECIFICATION, "engine 1")
    assert before == fingerprint(JOB, SPECIFICATION, "engine 1")
    assert before != fingerprint(replace(JOB, html="<p>b"), SPECIFICATION, "engine 1")
    assert before != fingerprint(replace(JOB, paper="letter"), SPECIFICATION, "engine 1")
    elsewhere = replace(JOB, base_url="https://shop.example/")
    assert before != fingerprint(elsewhere, SPECIFICATION, "engine 1")
    assert before != fingerprint(replace(JOB, own=OWN), SPECIFICATION, "engine 1")
    assert before != fingerprint(JOB, "1" * 64, "engine 1")
    assert before != fingerprint(JOB, SPECIFICATION, "engine 2")
    monkeypatch.setattr(assets, "digest", lambda: "another")
    assert before != fingerprint(JOB, SPECIFICATION, "engine 1")


def test_the_engine_is_every_library_with_a_say_in_the_bytes() -> None:
    named = pool().engine()
    for library in ("weasyprint", "pydyf", "harfbuzz", "pango", "pikepdf", "qpdf", "zlib", "code"):
        assert re.search(rf"\b{library} [0-9a-f]", named), library


def test_missing_are_the_revisions_that_were_public(
    published: Callable[..., Any], draft: Callable[..., Any]
) -> None:
    shown = published("T-1")
    withdrawn = published("T-2")
    withdraw(withdrawn, by=None)
    publish(draft("T-3"), by=None, reason="x", valid_from=timezone.now() + timedelta(days=1))
    assert list(map(str, missing())) == ["T-1 revision 1", "T-2 revision 1"]
    assert list(map(str, missing(["T-2"]))) == ["T-2 revision 1"]
    obtained(shown.revisions.get())
    assert list(map(str, missing())) == ["T-2 revision 1"]


def test_a_database_that_can_only_be_read_tells_that_a_document_is_being_made(
    published: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(sheet: Datasheet) -> None:
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(archive, "PATIENCE", 0)
    monkeypatch.setattr("datasheets.tasks.hasten", refuse)
    sheet = awaited(published("T-9").revisions.get())

    assert sheet is not None
    assert sheet.state == "pending"
