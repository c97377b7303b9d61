"""The JSON Schema of every version, at an address that does not depend on who asks."""

import pytest
from django.test import Client

from catalog.upcasts import SCHEMA_VERSION

pytestmark = pytest.mark.any_database

ADDRESS = "/api/v1/schemas/specification/{}"


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_every_version_has_its_schema(client: Client, version: int) -> None:
    response = client.get(ADDRESS.format(version), headers={"Host": "localhost"})

    assert response["Content-Type"] == "application/schema+json"
    schema = response.json()
    assert schema["$id"] == f"http://127.0.0.1:8000{ADDRESS.format(version)}"
    assert schema["properties"]["schema_version"] == {"const": version}


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1])
def test_a_version_that_never_was_is_not_found(client: Client, version: int) -> None:
    response = client.get(ADDRESS.format(version))

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert f"There is no version {version}" in response.json()["detail"]


def test_the_usual_address_has_the_schema_of_what_is_published_now(client: Client) -> None:
    usual = client.get("/api/v1/specification.schema.json").json()

    assert usual == client.get(ADDRESS.format(SCHEMA_VERSION)).json()
