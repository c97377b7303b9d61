"""A datasheet is made once and kept."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Revision, SiteSettings
from datasheets import archive
from datasheets.models import Datasheet
from datasheets.rendering import engine_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(published: Callable[..., Any]) -> Revision:
    found: Revision = published().revisions.get()
    return found


def test_the_datasheet_is_stored_under_the_hash_of_its_bytes(revision: Revision) -> None:
    sheet = archive.obtain(revision)
    with sheet.file.open("rb") as file:
        content = file.read()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == sheet.sha256
    assert sheet.sha256 in sheet.file.name
    assert sheet.size == len(content)
    assert sheet.number == "TDS-T-1-r1"


def test_it_is_never_rendered_twice(revision: Revision, monkeypatch: pytest.MonkeyPatch) -> None:
    first = archive.obtain(revision)
    monkeypatch.setattr(archive, "render_pdf", lambda *args, **options: pytest.fail("rendered"))
    assert archive.obtain(revision) == first


def test_it_stays_the_same_when_the_supplier_moves(revision: Revision) -> None:
    first = archive.obtain(revision)
    SiteSettings.objects.update_or_create(pk=1, defaults={"supplier_name": "Another name"})
    assert archive.obtain(revision).sha256 == first.sha256


def test_of_two_who_render_at_once_the_first_is_kept(
    revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = archive.render

    def slow_render(*arguments: Any, **options: Any) -> tuple[str, bytes]:
        monkeypatch.setattr(archive, "render", render)
        archive.obtain(revision)  # somebody else, meanwhile
        return "other html", b"%PDF- other bytes"

    monkeypatch.setattr(archive, "render", slow_render)
    sheet = archive.obtain(revision)
    assert Datasheet.objects.get() == sheet
    with sheet.file.open("rb") as file:
        assert b"other bytes" not in file.read()


SPECIFICATION = "0" * 64


def test_the_fingerprint_changes_with_every_input(monkeypatch: pytest.MonkeyPatch) -> None:
    before = archive.fingerprint("<p>a", SPECIFICATION)
    assert before == archive.fingerprint("<p>a", SPECIFICATION)
    assert before != archive.fingerprint("<p>b", SPECIFICATION)
    assert before != archive.fingerprint("<p>a", "1" * 64)
    for name in ("engine_version", "assets.digest"):
        with monkeypatch.context() as patch:
            patch.setattr(f"datasheets.archive.{name}", lambda: "another")
            assert before != archive.fingerprint("<p>a", SPECIFICATION), name


def test_the_engine_is_every_library_with_a_say_in_the_bytes() -> None:
    named = engine_version()
    for library in ("weasyprint", "pydyf", "harfbuzz", "pango", "pikepdf", "qpdf", "zlib", "code"):
        assert re.search(rf"\b{library} [0-9a-f]", named), library


def test_missing_are_the_revisions_that_were_public(
    published: Callable[..., Any], draft: Callable[..., Any]
) -> None:
    shown = published("T-1")
    withdrawn = published("T-2")
    withdraw(withdrawn, by=None)
    publish(draft("T-3"), by=None, reason="x", valid_from=timezone.now() + timedelta(days=1))
    assert [str(r.product) for r in archive.missing()] == ["T-1 Caffeine", "T-2 Caffeine"]
    archive.obtain(shown.revisions.get())
    assert [str(r.product) for r in archive.missing()] == ["T-2 Caffeine"]
