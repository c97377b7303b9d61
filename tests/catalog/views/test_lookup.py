"""From whatever is printed on a vial to the product; answers that help."""

from typing import Any

import pytest
from django.test import Client

from catalog.search import identifiers
from tests.catalog.views.pages import Maker, page


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


def test_a_revision_that_is_not_there_leads_to_the_one_shown(
    published: Maker, client: Client
) -> None:
    published("T-1")

    html = page(client, "/products/T-1/revisions/99/", status=404)

    assert "T-1 has no public revision 99" in html
    assert "/products/T-1/caffeine/" in html


def test_an_unknown_number_is_not_answered_with_all_numbers(
    published: Maker, client: Client
) -> None:
    published("ALQ-1001")

    assert "caffeine" not in page(client, "/products/ALQ-9999/", status=404)


def test_the_first_block_of_an_inchikey_finds_all_that_share_it(
    published: Maker, client: Client, caffeine: dict[str, Any]
) -> None:
    published("T-1", compound=caffeine | {"inchikey": "RYYVLZVUVIJVGH-UHFFFAOYSA-N"})
    published("T-2", name="Zinc", slug="zinc")

    assert client.get("/id/RYYVLZVUVIJVGH")["Location"] == "/products/T-1/caffeine/"
    assert client.get("/id/RYYVLZVUVIJVGI").status_code == 404


@pytest.mark.collation
@pytest.mark.parametrize(
    ("key", "after"), [("ab", "ac"), ("a9", "aa"), ("az", "b"), ("9zz", "a"), ("zz", ""), ("", "")]
)
def test_the_end_of_a_range_of_keys(key: str, after: str) -> None:
    assert identifiers._after(key) == after
