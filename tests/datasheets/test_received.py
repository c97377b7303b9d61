"""Documents of others are in the archive as they came, beside those that are rendered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog import registry
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.models import Product, StoredFile
from datasheets import archive
from datasheets.missing import missing
from datasheets.models import Datasheet
from datasheets.verification import Origin, verify
from tests.catalog.untrusted.attacks import pdf
from tests.conftest import Clock, file_content

pytestmark = pytest.mark.django_db

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]
FIRST, SECOND = pdf() + b"% Sheet of 2025", pdf() + b"% Sheet of 2026"


def attachment(content: bytes, **members: Any) -> dict[str, Any]:
    file = StoredFile.objects.keep(content, "sheet.pdf", "application/pdf")
    sheet = {"kind": "sds", "title": "Safety data sheet", "language": "en", "file": file.sha256}
    return sheet | members


def republished(product: Product, document: Document, *attachments: dict[str, Any]) -> None:
    number = product.catalog_number
    load_draft(document(number, attachments=list(attachments)), by=None, reason="x")
    publish(product, by=None, reason="x")


def received() -> list[str]:
    rows = Datasheet.objects.filter(document_kind__startswith="received-")
    return list(rows.order_by("pk").values_list("number", flat=True))


@pytest.fixture
def product(published: Maker) -> Product:
    return published("T-1", attachments=[attachment(FIRST)])


def test_what_is_attached_has_a_number_and_an_address(product: Product, client: Client) -> None:
    sheet = Datasheet.objects.get(number="SDS-T-1-v1")

    assert (sheet.subject_type, sheet.subject_id) == ("product", str(product.pk))
    assert sheet.is_ready
    assert sheet.is_received
    assert sheet.revision == product.revisions.get()
    response = client.get("/documents/SDS-T-1-v1.pdf")
    assert file_content(response) == FIRST
    assert response["Content-Type"] == "application/pdf"


def test_its_former_address_leads_there(product: Product, client: Client) -> None:
    file = StoredFile.objects.get()

    response = client.get(f"/files/{file.sha256}/sheet.pdf")

    assert response["Location"] == "/documents/SDS-T-1-v1.pdf"
    page = client.get("/products/T-1/caffeine/").content.decode()
    assert 'href="/documents/SDS-T-1-v1.pdf"' in page


def test_the_same_bytes_are_one_document_and_others_the_next_version(
    product: Product, document: Document, client: Client
) -> None:
    republished(product, document, attachment(FIRST), attachment(FIRST, title="The same"))
    assert received() == ["SDS-T-1-v1"]

    republished(product, document, attachment(SECOND))

    assert received() == ["SDS-T-1-v1", "SDS-T-1-v2"]
    assert file_content(client.get("/documents/SDS-T-1-v1.pdf")) == FIRST
    assert file_content(client.get("/documents/SDS-T-1-v2.pdf")) == SECOND


def test_a_published_revision_keeps_what_it_attaches(product: Product, document: Document) -> None:
    before = bytes(product.revisions.get().spec)

    republished(product, document, attachment(SECOND))

    assert bytes(product.revisions.get(number=1).spec) == before
    assert b'"attachments":[{' in before


def test_one_page_lists_what_was_rendered_and_what_was_received(
    product: Product, document: Document, client: Client
) -> None:
    republished(product, document, attachment(SECOND, lot="L-1"))

    page = client.get("/documents/TDS-T-1/").content.decode()

    assert page.index("Technical datasheet of Caffeine") < page.index("Safety data sheet: Caffeine")
    for said in (
        '<a href="/documents/SDS-T-1/">SDS-T-1</a>',
        '<a href="/documents/SDS-T-1-v1.pdf">SDS-T-1-v1</a>',
        "Version 2 (current)",
        "Safety data sheet, lot L-1.",
    ):
        assert said in page
    assert page.count("does not show this document any more") == 1
    assert page.count("Not made yet") == 2  # the datasheets: there is no worker


def test_its_own_page_begins_with_it(product: Product, client: Client) -> None:
    page = client.get("/documents/SDS-T-1/").content.decode()

    assert "<h1>Safety data sheet: Caffeine</h1>" in page
    assert page.index("SDS-T-1-v1.pdf") < page.index("Technical datasheet of Caffeine")


def test_its_number_stays_and_the_next_one_has_the_new_catalog_number(
    product: Product, document: Document, client: Client
) -> None:
    product.catalog_number = "T-9"
    product.save()
    save_draft(product, by=None)
    publish(product, by=None)
    assert "SDS-T-1-v1.pdf" in client.get("/documents/SDS-T-1/").content.decode()

    republished(product, document, attachment(SECOND))

    assert received() == ["SDS-T-1-v1", "SDS-T-9-v2"]
    assert client.get("/documents/SDS-T-1/")["Location"] == "/documents/SDS-T-9/"
    page = client.get("/documents/SDS-T-9/").content.decode()
    assert "SDS-T-1-v1.pdf" in page
    assert "SDS-T-9-v2.pdf" in page


def test_nothing_is_told_before_its_revision_is_public(
    draft: Maker, client: Client, clock: Clock
) -> None:
    row = draft("T-1", attachments=[attachment(FIRST)])
    assert received() == []
    publish(row, by=None, reason="x", valid_from=clock.moment + timedelta(days=1))

    assert client.get("/documents/SDS-T-1-v1.pdf").status_code == 404
    assert client.get("/documents/SDS-T-1/").status_code == 404
    assert verify(FIRST).origin is Origin.FOREIGN

    clock.advance(days=1)
    assert file_content(client.get("/documents/SDS-T-1-v1.pdf")) == FIRST


def test_a_withdrawn_product_keeps_what_was_received(product: Product, client: Client) -> None:
    withdraw(product, by=None)

    assert file_content(client.get("/documents/SDS-T-1-v1.pdf")) == FIRST
    page = client.get("/documents/SDS-T-1/").content.decode()
    assert "has been withdrawn" in page
    assert "(current)" not in page


def test_it_is_verified(product: Product, document: Document) -> None:
    verdict = verify(FIRST)
    assert verdict.headline.text == "This is the original of SDS-T-1-v1, and it is current."

    republished(product, document, attachment(SECOND))

    superseded = verify(FIRST)
    assert superseded.origin is Origin.ORIGINAL
    assert superseded.is_current is False


def test_the_same_bytes_may_be_of_two_products(
    clock: Clock, product: Product, draft: Maker, client: Client
) -> None:
    other = draft("T-2", attachments=[attachment(FIRST)])
    publish(other, by=None, reason="x", valid_from=clock.moment + timedelta(days=1))

    assert received() == ["SDS-T-1-v1", "SDS-T-2-v1"]
    assert verify(FIRST).document_number == "SDS-T-1-v1"
    assert file_content(client.get("/documents/SDS-T-1-v1.pdf")) == FIRST


def test_a_page_leads_to_the_documents_of_its_own_product(
    product: Product, published: Maker, client: Client
) -> None:
    as_manual = attachment(FIRST, kind="manual", title="The same as a manual")
    published("T-2", attachments=[attachment(FIRST), as_manual])

    page = client.get("/products/T-2/caffeine/").content.decode()

    assert '<a href="/documents/SDS-T-2-v1.pdf">Safety data sheet</a>' in page
    assert '<a href="/documents/MANUAL-T-2-v1.pdf">The same as a manual</a>' in page
    assert "SDS-T-1-v1" not in page


def test_any_number_of_attachments_costs_a_page_one_query(
    published: Maker, client: Client, django_assert_num_queries: Any
) -> None:
    sheets = [attachment(FIRST + b"%d" % lot, lot=f"L-{lot}") for lot in range(10)]
    published("T-1")
    published("T-2", attachments=sheets)
    client.get("/products/T-1/caffeine/")  # what a process reads once
    with CaptureQueriesContext(connection) as without:
        cache.clear()
        client.get("/products/T-1/caffeine/")

    with django_assert_num_queries(len(without) + 1):
        cache.clear()
        page = client.get("/products/T-2/caffeine/").content.decode()

    assert page.count('href="/documents/SDS-T-2-v') == 10


def test_the_tag_of_a_page_changes_with_the_addresses_of_its_documents(
    product: Product, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/products/T-1/caffeine/"
    numbered = client.get(address)["ETag"]
    monkeypatch.setattr(registry, "_attachment_addresses", [])

    response = client.get(address, headers={"If-None-Match": numbered})

    assert response.status_code == 200
    assert f'href="/files/{StoredFile.objects.get().sha256}/sheet.pdf"' in response.content.decode()


def test_a_public_one_is_found_within_a_file_though_a_scheduled_product_has_it_too(
    clock: Clock, draft: Maker, published: Maker
) -> None:
    coming = draft("T-2", attachments=[attachment(pdf())])
    publish(coming, by=None, reason="x", valid_from=clock.moment + timedelta(days=1))
    published("T-1", attachments=[attachment(pdf())])
    clock.advance(seconds=1)

    verdict = verify(pdf() + b"\nwith something added")

    assert received() == ["SDS-T-2-v1", "SDS-T-1-v1"]
    assert (verdict.origin, verdict.document_number) == (Origin.EXTENDED, "SDS-T-1-v1")


def test_each_kind_of_attachment_has_its_own_numbers(published: Maker) -> None:
    certificate = attachment(SECOND, kind="certificate", lot="L-1", language="pt-BR")
    published("T-1", attachments=[attachment(FIRST), certificate])

    assert received() == ["SDS-T-1-v1", "COA-T-1-v1"]
    assert Datasheet.objects.get(number="COA-T-1-v1").language == "pt-BR"


def test_an_address_elsewhere_is_no_document_of_ours(published: Maker) -> None:
    elsewhere = {"kind": "sds", "title": "Sheet", "language": "en", "url": "https://a.example/1"}
    published("T-1", attachments=[elsewhere])

    assert received() == []


def test_it_is_not_rendered(product: Product, staff: User) -> None:
    sheet = Datasheet.objects.get(number="SDS-T-1-v1")

    with pytest.raises(ValueError, match="SDS-T-1-v1 was received as it is"):
        archive.reissue(sheet, reason="New name", by=staff)
    assert list(map(str, missing())) == ["T-1 revision 1"]
    assert archive.current() == []
