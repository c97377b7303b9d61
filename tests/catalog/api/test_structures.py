"""Structure search over REST."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate
from rdkit import Chem

from catalog.models import Product
from catalog.search.structures.matcher import Pool
from tests.catalog.views.test_structures import XANTHINES, compound
from tests.kept import rows_made_once

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]
ADDRESS = "/api/v1/structure-search"
THEOBROMINE = "Cn1cnc2c1c(=O)[nH]c(=O)n2C"


@pytest.fixture
@rows_made_once
def shelf(published: Maker, caffeine: dict[str, Any]) -> None:
    published("T-1", compound=caffeine)
    theobromine = compound("Theobromine", THEOBROMINE)
    target = {"vocabulary": "target", "slug": "pde", "label": "PDE"}
    published(
        "T-2", name="Theobromine", kind="small_molecule", compound=theobromine, terms=[target]
    )


def post(client: Client, status: int = 200, **members: Any) -> Any:
    response = client.post(ADDRESS, members, content_type="application/json")
    assert response.status_code == status, response.content
    expected = "application/json" if status == 200 else "application/problem+json"
    assert response["Content-Type"] == expected
    return response.json()


@pytest.mark.usefixtures("shelf")
def test_an_answer(client: Client) -> None:
    answer = post(client, structure=XANTHINES)

    assert [row["catalog_number"] for row in answer["results"]] == ["T-2", "T-1"]
    assert answer["count"] == 2
    assert answer["count_is_exact"] is True
    assert answer["truncated"] is False
    assert answer["read_as"] == {"notation": "smarts", "line": XANTHINES, "note": ""}
    (target,) = (facet for facet in answer["facets"] if facet["name"] == "target")
    assert target == {
        "name": "target",
        "label": "Target",
        "values": [{"value": "pde", "label": "PDE", "count": 1, "chosen": False}],
    }


@pytest.mark.usefixtures("shelf")
def test_facets_are_those_of_the_other_search(client: Client) -> None:
    both = post(client, structure=XANTHINES, filters={"kind": ["small_molecule"]})["facets"]
    searched = client.get("/api/v1/search?q=theobromine&kind=small_molecule").json()["facets"]

    assert [facet.keys() for facet in both] == [facet.keys() for facet in searched]
    assert both[0]["values"][0].keys() == searched[0]["values"][0].keys()
    chosen = {
        (facet["name"], value["value"])
        for facet in both
        for value in facet["values"]
        if value["chosen"]
    }
    assert chosen == {("kind", "small_molecule")}


@pytest.mark.usefixtures("shelf")
def test_a_row_is_that_of_the_list_with_what_matched(client: Client) -> None:
    row = post(client, structure=XANTHINES)["results"][0]
    (listed,) = client.get("/api/v1/products/?search=theobromine").json()["results"]

    assert {name: row[name] for name in listed} == listed
    assert row["smiles"] == THEOBROMINE
    assert row["similarity"] is None
    molecule = Chem.MolFromSmiles(row["smiles"])
    symbols = [molecule.GetAtomWithIdx(atom).GetSymbol() for atom in row["matched_atoms"]]
    assert "".join(symbols) == "OCNCOCNCNCN"  # in the order of the query


@pytest.mark.usefixtures("shelf")
def test_similarity(client: Client) -> None:
    answer = post(client, structure=THEOBROMINE, mode="similarity", threshold=0.3)
    assert answer["results"][0]["similarity"] == 1
    similarity = answer["results"][1]["similarity"]
    assert 0.3 <= similarity < 1
    assert similarity == round(similarity, 4)


@pytest.mark.usefixtures("shelf")
def test_filters_and_pages(client: Client) -> None:
    def numbers(**members: Any) -> list[str]:
        answer = post(client, structure=XANTHINES, **members)
        return [row["catalog_number"] for row in answer["results"]]

    assert numbers(filters={"kind": ["small_molecule"]}) == ["T-2"]
    assert numbers(filters={"kind": ["natural_product"], "target": ["pde"]}) == []
    assert numbers(page_size=1) == ["T-2"]
    assert numbers(page_size=1, page=2) == ["T-1"]
    problem = post(client, 400, structure=XANTHINES, page=3)
    assert problem["parameter"] == "page"
    assert problem["detail"] == "page=3: the last page is 1."
    assert numbers(filters={"kind": ["antibody"]}, page=1) == []


@pytest.mark.usefixtures("shelf")
def test_a_molfile(client: Client) -> None:
    block = Chem.MolToMolBlock(Chem.MolFromSmiles(THEOBROMINE))
    answer = post(client, structure=block, mode="exact")
    assert [row["catalog_number"] for row in answer["results"]] == ["T-2"]
    assert answer["read_as"]["notation"] == "molfile"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("members", "named"),
    [
        ({}, "structure"),
        ({"structure": "CCO", "mode": "alike"}, "mode"),
        ({"structure": "CCO", "ignore": ["colour"]}, "ignore"),
        ({"structure": "CCO", "threshold": 0.1}, "threshold"),
        ({"structure": "CCO", "threshold": 2}, "threshold"),
        ({"structure": "CCO", "filters": {"colour": ["red"]}}, "filters"),
        ({"structure": "CCO", "filters": ["kind"]}, "filters"),
        ({"structure": "CCO", "filters": {"kind": ["x"] * 51}}, "filters"),
        ({"structure": "CCO", "page": 0}, "page"),
        ({"structure": "CCO", "page_size": 101}, "page_size"),
        ({"structure": "CCO", "notation": "iupac"}, "notation"),
    ],
)
def test_a_bad_member_is_named(client: Client, members: dict[str, Any], named: str) -> None:
    problem = post(client, 400, **members)
    assert named in problem["errors"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["treshold", "weight_max", ""])
def test_an_unknown_member_is_refused(client: Client, name: str) -> None:
    problem = post(client, 400, structure="CCO", **{name: 0.5})
    assert problem["parameter"] == name
    assert "known are structure, mode, ignore, threshold" in problem["detail"]


@pytest.mark.usefixtures("shelf")
def test_what_an_inchi_leaves_open_is_noted(client: Client) -> None:
    inchi = "InChI=1S/C7H8N4O2/c1-10-3-8-5-4(10)6(12)9-7(13)11(5)2/h3H,1-2H3,(H,9,12,13)"
    for mode in ("exact", "substructure", "similarity"):
        answer = post(client, structure=inchi, mode=mode)
        assert answer["results"][0]["catalog_number"] == "T-2"
        assert "does not say where mobile hydrogens are" in answer["read_as"]["note"]


@pytest.mark.django_db
def test_a_structure_that_cannot_be_read_is_a_problem(client: Client) -> None:
    problem = post(client, 400, structure="C1CC")

    assert problem["title"] == "Bad structure"
    assert problem["parameter"] == "structure"
    assert "'C1CC' is not a SMILES" in problem["detail"]


@pytest.mark.django_db
def test_a_molfile_that_is_too_large_is_a_problem(client: Client) -> None:
    problem = post(client, 413, structure="x" * 1_000_000)
    assert "A molfile may have 200 kB here, and this one has 1,000 kB" in problem["detail"]
    assert "200000" in str(post(client, 400, structure="x" * 250_000)["errors"])


@pytest.mark.django_db
def test_while_the_index_is_made_one_is_told_when_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.search.indexes.STRUCTURES.files", lambda: None)
    response = client.post(ADDRESS, {"structure": "CCO"}, content_type="application/json")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response.json()["title"] == "Not available just now"


@pytest.mark.django_db
def test_when_too_many_search_one_is_told_when_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.search.structures.search.POOL", Pool(most=0))
    monkeypatch.setattr("catalog.search.indexes.STRUCTURES.files", lambda: Path("/nowhere"))
    response = client.post(ADDRESS, {"structure": "CCO"}, content_type="application/json")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Too many structures" in response.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'"CCO"', b"null"])
def test_what_is_not_an_object_is_a_problem(client: Client, body: bytes) -> None:
    response = client.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_no_body_is_a_problem(client: Client) -> None:
    response = client.post(ADDRESS, b"", content_type="application/json")
    assert response.status_code == 411
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_it_is_described(client: Client) -> None:
    schema = json.loads(client.get("/api/v1/schema/?format=json").content)
    operation = schema["paths"]["/api/v1/structure-search"]["post"]
    validate(schema)

    assert operation["requestBody"]["content"].keys() == {"application/json"}
    assert client.get("/api/v1/").json()["structure_search"].endswith(ADDRESS)
    row = schema["components"]["schemas"]["StructureRow"]
    assert {"matched_atoms", "similarity", "smiles", "catalog_number"} <= set(row["properties"])


@pytest.mark.django_db
def test_it_is_asked_by_post(client: Client) -> None:
    refused = client.get(ADDRESS)
    assert refused.status_code == 405
    assert refused.json()["title"] == "Method Not Allowed"


@pytest.mark.django_db
def test_it_is_asked_in_json(client: Client) -> None:
    refused = client.post(ADDRESS, "structure=CCO", content_type="text/plain")
    assert refused.status_code == 415
    assert refused.json()["title"] == "Unsupported Media Type"
