"""Public pages: addresses that last, answers that help, nothing before its time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.rebuild_listings import rebuild_listings
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.models import Product, SiteSettings, StoredFile
from catalog.models.listing import ListingFile
from tests.conftest import Clock, file_content

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


def test_the_list_shows_what_is_on_offer(published: Maker, draft: Maker, client: Client) -> None:
    published("T-1")
    withdraw(published("T-2", name="Theine"), by=None)
    draft("T-3", name="Guaranine")

    html = page(client, "/products/")

    assert "/products/T-1/caffeine/" in html
    assert "Theine" not in html
    assert "Guaranine" not in html


def test_the_list_is_searched(published: Maker, client: Client) -> None:
    published("T-1", synonyms=[{"text": "Trimethylxanthine"}])
    published("T-2", name="Nicotine")

    html = page(client, "/products/?q=trimethyl")

    assert "Caffeine" in html
    assert "Nicotine" not in html


def test_a_product_has_one_address(published: Maker, client: Client) -> None:
    published("T-1")

    for other in ("/products/T-1/", "/products/t1/caffeine/", "/products/T-1/coffee/"):
        response = client.get(other)
        assert (response.status_code, response["Location"]) == (302, "/products/T-1/caffeine/")


def test_a_number_may_come_back(published: Maker, client: Client) -> None:
    """A permanent redirect, which browsers keep, would lead from T-1 to T-9 and back for ever."""
    product = published("T-1")
    for number in ("T-9", "T-1"):
        product.catalog_number = number
        product.save()
        save_draft(product, by=None)
        publish(product, by=None)
        other = {"T-9": "T-1", "T-1": "T-9"}[number]
        answer = client.get(f"/products/{other}/caffeine/")
        assert (answer.status_code, answer["Location"]) == (302, f"/products/{number}/caffeine/")


def test_a_former_catalog_number_leads_on(published: Maker, client: Client) -> None:
    product = published("T-1")
    product.catalog_number = "T-9"
    product.save()
    save_draft(product, by=None)
    publish(product, by=None)

    assert client.get("/products/T-1/caffeine/")["Location"] == "/products/T-9/caffeine/"


def test_a_number_that_is_only_scheduled_leads_nowhere(
    published: Maker, client: Client, clock: Clock
) -> None:
    product = published("T-1")
    product.catalog_number = "T-9"
    product.save()
    save_draft(product, by=None)
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))

    assert client.get("/products/T-9/").status_code == 404
    clock.advance(days=1)
    assert client.get("/products/T-1/")["Location"] == "/products/T-9/caffeine/"


def test_nothing_is_shown_before_its_time(
    published: Maker, document: Document, client: Client, clock: Clock
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    before = client.get("/products/T-1/caffeine/")

    for address in ("revisions/2/", "revisions/2/datasheet.pdf"):
        assert client.get(f"/products/T-1/{address}").status_code == 404
    assert client.get("/id/Theine").status_code == 404
    assert "Theine" not in before.content.decode()

    clock.advance(days=1)
    after = client.get("/products/T-1/caffeine/")
    assert "Theine" in after.content.decode()
    assert after["ETag"] != before["ETag"]


def test_a_past_revision_says_so_and_what_changed(
    published: Maker, document: Document, client: Client
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None)

    html = page(client, "/products/T-1/revisions/1/")

    assert "Caffeine" in html
    assert "Theine" in html
    assert "/products/T-1/caffeine/" in html


def test_a_tombstone_names_the_replacement(published: Maker, client: Client) -> None:
    product, successor = published("T-1"), published("T-2", name="Paraxanthine")
    withdraw(product, by=None, note="Impure.", replaced_by=successor)

    html = page(client, "/products/T-1/caffeine/", status=410)

    assert "Impure." in html
    assert "Paraxanthine" in html
    assert "/products/T-2/" in html


def test_a_tombstone_leads_to_what_was_last_shown(
    published: Maker, document: Document, client: Client, clock: Clock
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    clock.advance(hours=1)
    withdraw(product, by=None, cancel_scheduled=True)  # revision 3; nobody ever saw revision 2

    html = page(client, "/products/T-1/caffeine/", status=410)

    assert "/products/T-1/revisions/1/" in html
    assert "/products/T-1/revisions/2/" not in html


def test_any_identifier_leads_to_the_product(
    published: Maker, client: Client, caffeine: dict[str, Any]
) -> None:
    published("T-1", compound=caffeine, synonyms=[{"text": "1,3,7-Trimethylxanthine"}])

    for text in (
        "58-08-2", "58082", "caffeine", "t-1", "T-1-5G", "RYYVLZVUVIJVGH-UHFFFAOYSA-N",
        "1,3,7-trimethylxanthine",
    ):  # fmt: skip
        response = client.get(f"/id/{text}")
        assert (response.status_code, response["Location"]) == (302, "/products/T-1/caffeine/")


def test_a_shared_identifier_is_a_choice(
    published: Maker, client: Client, caffeine: dict[str, Any]
) -> None:
    published("T-1", compound=caffeine)
    published("T-2", name="Caffeine, extra pure", slug="pure", compound=caffeine)

    html = page(client, "/id/58-08-2")

    assert "/products/T-1/caffeine/" in html
    assert "/products/T-2/pure/" in html


def test_a_404_helps(published: Maker, client: Client) -> None:
    published("T-1", synonyms=[{"text": "Tacrolimus"}])

    html = page(client, "/id/tacrolimsu", status=404)

    assert "tacrolimsu" in html
    assert "/products/T-1/caffeine/" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/nope/",
        "/products/NOPE/",
        "/id/☃",
        "/products/NOPE/revisions/1/",
        "/files/x/y",
        "/files/%00/x",
        f"/files/{'0' * 64}/x",
    ],
)
def test_what_is_not_there(client: Client, address: str) -> None:
    assert "<form" in page(client, address, status=404)


def test_a_page_the_browser_has_is_not_sent_again(published: Maker, client: Client) -> None:
    published("T-1")
    etag = client.get("/products/T-1/caffeine/")["ETag"]

    assert etag.startswith('"')
    again = client.get("/products/T-1/caffeine/", headers={"If-None-Match": etag})
    assert again.status_code == 304

    SiteSettings(pk=1, supplier_name="Curie & Daughter").save()
    changed = client.get("/products/T-1/caffeine/", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert "Curie &amp; Daughter" in changed.content.decode()


def test_the_policy_of_content_is_strict(published: Maker, client: Client) -> None:
    published("T-1")
    for address in ("/products/", "/products/T-1/caffeine/", "/nope/", "/admin/login/"):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy
        html = response.content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert "<script>" not in html


def test_the_accent_is_a_stylesheet(client: Client, db: None) -> None:
    SiteSettings(pk=1, accent_colour="#1f5f4a").save()

    response = client.get("/style/accent.css")

    assert response["Content-Type"] == "text/css"
    assert b"#1f5f4a" in response.content


@pytest.mark.parametrize("address", ["/products/T-1/caffeine/", "/api/v1/products/T-1/"])
def test_a_product_costs_few_queries(
    published: Maker,
    client: Client,
    address: str,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    published("T-1")
    with django_assert_max_num_queries(2):  # the listing with its revision; the site settings
        client.get(address)


PDF = b"%PDF-1.7 A review of caffeine"


@pytest.fixture
def review(db: None) -> StoredFile:
    """A stored file that no product has yet."""
    return StoredFile.objects.keep(PDF, "review.pdf", "application/pdf")


def with_files(file: StoredFile) -> dict[str, Any]:
    attachment = {"kind": "review", "title": "Review", "language": "en", "file": file.sha256}
    return {"attachments": [attachment], "sequences": [{"type": "dna", "genbank": file.sha256}]}


def address_of(file: StoredFile) -> str:
    return f"/files/{file.sha256}/{file.filename}"


def test_a_file_is_public_as_soon_as_its_revision_is(
    draft: Maker, review: StoredFile, client: Client, clock: Clock
) -> None:
    product = draft("T-1", **with_files(review))
    assert client.get(address_of(review)).status_code == 404

    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    assert client.get(address_of(review)).status_code == 404

    clock.advance(days=1)
    response = client.get(address_of(review))
    assert file_content(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_stays_with_a_past_revision_and_a_rebuilt_listing(
    published: Maker, document: Document, review: StoredFile, client: Client
) -> None:
    product = published("T-1", **with_files(review))
    load_draft(document("T-1"), by=None, reason="without the review")
    publish(product, by=None)
    rebuild_listings()

    assert file_content(client.get(address_of(review))) == PDF
    assert ListingFile.objects.count() == 1


def test_a_file_of_a_cancelled_revision_was_never_public(
    draft: Maker, document: Document, review: StoredFile, client: Client, clock: Clock
) -> None:
    product = draft("T-1", **with_files(review))
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    load_draft(document("T-1"), by=None, reason="without the review")
    publish(product, by=None, scheduled="cancel")
    clock.advance(days=2)

    assert client.get(address_of(review)).status_code == 404


def test_staff_see_the_files_of_a_draft(
    draft: Maker, review: StoredFile, client: Client, django_user_model: Any
) -> None:
    draft("T-1", **with_files(review))
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    client.force_login(clerk)
    assert client.get(address_of(review)).status_code == 404

    clerk.user_permissions.add(Permission.objects.get(codename="view_product"))
    response = client.get(address_of(review))

    assert file_content(response) == PDF
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_whose_bytes_are_lost(
    published: Maker, review: StoredFile, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    published("T-1", **with_files(review))
    review.file.storage.delete(review.file.name)

    assert client.get(address_of(review)).status_code == 404
    assert f"The bytes of stored file {review.sha256} are missing" in caplog.text
