"""Crawlers find what is on offer, and nothing before its time."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Product
from tests.conftest import Clock

Maker = Callable[..., Product]


def test_the_sitemap_holds_what_is_visible(
    published: Maker, draft: Maker, client: Client, clock: Clock
) -> None:
    published("T-1")
    withdraw(published("T-2"), by=None)
    publish(draft("T-3"), by=None, valid_from=clock.moment + timedelta(days=1))

    before = client.get("/sitemap.xml").content.decode()
    clock.advance(days=1)
    after = client.get("/sitemap.xml").content.decode()

    assert "/products/T-1/caffeine/" in before
    assert "T-2" not in after
    assert "T-3" not in before
    assert "/products/T-3/caffeine/" in after


def test_robots_are_told_where_it_is(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert b"/sitemap.xml" in response.content
    assert b"Disallow: /admin/" in response.content
