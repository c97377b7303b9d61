"""The product list: rows, filters, order, pages, and errors that help."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.actions import settle
from catalog.actions.withdraw import withdraw
from catalog.models import Product
from tests.conftest import Clock
from tests.kept import rows_made_once

Maker = Callable[..., Product]
LIST = "/api/v1/products/"
THEOBROMINE = {
    "key": "theobromine",
    "name": "Theobromine",
    "formula": "C7H8N4O2",
    "molecular_weight": "180.16 g/mol",
    "weight_basis": "printed",
    "registry_numbers": [{"type": "cas", "value": "83-67-0"}],
}


def get(client: Client, query: str = "") -> Any:
    response = client.get(LIST + query)
    assert response.status_code == 200, response.content
    return response.json()


def numbers(client: Client, query: str) -> list[str]:
    return [row["catalog_number"] for row in get(client, query)["results"]]


@pytest.fixture
@rows_made_once
def shelf(published: Maker, caffeine: dict[str, Any]) -> None:
    """Caffeine, theobromine, and an antibody that has no weight."""
    published("T-1", compound=caffeine, synonyms=[{"text": "1,3,7-Trimethylxanthine"}])
    published(
        "T-2",
        name="Theobromine",
        compound=THEOBROMINE,
        terms=[{"vocabulary": "target", "slug": "pde", "label": "PDE"}],
    )
    published(
        "T-10",
        name="Anti-CD3",
        kind="antibody",
        characteristics=[{"key": "clone", "value": "OKT3"}],
    )


@pytest.mark.usefixtures("shelf")
def test_a_row(client: Client) -> None:
    row = next(row for row in get(client)["results"] if row["catalog_number"] == "T-1")

    assert row["name"] == "Caffeine"
    assert row["kind"] == "natural_product"
    assert row["cas"] == "58-08-2"
    assert row["formula"] == "C8H10N4O2"
    weight = {"text": "194.19", "value": 194.19, "unit": "g/mol", "remark": None}
    assert row["molecular_weight"] == weight
    assert row["url"] == "http://127.0.0.1:8000/api/v1/products/T-1/"
    assert row["page"] == "http://127.0.0.1:8000/products/T-1/caffeine/"


@pytest.mark.usefixtures("shelf")
def test_what_is_unknown_is_null(client: Client) -> None:
    row = next(row for row in get(client)["results"] if row["catalog_number"] == "T-10")

    assert (row["cas"], row["formula"], row["molecular_weight"]) == (None, None, None)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?search=trimethyl", ["T-1"]),
        ("?search=58-08-2", ["T-1"]),
        ("?search=58082", ["T-1"]),
        ("?cas=83-67-0", ["T-2"]),
        ("?kind=antibody", ["T-10"]),
        ("?kind=antibody&kind=natural_product", ["T-10", "T-1", "T-2"]),
        ("?target=pde", ["T-2"]),
        ("?formula=C7H8N4O2", ["T-2"]),
        ("?molecular_weight_min=190", ["T-1"]),
        ("?molecular_weight_max=190", ["T-2"]),
        ("?ordering=catalog_number", ["T-1", "T-2", "T-10"]),
        ("?ordering=-name", ["T-2", "T-1", "T-10"]),
        ("?ordering=molecular_weight", ["T-2", "T-1", "T-10"]),
    ],
)
def test_filters_and_order(client: Client, query: str, expected: list[str]) -> None:
    assert numbers(client, query) == expected


@pytest.mark.usefixtures("shelf")
def test_fields_of_the_row_and_of_the_document(client: Client) -> None:
    rows = get(client, "?fields=catalog_number,packs&search=T-1-5G")["results"]

    assert rows == [
        {
            "catalog_number": "T-1",
            "packs": [
                {
                    "sku": "T-1-5G",
                    "count": 1,
                    "amount": {"text": "5", "value": 5, "unit": "g", "remark": None},
                    "concentration": None,
                    "solvent": None,
                    "container": None,
                    "status": "active",
                }
            ],
        }
    ]


@pytest.mark.usefixtures("shelf")
def test_a_member_of_a_row_stays_what_it_is(client: Client) -> None:
    """A document has members ``revision`` and ``molecular_weight`` that say more than a row's."""
    (row,) = get(client, "?fields=revision,molecular_weight,sections&search=T-2")["results"]

    assert row == {
        "revision": 1,
        "molecular_weight": {
            "text": "180.16",
            "value": 180.16,
            "unit": "g/mol",
            "remark": None,
        },
        "sections": [],
    }


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("address", "read"),
    [
        (LIST, False),
        (f"{LIST}?fields=name,revision", False),
        (f"{LIST}?fields=name,packs", True),
        (f"{LIST}T-1/revisions/", False),
    ],
)
def test_documents_are_read_only_when_asked_for(client: Client, address: str, read: bool) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200

    assert ('"spec"' in queries.captured_queries[-1]["sql"]) is read


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?serach=x", "serach=x: known are"),
        ("?fields=name,internal_note", "fields=internal_note: choose among"),
        ("?ordering=price", "ordering=price: choose among name"),
        ("?as_of=yesterday", "as_of=yesterday: write an ISO 8601 time"),
        ("?as_of=2999-01-01T00:00:00Z", "this is in the future"),
        ("?as_of=0001-01-01T00:00:00%2B14:00", "write an ISO 8601 time"),
        ("?as_of=9999-12-31T23:59:59-14:00", "write an ISO 8601 time"),
        ("?ordering=name,-name", "choose among name"),
        ("?cursor=abc", "cursor=abc: follow the addresses in 'next'"),
        ("?page_size=0", "page_size=0: write a number from 1 to 500"),
        ("?page_size=²", "page_size=²: write a number"),
        ("?kind=molecule", "kind"),
        ("?molecular_weight_min=heavy", "molecular_weight_min"),
    ],
)
def test_bad_parameters_are_problems(client: Client, query: str, words: str) -> None:
    response = client.get(LIST + query)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert words in str(problem)


def test_a_past_moment(
    published: Maker, document: Callable[..., dict[str, Any]], client: Client, clock: Clock
) -> None:
    product = published("T-1")
    before = clock.moment.isoformat()
    clock.advance(days=1)
    withdraw(product, by=None)
    clock.advance(days=1)

    assert numbers(client, "") == []
    assert numbers(client, f"?as_of={before}") == ["T-1"]


@pytest.mark.parametrize(
    "moment",
    [
        "2026-03-01T12:00:00Z",
        "2026-03-01 12:00:00",
        "2026-03-01+12:00",
        "2026-03-01T14:00:00+02:00",  # "+" is a space there
        "2026-03-01T14:00:00%2B02:00",
        "2026-03-01 14:00:00.000 0200",
        "2026-03-01 07:00:00 -05:00",
    ],
)
def test_spellings_of_a_moment(published: Maker, client: Client, clock: Clock, moment: str) -> None:
    """Published at noon of 1 March 2026, UTC: not a second earlier."""
    product = published("T-1")
    clock.advance(seconds=1)
    withdraw(product, by=None)

    assert numbers(client, f"?as_of={moment}") == ["T-1"]


@pytest.mark.usefixtures("shelf")
def test_a_page_costs_a_fixed_number_of_queries(
    client: Client,
    django_assert_num_queries: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settle, "RAISED_EVERY", timedelta(days=1))
    with django_assert_num_queries(2):  # what is settled; listings joined with their revisions
        get(client)
    with django_assert_num_queries(2):
        get(client, "?fields=name,packs")
