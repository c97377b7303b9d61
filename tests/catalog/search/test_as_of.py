"""All pages of a search show one moment, in one order, whatever is published between them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Product
from catalog.search import following
from catalog.search.hits import Hits, find_for_reader
from catalog.search.indexes import TEXT
from catalog.search.question import Question
from catalog.views import listing
from tests.kept import rows_made_once

Maker = Callable[..., Product]
SEARCH = "/api/v1/search"
STRUCTURES = "/api/v1/structure-search"
ALL = [f"T-{number}" for number in range(1, 10)]


@pytest.fixture
@rows_made_once
def shelf(published: Maker, caffeine: dict[str, Any]) -> None:
    """Nine products that every search finds equally well."""
    for number in ALL:
        published(number, name=f"Xanthine {number[-1]}", slug="xanthine", compound=caffeine)


def numbers(page: dict[str, Any]) -> list[str]:
    return [row["catalog_number"] for row in page["results"]]


def change(draft: Maker, caffeine: dict[str, Any]) -> None:
    """One is withdrawn, one gets another name and more words, one comes."""
    withdraw(Product.objects.get(catalog_number="T-2"), by=None)
    for number, name in (("T-1", "Zebra xanthine xanthine"), ("T-0", "A xanthine")):
        product = draft(number, name=name, slug="xanthine", compound=caffeine)
        publish(product, by=None, reason="test")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("query", ["q=xanthine", "q=xanthine&sort=-name", "sort=newest"])
def test_each_product_comes_once(
    draft: Maker, caffeine: dict[str, Any], client: Client, query: str
) -> None:
    everything = numbers(client.get(f"{SEARCH}?{query}").json())
    first = client.get(f"{SEARCH}?{query}&page_size=4").json()
    change(draft, caffeine)
    client.get(f"{SEARCH}?q=zebra")  # takes the publications into the index
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert numbers(first) + numbers(second) + numbers(third) == everything
    assert first["count"] == second["count"] == third["count"] == len(everything)
    assert third["next"] is None
    assert numbers(client.get(second["previous"]).json()) == numbers(first)


@pytest.mark.usefixtures("shelf")
def test_former_products_are_found_in_new_files(
    draft: Maker, caffeine: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a restart."""
    first = client.get(f"{SEARCH}?sort=name&page_size=4").json()
    change(draft, caffeine)
    monkeypatch.setattr(TEXT, "kept", TEXT.kept[-1:])
    TEXT.recheck()
    TEXT.rebuild()
    rest = client.get(first["next"].replace("page_size=4&page=2", "page_size=9")).json()
    second = client.get(first["next"]).json()

    assert numbers(first) + numbers(second) == ALL[:8], rest


@pytest.mark.usefixtures("shelf")
def test_the_first_page_shows_what_the_index_has(
    draft: Maker, caffeine: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks at the log once a second; the page after it does not show more than the first."""
    client.get(SEARCH)
    monkeypatch.setattr(following, "CHECK_EVERY", 60.0)
    change(draft, caffeine)
    first = client.get(f"{SEARCH}?sort=name&page_size=5").json()
    monkeypatch.setattr(following, "CHECK_EVERY", 0.0)
    second = client.get(first["next"]).json()

    assert numbers(first) + numbers(second) == ALL


@pytest.mark.usefixtures("shelf")
def test_an_index_that_is_behind_is_asked_later(
    draft: Maker, caffeine: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(SEARCH)
    change(draft, caffeine)
    monkeypatch.setattr(TEXT, "_check", lambda: None)
    response = client.get(SEARCH, {"as_of": timezone.now().isoformat()})

    assert response.status_code == 503
    assert response["Retry-After"] == "2"
    assert client.get("/products/", {"page": "2", "as_of": timezone.now().isoformat()}).content


@pytest.mark.usefixtures("shelf")
def test_pages_are_kept_for_a_while(client: Client) -> None:
    long_ago = (timezone.now() - timedelta(hours=1)).isoformat()
    for response in (
        client.get(SEARCH, {"as_of": long_ago}),
        client.post(STRUCTURES, {"structure": "C", "as_of": long_ago}, "application/json"),
    ):
        assert response.status_code == 400
        assert "kept for 10 minutes; leave it out to search again" in response.json()["detail"]
    assert client.get("/products/", {"page": "2", "as_of": long_ago}).status_code == 200


@pytest.mark.usefixtures("shelf")
def test_hits_of_a_structure_have_pages_of_one_moment(
    draft: Maker, caffeine: dict[str, Any], client: Client
) -> None:
    def ask(page: int, **members: Any) -> Any:
        asked = {"structure": "CN1C=NC2=C1C(=O)N(C)C(=O)N2C", "page_size": 5, "page": page}
        return client.post(STRUCTURES, asked | members, "application/json").json()

    first = ask(1)
    change(draft, caffeine)
    second = ask(2, as_of=first["as_of"])

    assert numbers(first) + numbers(second) == ALL
    assert sorted(numbers(ask(1, page_size=20))) == sorted({"T-0", *ALL} - {"T-2"})


@pytest.mark.usefixtures("shelf")
def test_pages_for_people_show_one_moment_too(
    draft: Maker, caffeine: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def five(question: Question) -> Hits:
        return find_for_reader(replace(question, per_page=5))

    monkeypatch.setattr(listing, "find_for_reader", five)
    first = client.get("/products/?q=xanthine")
    change(draft, caffeine)
    second = client.get(f"/products/{first.context['page'].next_url}")

    shown = [
        row.listing.catalog_number for page in (first, second) for row in page.context["page"].rows
    ]
    assert sorted(shown) == ALL
