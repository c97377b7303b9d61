"""What the public sees of documents of version 1: pages, comparison, REST, search."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from catalog.actions.rebuild_listings import rebuild_listings
from catalog.api.rows import document_members
from catalog.models import Listing, Revision
from tests.ages.tomorrow import MEMBERS
from tests.ages.yesterday import all_rows
from tests.conftest import file_content

pytestmark = pytest.mark.usefixtures("yesterday", "any_age")

OLD = "/api/v1/products/ALQ-1001/revisions/1/"


def shown(number: str) -> Listing:
    listing = Listing.objects.shown(number)
    assert listing is not None
    return listing


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize("number", ["ALQ-1001", "ALQ-1006", "ALQ-1008", "ALQ-1013", "ALQ-1081"])
def test_a_page(client: Client, number: str) -> None:
    assert shown(number).name in page(client, f"/products/{number}/")


def test_a_tombstone(client: Client) -> None:
    told = page(client, "/products/ALQ-1012/", 410)

    assert "Replaced by a purer grade." in told
    assert "ALQ-1009" in told


def test_a_past_revision_with_what_changed_since(client: Client) -> None:
    told = page(client, "/products/ALQ-1001/revisions/1/")

    assert "Translucent, colorless film" in told
    assert "dipole moment" not in told


def test_a_comparison(client: Client) -> None:
    asked = "product=ALQ-1001&product=ALQ-1009&product=ALQ-1081"

    assert "Rapamycin" in page(client, f"/compare/?{asked}")
    assert "ALQ-1081" in page(client, f"/compare.csv?{asked}")


def test_the_stored_bytes_are_served_under_their_hash(client: Client) -> None:
    revision = Revision.objects.get(product__catalog_number="ALQ-1001", number=1)
    tag = f'"{revision.sha256}"'

    response = client.get(OLD)

    assert response.content == bytes(revision.spec)
    assert response["ETag"] == tag
    assert "/api/v1/schemas/specification/1>" in response["Link"]
    assert client.get(OLD, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(OLD, headers={"If-Match": tag}).status_code == 200
    assert client.get(OLD, headers={"If-Match": '"another"'}).status_code == 412


def test_rows_with_every_member(client: Client) -> None:
    """Those of version 1 as they were; those that are new say null, or what is read from others."""
    asked = ",".join(document_members())

    answer = client.get(f"/api/v1/products/?fields={asked}&page_size=100").json()

    rows = {row["catalog_number"]: row for row in answer["results"]}
    assert len(rows) == 80
    assert all(list(row) == document_members() for row in rows.values())
    stored = json.loads(bytes(shown("ALQ-1001").revision.spec))
    row = rows["ALQ-1001"]
    texts = [name for name, value in stored.items() if isinstance(value, str)]
    assert {name: row[name] for name in texts} == {name: stored[name] for name in texts}
    assert all(row.get(name) is None for name in MEMBERS)


def test_listings_are_made_again_as_they_were() -> None:
    before = listings()

    rebuild_listings()

    assert listings() == before


def listings() -> list[dict[str, Any]]:
    """A weight is JSON, whose members have no order."""
    columns, rows = all_rows(connection)["catalog_listing"]
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    return [row | {"molecular_weight": json.loads(row["molecular_weight"] or "null")}
            for row in found]  # fmt: skip


def test_search_after_a_reindex(client: Client) -> None:
    call_command("reindex", "--quiet")

    found = client.get("/api/v1/search?q=tsukubaenolide").json()

    assert [row["catalog_number"] for row in found["results"]][:1] == ["ALQ-1001"]


def test_a_stored_file_and_the_site_map(client: Client) -> None:
    files = Revision.objects.get(product__catalog_number="ALQ-1001", number=3).read()["figures"]
    file = files[-1]["image"]

    content = file_content(client.get(f"/files/{file['sha256']}/{file['filename']}"))

    assert content.startswith(b"\x89PNG")
    assert "/products/ALQ-1081/" in page(client, "/sitemap.xml")
