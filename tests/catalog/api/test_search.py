"""Search and suggestions over REST: the same as on the pages, in the same order."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.actions.withdraw import withdraw
from catalog.models import Product
from catalog.search.indexes import TEXT
from tests.kept import rows_made_once

Maker = Callable[..., Product]


def get(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def problem(client: Client, path: str) -> tuple[str, str]:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    return response.json()["parameter"], response.json()["detail"]


@pytest.fixture
@rows_made_once
def shelf(published: Maker, caffeine: dict[str, Any]) -> None:
    adenosine = {"vocabulary": "target", "slug": "adenosine", "label": "Adenosine A2A receptor"}
    xanthine = {"vocabulary": "category", "slug": "xanthine", "label": "Xanthine"}
    published(
        "T-1", compound=caffeine, synonyms=[{"text": "Guaranine"}], terms=[adenosine, xanthine]
    )
    published("T-2", name="Theobromine", slug="theobromine", terms=[xanthine])
    published("T-3", name="Xanthosine", slug="xanthosine", kind="small_molecule")


@pytest.mark.usefixtures("shelf")
def test_results_in_order_with_facets(client: Client) -> None:
    found = get(client, "search?q=xanth")

    assert (found["query"], found["corrected"], found["complete"]) == ("xanth", None, True)
    assert found["count"] == 3
    assert [row["name"] for row in found["results"]] == ["Xanthosine", "Caffeine", "Theobromine"]
    facets = {facet["name"]: facet for facet in found["facets"]}
    assert facets["category"] == {
        "name": "category",
        "label": "Category",
        "values": [{"value": "xanthine", "label": "Xanthine", "count": 2, "chosen": False}],
    }
    row = found["results"][1]
    assert row["url"] == "http://127.0.0.1:8000/api/v1/products/T-1/"
    assert row["cas"] == "58-08-2"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("text", ["T-1", "T-1-5G", "58-08-2"])
def test_a_number_that_was_withdrawn_finds_its_tombstone_alone(client: Client, text: str) -> None:
    withdraw(Product.objects.get(catalog_number="T-1"), by=None)

    found = get(client, f"search?q={text}")

    assert (found["count"], found["results"]) == (0, [])
    assert found["withdrawn"] == [
        {
            "catalog_number": "T-1",
            "name": "Caffeine",
            "url": "http://127.0.0.1:8000/api/v1/products/T-1/",
            "page": "http://127.0.0.1:8000/products/T-1/caffeine/",
        }
    ]
    assert client.get(found["withdrawn"][0]["url"]).status_code == 410
    assert [
        (each["type"], each["catalog_number"])
        for each in get(client, f"suggest?q={text}")["suggestions"]
    ] == [("withdrawn", "T-1")]


@pytest.mark.usefixtures("shelf")
def test_what_was_meant_is_said(client: Client) -> None:
    found = get(client, "search?q=guaranime")

    assert (found["query"], found["corrected"], found["count"]) == ("guaranime", "Guaranine", 1)


@pytest.mark.usefixtures("shelf")
def test_filters_and_pages(client: Client) -> None:
    first = get(client, "search?category=xanthine&sort=name&page_size=1")

    assert first["count"] == 2
    assert [row["name"] for row in first["results"]] == ["Caffeine"]
    assert first["previous"] is None
    second = get(client, first["next"].removeprefix("http://127.0.0.1:8000/api/v1/"))
    assert [row["name"] for row in second["results"]] == ["Theobromine"]
    assert second["next"] is None
    assert get(client, "search?weight_min=190&weight_max=195")["count"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("weight_min=heavy", "weight_min", "write a number"),
        ("weight_min=5&weight_max=1", "weight_min", "exchange"),
        ("solubility_min=1", "solubility_min", "choose the solvent"),
        ("sort=price", "sort", "choose among relevance, name"),
        ("page=0", "page", "from 1 on"),
        ("page=x", "page", "from 1 on"),
        ("page=2", "page", "the last page is 1"),
        ("page_size=0", "page_size", "1 to 500"),
        ("colour=red", "colour", "known are application, as_of, "),
        (f"q={'a' * 201}", "q", "at most 200"),
    ],
)
def test_what_cannot_be_used_is_refused(
    client: Client, query: str, parameter: str, words: str
) -> None:
    named, detail = problem(client, f"search?{query}")

    assert named == parameter
    assert words in detail


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("caff", [("product", "Caffeine", None)]),
        ("guar", [("product", "Caffeine", "Guaranine")]),
        ("58-08", [("product", "Caffeine", "58-08-2")]),
        ("t-2", [("product", "Theobromine", None)]),
        ("guaranime", [("product", "Caffeine", "Guaranine")]),
        ("adeno", [("product", "Caffeine", None), ("target", "Adenosine A2A receptor", None)]),
        (
            "xanthin",
            [
                ("product", "Caffeine", None),
                ("product", "Theobromine", None),
                ("category", "Xanthine", None),
            ],
        ),
        ("", []),
        ("…", []),
    ],
)
def test_suggestions(client: Client, text: str, found: list[Any]) -> None:
    suggested = get(client, f"suggest?q={text}")["suggestions"]

    assert [(each["type"], each["text"], each["matched"]) for each in suggested] == found


@pytest.mark.usefixtures("shelf")
def test_a_suggestion_leads_somewhere(client: Client) -> None:
    for each in get(client, "suggest?q=xanthin")["suggestions"]:
        assert client.get(each["page"]).status_code == 200
        assert (each["count"] is None) == (each["type"] == "product")


@pytest.mark.usefixtures("shelf")
def test_without_the_index_identifiers_work(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TEXT, "files", lambda: None)

    found = get(client, "search?q=58-08-2")
    assert (found["complete"], [row["name"] for row in found["results"]]) == (False, ["Caffeine"])
    assert [each["text"] for each in get(client, "suggest?q=guar")["suggestions"]] == ["Caffeine"]


@pytest.mark.django_db
def test_a_long_suggestion_is_refused(client: Client) -> None:
    assert problem(client, f"suggest?q={'a' * 201}")[0] == "q"
