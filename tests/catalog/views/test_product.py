"""Product pages: addresses that last, nothing before its time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.models import SiteSettings
from tests.catalog.views.pages import Document, Maker, page
from tests.conftest import Clock


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
