"""A kind of document on another subject needs nothing but itself: all else comes with it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from catalog.models import Product, SiteSettings
from datasheets import archive
from datasheets.composing import compose
from datasheets.documents import registry
from datasheets.making import make
from datasheets.missing import is_any_unasked, missing, request_missing
from datasheets.models import Datasheet
from datasheets.verification import Origin, verify
from tests.conftest import file_content
from tests.datasheets.certificates import Cabinet, CertificateOfAnalysis
from tests.datasheets.pdfs import edited, nothing
from tests.datasheets.test_issues import pdf_text
from tests.datasheets.verapdf import failures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("renders")]

ID = "5f0c3c3e-6d3f-4c8e-9a51-0a3d9a1c9c11"
"""Of the lot, for ever; its number may be corrected."""


@pytest.fixture
def cabinet(settings: Any) -> Iterator[Cabinet]:
    """Lots, with their certificates registered as a kind."""
    template: dict[str, Any] = django_settings.TEMPLATES[0]
    folders = [*template["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = [template | {"DIRS": folders}]
    kind = CertificateOfAnalysis(Cabinet())
    registry.register(kind, archive.request)
    yield kind.cabinet
    if kind in registry.kinds():
        registry.unregister(kind)


@pytest.fixture
def tested_twice(cabinet: Cabinet) -> Cabinet:
    cabinet.release(ID, "L-7", purity="98.1 %")
    cabinet.release(ID, "L-7", purity="98.4 %")
    return cabinet


def stored(number: str) -> bytes:
    with Datasheet.ready().get(number=number).file.open("rb") as file:
        content: bytes = file.read()
    return content


def test_a_release_has_its_certificate_rendered(cabinet: Cabinet) -> None:
    cabinet.release(ID, "L-7", purity="98.1 %")

    sheet = Datasheet.ready().get()
    assert (sheet.number, sheet.series, sheet.revision) == ("COA-L-7-r1", "COA-L-7", None)
    assert (sheet.subject_type, sheet.subject_id, sheet.subject_version) == ("lot", ID, 1)
    text = pdf_text(stored("COA-L-7-r1"))
    assert "Certificate of analysis of lot L-7" in text
    assert "purity: 98.1 %" in text


@pytest.mark.usefixtures("java")
def test_it_is_as_valid_as_a_datasheet(tested_twice: Cabinet) -> None:
    assert failures(stored("COA-L-7-r2")) == []


def test_it_has_its_own_style(tested_twice: Cabinet) -> None:
    kind = registry.kind_of("certificate-of-analysis")
    edition = kind.edition(archive.subject_of(Datasheet.objects.get(number="COA-L-7-r1")))

    html = compose(kind, edition, SiteSettings()).html

    assert "<style>.of-certificates { font-weight: 600 }</style></head>" in html


def test_each_variant_of_the_site_is_made(cabinet: Cabinet) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"datasheet_papers": ["a4", "letter"]})

    cabinet.release(ID, "L-7", purity="98.1 %")

    numbers = set(Datasheet.ready().values_list("number", flat=True))
    assert numbers == {"COA-L-7-r1", "COA-L-7-r1-letter"}


def test_a_new_version_supersedes_and_changes_no_byte(cabinet: Cabinet, client: Client) -> None:
    cabinet.release(ID, "L-7", purity="98.1 %")
    before = file_content(client.get("/documents/COA-L-7-r1.pdf"))

    cabinet.release(ID, "L-7", purity="98.4 %")

    assert file_content(client.get("/documents/COA-L-7-r1.pdf")) == before
    second = file_content(client.get("/documents/COA-L-7-r2.pdf"))
    assert "This document: COA-L-7-r2, which supersedes COA-L-7-r1." in pdf_text(second)


def test_its_versions_are_listed(tested_twice: Cabinet, client: Client) -> None:
    html = client.get("/documents/COA-L-7/").content.decode()

    assert "<h1>Certificate of analysis of lot L-7</h1>" in html
    assert "Version 2 (current)" in html
    assert html.count("Superseded: version 2 counts.") == 1
    assert html.index("COA-L-7-r2.pdf") < html.index("COA-L-7-r1.pdf")


def test_a_corrected_lot_number_is_followed(cabinet: Cabinet, client: Client) -> None:
    cabinet.release(ID, "L-7", purity="98.1 %")
    cabinet.release(ID, "L-8", purity="98.1 %")

    assert client.get("/documents/COA-L-7/")["Location"] == "/documents/COA-L-8/"
    html = client.get("/documents/COA-L-8/").content.decode()
    assert "COA-L-7-r1.pdf" in html
    assert "COA-L-8-r2.pdf" in html


def test_what_is_not_public_is_not_shown(cabinet: Cabinet, client: Client) -> None:
    cabinet.sealed.add(ID)
    cabinet.release(ID, "L-7", purity="98.1 %")

    assert client.get("/documents/COA-L-7-r1.pdf").status_code == 404
    assert client.get("/documents/COA-L-7/").status_code == 404
    assert verify(stored("COA-L-7-r1")).origin is Origin.FOREIGN


def test_its_pdfs_are_verified(tested_twice: Cabinet) -> None:
    current, superseded = verify(stored("COA-L-7-r2")), verify(stored("COA-L-7-r1"))

    assert current.origin is superseded.origin is Origin.ORIGINAL
    assert current.headline.text == "This is the original of COA-L-7-r2, and it is current."
    assert (current.is_current, superseded.is_current) == (True, False)
    assert "The lot was tested again." in {said.text for said in superseded.statements}


def test_one_that_was_saved_again_is_known_by_what_it_says(tested_twice: Cabinet) -> None:
    verdict = verify(edited(stored("COA-L-7-r1"), nothing))

    assert verdict.origin is Origin.ALTERED
    assert (verdict.document_number, verdict.data_untouched) == ("COA-L-7-r1", True)


def test_staff_issue_the_current_ones_again(tested_twice: Cabinet, staff: User) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"supplier_name": "Curie & Daughter"})

    call_command("reissue_datasheets", "--all", "--reason", "New name", stdout=io.StringIO())

    again = Datasheet.ready().get(issue=2)
    assert again.number == "COA-L-7-r2.2"
    assert "Curie & Daughter" in pdf_text(stored("COA-L-7-r2.2"))
    with pytest.raises(archive.NothingChangedError):
        archive.reissue(again, reason="New name", by=staff)


def test_staff_see_both_kinds(
    tested_twice: Cabinet, published: Callable[..., Product], client: Client, staff: User
) -> None:
    published("T-1")
    client.force_login(staff)

    page = client.get("/admin/datasheets/datasheet/").content.decode()

    assert "COA-L-7-r2" in page
    assert "TDS-T-1-r1" in page


def test_a_variant_that_is_added_is_made(cabinet: Cabinet, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    cabinet.release(ID, "L-7", purity="98.1 %")
    assert list(map(str, missing())) == ["lot L-7 version 1"]
    assert not is_any_unasked()
    SiteSettings.objects.update_or_create(pk=1, defaults={"datasheet_papers": ["a4", "letter"]})

    assert request_missing() == 1

    assert Datasheet.objects.filter(number="COA-L-7-r1-letter", state="pending").exists()
    assert list(map(str, missing(["L-7"]))) == [
        "lot L-7 version 1",
        "lot L-7 version 1 (US Letter, English)",
    ]


def test_one_subject_may_have_documents_of_two_kinds_and_two_subjects_of_one(
    cabinet: Cabinet, published: Callable[..., Product]
) -> None:
    product = published("T-1")
    cabinet.release(str(product.pk), "L-7", purity="98.1 %")

    ids = Datasheet.ready().values_list("document_kind", "subject_type", "subject_id")
    assert sorted(ids) == [
        ("certificate-of-analysis", "lot", str(product.pk)),
        ("tds", "product", str(product.pk)),
    ]


def test_without_its_kind_a_document_stays_and_says_what_is_missing(
    tested_twice: Cabinet, client: Client
) -> None:
    sheet = Datasheet.objects.get(number="COA-L-7-r1")
    again = Datasheet.objects.get(number="COA-L-7-r2")
    content = stored(sheet.number)
    Datasheet.objects.filter(pk=again.pk).update(
        state="pending", sha256="", rendered_at=None, size=None, due_at=timezone.now()
    )
    registry.unregister(registry.kind_of("certificate-of-analysis"))

    failed = make(again.pk)

    assert failed is not None
    assert "'certificate-of-analysis' is not a kind of document that this" in failed.problem
    assert client.get("/documents/COA-L-7-r1.pdf").status_code == 404
    assert client.get("/documents/COA-L-7/").status_code == 404
    assert verify(content).origin is Origin.FOREIGN
    assert stored(sheet.number) == content


def test_two_kinds_with_one_key_are_refused(cabinet: Cabinet) -> None:
    with pytest.raises(ValueError, match="two kinds of documents with the key"):
        registry.register(CertificateOfAnalysis(Cabinet()), archive.request)
