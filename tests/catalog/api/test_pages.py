"""Pages of the product list: every product once, in order, in both directions."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from django.test import Client

from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import DraftVersion, Listing, Product, Revision
from tests.kept import rows_made_once

Maker = Callable[..., Product]
LIST = "/api/v1/products/"
MANY = 1_150
START = datetime(2026, 1, 1, tzinfo=UTC)
WEIGHTS = [("z", None), ("000000000000180160", 180.16)]


@pytest.fixture
@rows_made_once
def many(db: None) -> None:
    """1,150 products: all but ten of them of unknown weight, in 3 names, shown since 4 moments."""
    products = Product.objects.bulk_create(
        Product(catalog_number=f"T-{n}", slug="x", name="x", kind="enzyme") for n in range(MANY)
    )
    now = {"sha256": "0" * 64}
    drafts = DraftVersion.objects.bulk_create(
        DraftVersion(product=product, number=1, document=b"{}", saved_at=START, **now)
        for product in products
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            product=draft.product, number=1, position=position, draft_version=draft, spec=b"{}",
            recorded_at=START, valid_from=START, **now,
        )
        for position, draft in enumerate(drafts, start=1)
    )  # fmt: skip
    Listing.objects.bulk_create(
        Listing(
            revision=revision,
            product=revision.product,
            visible_from=START + timedelta(microseconds=place % 4),
            catalog_number=revision.product.catalog_number,
            catalog_number_key=f"t{place}",
            catalog_number_sort=f"t{place:010}",
            slug="x",
            name=f"Enzyme {place % 3}",
            name_key=f"enzyme{place % 3}",
            kind="enzyme",
            status="active",
            weight_key=WEIGHTS[place % 115 == 0][0],
            grams_per_mole=WEIGHTS[place % 115 == 0][1],
        )
        for place, revision in enumerate(revisions)
    )


def pages(client: Client, address: str | None, way: str) -> Iterator[dict[str, Any]]:
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.content
        yield response.json()
        address = response.json()[way]


def numbers(page: dict[str, Any]) -> list[str]:
    return [row["catalog_number"] for row in page["results"]]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("ordering", "columns"),
    [
        ("molecular_weight", ["weight_key", "revision_id"]),
        ("-molecular_weight", ["-weight_key", "-revision_id"]),
        ("name", ["name_key", "revision_id"]),
        ("valid_from", ["visible_from", "revision_id"]),
        ("-valid_from", ["-visible_from", "-revision_id"]),
        ("catalog_number", ["catalog_number_sort", "revision_id"]),
        ("molecular_weight,-name", ["weight_key", "-name_key", "revision_id"]),
        ("-name,valid_from", ["-name_key", "visible_from", "-revision_id"]),
    ],
)
def test_every_product_once_forwards_and_backwards(
    client: Client, ordering: str, columns: list[str]
) -> None:
    expected = list(Listing.objects.order_by(*columns).values_list("catalog_number", flat=True))
    address = f"{LIST}?fields=catalog_number&page_size=100&ordering={ordering}"

    there = list(islice(pages(client, address, "next"), 20))
    assert [number for page in there for number in numbers(page)] == expected
    assert there[0]["previous"] is None
    assert there[-1]["next"] is None

    back = list(islice(pages(client, there[-1]["previous"], "previous"), 20))
    assert [numbers(page) for page in back] == [numbers(page) for page in there[-2::-1]]
    assert back[-1]["previous"] is None
    assert numbers(next(pages(client, back[-1]["next"], "next"))) == numbers(there[1])


@pytest.mark.usefixtures("many")
def test_filters_go_on(client: Client) -> None:
    address = f"{LIST}?molecular_weight_min=100&page_size=3&ordering=-catalog_number"

    found = [numbers(page) for page in islice(pages(client, address, "next"), 20)]

    assert found == [
        ["T-1035", "T-920", "T-805"], ["T-690", "T-575", "T-460"], ["T-345", "T-230", "T-115"],
        ["T-0"],
    ]  # fmt: skip


def test_what_is_published_between_two_pages_changes_none(
    published: Maker, draft: Maker, client: Client
) -> None:
    """A product that gets another name, one that is withdrawn, one that comes: each would move."""
    for number in range(1, 9):
        published(f"T-{number}", name=f"Enzyme {number}", slug="enzyme")
    shown = [f"T-{number}" for number in range(1, 9)]
    turned = pages(client, f"{LIST}?page_size=2&ordering=name", "next")

    found = numbers(next(turned))
    withdraw(Product.objects.get(catalog_number="T-1"), by=None)
    found += numbers(next(turned))
    publish(draft("T-8", name="Alpha enzyme", slug="enzyme"), by=None)
    published("T-9", name="Enzyme 4a", slug="enzyme")
    rest = list(turned)
    found += [number for page in rest for number in numbers(page)]

    assert found == shown
    back = [numbers(page) for page in pages(client, rest[-1]["previous"], "previous")]
    assert back == [["T-5", "T-6"], ["T-3", "T-4"], ["T-1", "T-2"]]
    afterwards = client.get(f"{LIST}?ordering=name").json()
    assert numbers(afterwards) == ["T-8", "T-2", "T-3", "T-4", "T-9", "T-5", "T-6", "T-7"]


def test_rows_that_are_gone_leave_a_way_back(published: Maker, client: Client) -> None:
    """As when a term that is filtered by was merged."""
    for number in ("T-1", "T-2", "T-3", "T-4"):
        published(number)
    first = client.get(f"{LIST}?page_size=2&ordering=catalog_number").json()
    second = client.get(first["next"]).json()
    Listing.objects.filter(catalog_number__in=("T-3", "T-4")).delete()

    empty = client.get(first["next"]).json()
    assert (empty["results"], empty["next"]) == ([], None)
    assert numbers(client.get(empty["previous"]).json()) == ["T-1", "T-2"]

    Listing.objects.filter(catalog_number__in=("T-1", "T-2")).delete()
    nothing = client.get(second["previous"]).json()
    assert (nothing["results"], nothing["previous"]) == ([], None)


def cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


NAME = ["name_key", "revision_id"]
WHEN = ["visible_from", "revision_id"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ordering", "text"),
    [
        ("name", ""),
        ("name", "☃"),
        ("name", "AAAA"),
        ("name", "=" * 9),
        ("name", base64.urlsafe_b64encode(b"[" * 2_900).decode()),
        ("name", "A" * 60_000),
        ("name", cursor()),
        ("name", cursor(1, 2, 3)),
        ("name", cursor(NAME, "gt", ["caffeine"])),
        ("name", cursor(NAME, "gt", None)),
        ("name", cursor(NAME, "gt", {"a": 1, "b": 2})),
        ("name", cursor(NAME, ["gt"], ["caffeine", 1])),
        ("name", cursor(NAME, "contains", ["caffeine", 1])),
        ("name", cursor(NAME, "gt", ["caf\0feine", 1])),
        ("name", cursor(NAME, "gt", ["caf\ud800", 1])),
        ("name", cursor(NAME, "gt", ["caffeine", 2**63])),
        ("name", cursor(NAME, "gt", ["caffeine", True])),
        ("name", cursor(NAME, "gt", ["caffeine", "1"])),
        ("name", cursor(NAME, "gt", [1, 1])),
        ("name", cursor(["weight_key", "revision_id"], "gt", ["z", 1])),
        ("-name", cursor(NAME, "gt", ["caffeine", 1])),
        ("valid_from", cursor(NAME, "gt", ["caffeine", 1])),
        ("valid_from", cursor(WHEN, "gt", ["yesterday", 1])),
        ("valid_from", cursor(WHEN, "gt", ["0001-01-01T00:00:00+14:00", 1])),
        ("valid_from", cursor(WHEN, "gt", [0, 1])),
    ],
)
def test_a_bad_or_foreign_cursor_is_a_problem(client: Client, ordering: str, text: str) -> None:
    response = client.get(LIST, {"ordering": ordering, "cursor": text})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"].startswith(f"cursor={text[:200]}: follow the addresses")
