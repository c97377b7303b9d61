"""One product: the stored bytes, and plain words when there are none."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jsonschema_rs
import pytest
from django.core.management import call_command
from django.test import Client
from openapi_spec_validator import validate

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Product, Revision
from catalog.upcasts import SCHEMA_VERSION
from tests.conftest import Clock

Maker = Callable[..., Product]


def test_the_stored_bytes_are_served(published: Maker, client: Client) -> None:
    published("T-1")
    revision = Revision.objects.get()

    response = client.get("/api/v1/products/T-1/")

    assert response.content == bytes(revision.spec)
    assert response["Content-Type"] == "application/json"
    assert response["ETag"] == f'"{revision.sha256}"'
    assert f"/api/v1/schemas/specification/{SCHEMA_VERSION}>" in response["Link"]


def test_what_the_client_has_is_not_sent_again(published: Maker, client: Client) -> None:
    published("T-1")
    etag = client.get("/api/v1/products/T-1/")["ETag"]

    unchanged = client.get("/api/v1/products/T-1/", headers={"If-None-Match": etag})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["ETag"] == etag


def test_a_condition_that_fails_is_a_problem(published: Maker, client: Client) -> None:
    published("T-1")
    etag = client.get("/api/v1/products/T-1/")["ETag"]

    failed = client.get("/api/v1/products/T-1/", headers={"If-Match": '"other"'})

    assert failed.status_code == failed.json()["status"] == 412
    assert failed["Content-Type"] == "application/problem+json"
    assert etag in failed.json()["detail"]
    assert client.get("/api/v1/products/T-1/", headers={"If-Match": etag}).status_code == 200


def test_any_spelling_of_the_catalog_number(published: Maker, client: Client) -> None:
    published("T-1")

    assert client.get("/api/v1/products/t1/").status_code == 200


def test_unknown_is_a_problem(client: Client, db: None) -> None:
    response = client.get("/api/v1/products/NOPE/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert "No product has the catalog number 'NOPE'" in response.json()["detail"]


def test_withdrawn_is_gone_and_names_the_replacement(published: Maker, client: Client) -> None:
    product, successor = published("T-1"), published("T-2", name="Paraxanthine")
    withdraw(product, by=None, note="Impure.", replaced_by=successor)

    response = client.get("/api/v1/products/T-1/")

    problem = response.json()
    assert response.status_code == problem["status"] == 410
    assert response["Content-Type"] == "application/problem+json"
    assert "Impure." in problem["detail"]
    assert problem["replaced_by"] == {
        "catalog_number": "T-2",
        "name": "Paraxanthine",
        "url": "http://127.0.0.1:8000/api/v1/products/T-2/",
    }


def test_past_revisions_stay_and_future_ones_are_hidden(
    published: Maker, document: Callable[..., dict[str, Any]], client: Client, clock: Clock
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))

    assert client.get("/api/v1/products/T-1/").json()["name"] == "Caffeine"
    assert client.get("/api/v1/products/T-1/revisions/2/").status_code == 404
    assert len(client.get("/api/v1/products/T-1/revisions/").json()["results"]) == 1

    clock.advance(days=1)
    assert client.get("/api/v1/products/T-1/").json()["name"] == "Theine"
    assert client.get("/api/v1/products/T-1/revisions/1/").json()["name"] == "Caffeine"
    yesterday = (clock.moment - timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    past = client.get("/api/v1/products/T-1/", {"as_of": yesterday})
    assert past.json()["name"] == "Caffeine"


def test_the_published_schema_describes_what_is_served(
    published: Maker, caffeine: dict[str, Any], client: Client
) -> None:
    published("T-1", compound=caffeine, solubility=[{"solvent": "Water", "amount": "20 mg/mL"}])
    schema = client.get("/api/v1/specification.schema.json").json()
    document = client.get("/api/v1/products/T-1/").json()

    validator = jsonschema_rs.validator_for(schema)

    assert validator.is_valid(document)
    assert not validator.is_valid(document | {"molecular_weight": 194})
    document["solubility"][0]["amount"]["value"] = "twenty"
    assert not validator.is_valid(document)


@pytest.mark.django_db
@pytest.mark.parametrize("accepted", ["application/schema+json", "application/json", "*/*"])
def test_the_schema_under_both_its_types(client: Client, accepted: str) -> None:
    response = client.get("/api/v1/specification.schema.json", headers={"Accept": accepted})

    assert response.status_code == 200
    expected = "application/schema+json" if accepted == "*/*" else accepted
    assert response["Content-Type"] == expected


def test_the_openapi_document_is_made_without_a_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=io.StringIO())


@pytest.mark.django_db
def test_the_openapi_document_is_valid_and_names_every_address(client: Client) -> None:
    response = client.get("/api/v1/schema/", headers={"Accept": "application/json"})

    openapi = response.json()
    validate(openapi)
    assert openapi["openapi"].startswith("3.1")
    assert "/api/v1/products/{catalog_number}/" in openapi["paths"]


def test_the_openapi_document_tells_of_problem_documents(published: Maker, client: Client) -> None:
    withdraw(published("T-1"), by=None, note="Impure.", replaced_by=published("T-2", name="Other"))
    openapi = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()
    schema = openapi["components"]["schemas"]["Problem"]
    for operations in openapi["paths"].values():
        for operation in operations.values():
            (content,) = operation["responses"]["default"]["content"].items()
            assert content[0] == "application/problem+json"
            assert content[1]["schema"]["$ref"] == "#/components/schemas/Problem"

    for problem in (
        client.get("/api/v1/search?page=x"),
        client.get("/api/v1/products/none/"),
        client.get("/api/v1/products/T-1/"),
        client.post("/api/v1/structure-search", {}, content_type="application/json"),
    ):
        assert problem["Content-Type"] == "application/problem+json"
        assert problem.status_code >= 400
        assert schema["properties"].keys() >= problem.json().keys()
        jsonschema_rs.validate(schema, problem.json())


@pytest.mark.django_db
def test_an_unknown_address_below_the_api_is_a_problem(client: Client) -> None:
    response = client.get("/api/v1/nope/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_a_method_that_is_not_there(client: Client) -> None:
    response = client.post("/api/v1/products/")

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert "GET" in response["Allow"]
