"""Issues and versions: nothing is ever replaced, everything says what it is."""

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.models import Product, Revision, SiteSettings
from datasheets import archive
from datasheets.models import Datasheet
from tests.conftest import file_content
from tests.datasheets.documents import obtained

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("renders")]

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


@pytest.fixture
def product(published: Maker) -> Product:
    return published("T-1")


@pytest.fixture
def first(product: Product) -> Datasheet:
    return obtained(product.revisions.get())


@pytest.fixture
def new_name(first: Datasheet) -> None:
    """The supplier renames itself, after the first datasheet was made."""
    SiteSettings.objects.update_or_create(pk=1, defaults={"supplier_name": "Curie & Daughter"})


def pdf_text(pdf: bytes) -> str:
    """The words of a document, with single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def revised(product: Product, document: Document) -> Revision:
    load_draft(document("T-1", appearance="White powder"), by=None, reason="seen")
    return publish(product, by=None, change_note="Appearance")


def content(client: Client, address: str) -> bytes:
    return file_content(client.get(address))


@pytest.mark.usefixtures("new_name")
def test_a_document_is_issued_again_only_when_staff_say_so(
    first: Datasheet, client: Client, staff: User
) -> None:
    before = content(client, "/products/T-1/datasheet.pdf")

    again = archive.reissue(first, reason="New supplier's name", by=staff)

    assert (again.number, again.issue, again.issued_by) == ("TDS-T-1-r1.2", 2, staff)
    assert content(client, "/documents/TDS-T-1-r1.pdf") == before
    after = content(client, "/products/T-1/datasheet.pdf")
    assert after == content(client, "/documents/TDS-T-1-r1.2.pdf")
    assert "Curie & Daughter" in pdf_text(after)
    assert "supersedes TDS-T-1-r1." in pdf_text(after)


def test_what_is_made_of_the_same_is_not_issued_again(first: Datasheet) -> None:
    with pytest.raises(archive.NothingChangedError, match="TDS-T-1-r1 was not issued again"):
        archive.reissue(first, reason="Just so", by=None)

    assert Datasheet.objects.count() == 1


@pytest.mark.usefixtures("new_name")
def test_a_second_issue_is_not_repeated_either(first: Datasheet) -> None:
    archive.reissue(first, reason="New supplier's name", by=None)

    with pytest.raises(archive.NothingChangedError):
        archive.reissue(first, reason="New supplier's name", by=None)


@pytest.mark.usefixtures("new_name")
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reissue_needs_a_reason(first: Datasheet, reason: str) -> None:
    with pytest.raises(ValueError, match="the reason is public"):
        archive.reissue(first, reason=reason, by=None)


def test_the_document_of_a_new_revision_supersedes_the_one_before(
    product: Product, first: Datasheet, document: Document, client: Client
) -> None:
    revision = revised(product, document)

    sheet = obtained(revision)

    assert sheet.number == "TDS-T-1-r2"
    text = pdf_text(content(client, "/documents/TDS-T-1-r2.pdf"))
    assert "This document: TDS-T-1-r2, which supersedes TDS-T-1-r1." in text


def test_the_page_of_a_document_lists_its_versions(
    product: Product, first: Datasheet, document: Document, client: Client
) -> None:
    revised(product, document)

    html = client.get("/documents/TDS-T-1/").content.decode()

    for said in (
        "Revision 2 (current)",
        "Appearance",
        "White powder",
        "Superseded: revision 2 is shown now",
        '<a href="/documents/TDS-T-1-r1.pdf">TDS-T-1-r1</a>',
        first.sha256[:16],
    ):
        assert said in html
    assert html.index("Revision 2") < html.index("Superseded")


def test_a_former_number_leads_to_the_page(product: Product, client: Client) -> None:
    product.catalog_number = "T-9"
    product.save()
    save_draft(product, by=None)
    publish(product, by=None)

    response = client.get("/documents/TDS-T-1/")

    assert response["Location"] == "/documents/TDS-T-9/"
    assert client.get("/documents/TDS-T-9/").status_code == 200


def test_a_withdrawn_product_keeps_its_documents(
    product: Product, first: Datasheet, client: Client
) -> None:
    before = content(client, "/documents/TDS-T-1-r1.pdf")
    withdraw(product, by=None)

    html = client.get("/documents/TDS-T-1/").content.decode()

    assert "has been withdrawn" in html
    assert content(client, "/documents/TDS-T-1-r1.pdf") == before


@pytest.mark.parametrize(
    "address",
    ["/documents/TDS-NOPE/", "/documents/T-1/", "/documents/TDS-T-1-r7.pdf", "/documents/x.pdf"],
)
def test_what_is_no_document(first: Datasheet, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("new_name")
def test_staff_issue_a_selection_again(first: Datasheet, client: Client, staff: User) -> None:
    client.force_login(staff)
    chosen = {"action": "issue_again", "_selected_action": [first.pk]}
    address = "/admin/datasheets/datasheet/"

    asked = client.post(address, chosen)
    done = client.post(address, chosen | {"apply": "1", "reason": "New name"}, follow=True)

    assert b"Issue documents again" in asked.content
    assert b"Issued: TDS-T-1-r1.2." in done.content
    assert Datasheet.objects.get(issue=2).reason == "New name"


@pytest.mark.usefixtures("new_name")
def test_the_command_issues_all_current_ones_again(
    product: Product, first: Datasheet, document: Document
) -> None:
    obtained(revised(product, document))
    SiteSettings.objects.update(supplier_name="Irène & Ève")

    call_command(
        "reissue_datasheets", "--all", "--reason", "New name", stdout=(out := io.StringIO())
    )

    assert out.getvalue() == "TDS-T-1-r2: issued again as TDS-T-1-r2.2\n"
    with pytest.raises(CommandError, match="no document TDS-X"):
        call_command("reissue_datasheets", "TDS-X", "--reason", "New name")
    with pytest.raises(CommandError, match="say --all"):
        call_command("reissue_datasheets", "--reason", "New name")


@pytest.mark.usefixtures("new_name")
def test_a_reason_that_cannot_be_printed_is_refused(first: Datasheet) -> None:
    with pytest.raises(ValueError, match=r"The reason .* cannot be printed: .*U\+1F600"):
        archive.reissue(first, reason="New name 😀", by=None)
    assert Datasheet.objects.count() == 1
