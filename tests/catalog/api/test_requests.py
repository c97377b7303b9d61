"""Whatever a client sends, the API answers with a problem document that says what is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.actions.withdraw import withdraw
from catalog.models import Product

Maker = Callable[..., Product]
STRUCTURES = "/api/v1/structure-search"
EVIL = "evil.example"


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    return told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 1_000 + b"]" * 1_000, 400),
        (b'{"structure":' * 20_000, 400),
        (b'{"filters":' + b"[" * 5_000 + b"]" * 5_000 + b"}", 400),
        (b'{"structure": "\xff\xfe"}', 400),
        (b'{"structure": "C\\u0000"}', 400),
        (b'{"structure": "\\ud800"}', 400),
        (b'{"structure": "C", "as_of": "\\u0000"}', 400),
        (b'{"structure": NaN}', 400),
        (b'{"structure": "C", "threshold": 1e999}', 400),
        (b'{"structure": "C", "page": 1e300}', 400),
        (b'{"structure": "C", "filters": {"kind": ["\\u0000"]}}', 400),
        (b"null", 400),
        (b"{", 400),
        (b"", 411),
        (b'{"structure": "' + b"C" * 3_000_000 + b'"}', 413),
    ],
    ids=range(15),
)
def test_bodies(client: Client, body: bytes, status: int) -> None:
    client.raise_request_exception = False
    length = str(len(body)) if body else ""  # none, as in chunks
    response = client.post(STRUCTURES, body, "application/json", CONTENT_LENGTH=length)
    problem(response, status)


@pytest.mark.django_db
def test_a_packed_body(client: Client) -> None:
    response = client.post(STRUCTURES, {}, "application/json", headers={"content-encoding": "gzip"})
    assert "Content-Encoding: gzip is not read" in problem(response, 415)["detail"]


@pytest.mark.django_db
def test_an_unknown_media_type(client: Client) -> None:
    problem(client.post(STRUCTURES, b"<a/>", "application/xml"), 415)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "products/?as_of=2026-01-01T00:00:00Z&as_of=2026-01-02T00:00:00Z",
        "products/?page_size=1&page_size=2",
        "products/?search=a&search=b",
        "products/T-1/?as_of=2026-01-01T00:00:00Z&as_of=2026-01-02T00:00:00Z",
        "search?q=a&q=b",
        "search?page=1&page=2",
        "suggest?q=a&q=b",
    ],
)
def test_a_parameter_that_is_given_twice(client: Client, address: str) -> None:
    assert "give it once" in problem(client.get(f"/api/v1/{address}"), 400)["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["%00", "%FF%FE", "%ED%A0%80", "%F0%9F%A7%AA", "%E2%80%AE", "'\"%3B--"]
)
@pytest.mark.parametrize(
    "address",
    [
        "products/?search={}", "products/?cas={}", "products/?formula={}", "products/?target={}",
        "products/?as_of={}", "products/?cursor={}", "products/?fields={}", "products/{}/",
        "products/{}/revisions/", "products/{}/revisions/1/", "search?q={}", "search?kind={}",
        "search?solvent={}", "search?weight_min={}", "search?as_of={}", "suggest?q={}", "{}",
    ],
)  # fmt: skip
def test_odd_characters_anywhere(client: Client, address: str, text: str) -> None:
    client.raise_request_exception = False
    response = client.get(f"/api/v1/{address.format(text)}")
    assert response.status_code < 500
    assert response["Content-Type"].startswith(("application/json", "application/problem+json"))


@pytest.mark.django_db
def test_errors_before_any_view_are_problems_too(client: Client) -> None:
    problem(client.get("/api/v1/nowhere"), 404)
    problem(client.get("/api/"), 404)
    problem(client.post("/api/v1/products/"), 405)
    problem(client.get("/api/v1/products/", headers={"host": EVIL}), 400)


@pytest.mark.django_db
def test_a_failure_is_a_problem_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("catalog.api.search.find", lambda *_, **__: 1 / 0)
    told = problem(client.get("/api/v1/search"), 500)
    assert "division" not in told["detail"]


def test_absolute_addresses_are_the_site_s(
    published: Maker, client: Client, settings: Any, caffeine: dict[str, Any]
) -> None:
    settings.SITE_URL = "https://catalog.example"
    settings.ALLOWED_HOSTS = ["*"]
    for number in ("T-1", "T-2"):
        published(number, compound=caffeine)
    withdraw(published("T-3"), by=None, note="Impure", replaced_by=Product.objects.first())
    headers = {"host": EVIL, "x-forwarded-host": EVIL, "x-forwarded-proto": "gopher"}
    for address in (
        "api/v1/", "api/v1/products/?page_size=1", "api/v1/products/T-1/", "api/v1/products/T-3/",
        "api/v1/products/T-1/revisions/", "api/v1/search?page_size=1", "api/v1/suggest?q=caff",
        "api/v1/specification.schema.json", "api/v1/schema/", "sitemap.xml", "robots.txt",
        "products/T-1/caffeine/", "products/T-3/caffeine/", "products/", "", "id/T-1",
        "products/T-1", "nowhere",
    ):  # fmt: skip
        response = client.get(f"/{address}", headers=headers)
        assert EVIL not in response.content.decode() + str(response.headers), address
    page = client.get("/api/v1/products/?page_size=1", headers=headers).json()
    assert page["next"].startswith("https://catalog.example/api/v1/products/?")
    assert (
        "<loc>https://catalog.example/products/T-1/" in client.get("/sitemap.xml").content.decode()
    )


def test_a_withdrawn_product_leads_to_its_tombstone(published: Maker, client: Client) -> None:
    withdraw(published("T-1"), by=None, note="Impure")
    there = problem(client.get("/api/v1/products/T-1/"), 410)["last_revision"]

    assert there.endswith("/api/v1/products/T-1/revisions/2/")
    tombstone = client.get(there.partition("8000")[2]).json()
    assert tombstone["withdrawal"]["note"] == "Impure"
