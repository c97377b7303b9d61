"""The page that finds products by structure: form, hits, errors, and what to loosen."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from rdkit import Chem

from catalog.models import Product
from catalog.search.structures.messages import (
    DEADLINE,
    MOST_PAGES,
    Answer,
    Asked,
    AsRead,
    Notation,
)
from catalog.search.structures.question import PER_PAGE
from tests.catalog.search.structures.test_matcher import BUCKMINSTERFULLERENE, RING_OF_FIFTY
from tests.kept import rows_made_once

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]
PAGE = "/structures/"
XANTHINES = "O=c1nc(=O)c2ncnc2n1"


def compound(name: str, smiles: str) -> dict[str, Any]:
    return {"key": name.lower().replace(" ", "-"), "name": name, "smiles": smiles}


@pytest.fixture
@rows_made_once
def shelf(published: Maker, caffeine: dict[str, Any]) -> None:
    published("T-1", compound=caffeine)
    published(
        "T-2",
        name="Theobromine",
        slug="theobromine",
        kind="small_molecule",
        compound=compound("Theobromine", "Cn1cnc2c1c(=O)[nH]c(=O)n2C"),
    )
    acid, salt = "OC(=O)c1ccccc1", "[Na+].[O-]C(=O)c1ccccc1"
    published("T-3", name="Benzoic acid", compound=compound("Benzoic acid", acid))
    published("T-4", name="Sodium benzoate", compound=compound("Sodium benzoate", salt))


def page(client: Client, **parameters: Any) -> str:
    response = client.get(PAGE, parameters)
    assert response.status_code == 200
    return str(response.content.decode())


def sent(client: Client, status: int, **form: Any) -> Any:
    response = client.post(PAGE, form)
    assert response.status_code == status
    return response


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.django_db
def test_an_empty_form_says_what_counts_as_a_match(client: Client) -> None:
    html = page(client)

    assert "A keto form and its enol stay different" in html
    assert "openchemlib.js" in html  # for whoever wants to draw
    assert '<script src="/static/js/openchemlib.js"' not in html
    assert "product" not in html.partition("<form")[2].partition('id="found"')[2]


@pytest.mark.usefixtures("shelf")
def test_hits_have_name_number_link_and_drawing_with_the_match(client: Client) -> None:
    html = page(client, structure=XANTHINES)

    assert "2 products." in html
    assert '<a href="/products/T-2/theobromine/">Theobromine</a>' in html
    assert "T-1 · " in html
    assert html.count('class="match"') >= 2
    assert "Read as SMARTS" in html  # aromatic in part
    assert "Similarity 0" not in html


@pytest.mark.usefixtures("shelf")
def test_similarity_is_shown_as_a_number(client: Client) -> None:
    html = page(client, structure="Cn1cnc2c1c(=O)[nH]c(=O)n2C", mode="similarity", threshold="0.3")

    assert "Similarity 1.00" in html
    assert html.index("Theobromine</a>") < html.index("Caffeine</a>")


@pytest.mark.usefixtures("shelf")
def test_what_is_ignored_is_in_the_address(client: Client) -> None:
    salt = "[Na+].[O-]C(=O)c1ccccc1"
    assert "1 product." in page(client, structure=salt, mode="exact")
    assert "2 products." in page(client, structure=salt, mode="exact", ignore=["salt"])


@pytest.mark.usefixtures("shelf")
def test_facets_narrow_the_hits(client: Client) -> None:
    html = page(client, structure=XANTHINES, kind="small_molecule")

    assert "1 product." in html
    assert "Remove </span>Kind: Small molecule" in html
    assert "kind=natural_product&amp;kind=small_molecule" in html  # the other as well


@pytest.mark.usefixtures("shelf")
def test_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.search.structures.question.PER_PAGE", 3)
    first = page(client, structure="*")
    second = page(client, structure="*", page=2)

    assert "Page 1 of 2" in first
    assert 'rel="next"' in first
    assert second.count('class="card"') == 1
    assert 'rel="prev"' in second
    beyond = client.get(PAGE, {"structure": "*", "page": "99"})
    there = asked(beyond["Location"])
    assert there.pop("as_of")
    assert there == {"structure": ["*"], "mode": ["substructure"], "page": ["2"]}
    assert "Page 1 of 2" in page(client, structure="*", page=0)


@pytest.mark.usefixtures("shelf")
def test_the_other_reading_is_offered(client: Client) -> None:
    html = page(client, structure="[CH3]c")
    assert "Read as SMARTS" in html
    html = page(client, structure="Cc1ccccc1")
    assert "Read it as SMARTS" in html
    html = page(client, structure="Cc1ccccc1", notation="smarts")
    assert "Read as SMARTS" in html
    assert "Read it as SMILES" in html


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("asked_for", "said"),
    [
        ({"mode": "exact", "structure": "CCN"}, ["ignore salt", "ignore tautomers", "similar"]),
        ({"mode": "substructure", "structure": "C[C@H](F)Cl"}, ["ignore stereochemistry"]),
        (
            {"mode": "similarity", "structure": "Cn1cnc2nc[nH]c(=O)c21"},
            ["lower the threshold to 0.", "which the most similar products have", "substructure"],
        ),
        ({"structure": XANTHINES, "kind": "antibody"}, ["leave the filters out"]),
    ],
)
def test_where_nothing_matches_what_to_loosen_is_said(
    client: Client, asked_for: dict[str, str], said: list[str]
) -> None:
    html = page(client, **asked_for)

    assert "Nothing matches" in html
    assert all(words in html for words in said)


@pytest.mark.usefixtures("shelf")
def test_a_lower_threshold_is_offered_that_finds_something(client: Client) -> None:
    purine = "Cn1cnc2nc[nH]c(=O)c21"
    html = page(client, structure=purine, mode="similarity", threshold="0.95")
    (threshold,) = re.findall(r"lower the threshold to ([\d.]+),", html)
    assert 'class="card"' in page(client, structure=purine, mode="similarity", threshold=threshold)
    html = page(client, structure="[He]", mode="similarity")
    assert "Nothing matches" in html
    assert "lower the threshold" not in html


@pytest.mark.usefixtures("shelf")
def test_what_is_a_name_rather_is_searched_for_elsewhere(client: Client) -> None:
    html = page(client, structure="RYYVLZVUVIJVGH-UHFFFAOYSA-N")
    assert '<a href="/products/?q=RYYVLZVUVIJVGH-UHFFFAOYSA-N">search the products' in html
    assert "search the products" not in page(client, structure="C" * 201 + "(")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("group", ["[OH]", "[I]", "[Na]"])
def test_a_group_that_is_read_as_a_radical_can_be_read_as_smarts(
    client: Client, group: str
) -> None:
    html = page(client, structure=group)
    first = html.partition("Nothing matches")[2].partition("</li>")[0]
    assert "notation=smarts" in first
    assert "read it as SMARTS" in first


@pytest.mark.usefixtures("shelf")
def test_what_cannot_be_a_smiles_is_said_where_nothing_matches(client: Client) -> None:
    assert "cannot be a SMILES" in page(client, structure="c1cccc1")
    assert "cannot be a SMILES" not in page(client, structure=XANTHINES)


@pytest.mark.usefixtures("shelf")
def test_an_inchi_is_said_to_leave_hydrogens_open(client: Client) -> None:
    inchi = "InChI=1S/C7H8N4O2/c1-10-3-8-5-4(10)6(12)9-7(13)11(5)2/h3H,1-2H3,(H,9,12,13)"
    html = page(client, structure=inchi, mode="exact")
    assert "Theobromine</a>" in html
    assert "does not say where mobile hydrogens are" in html


@pytest.mark.usefixtures("shelf")
def test_what_is_ignored_already_is_no_remedy(client: Client) -> None:
    for structure, ignore in (("CCN", ["salt"]), ("InChI=1S/C2H7N/c1-2-3/h2-3H2,1H3", [])):
        html = page(client, structure=structure, mode="exact", ignore=ignore)
        assert "ignore stereochemistry" in html
        assert "ignore tautomers" not in html


@pytest.mark.usefixtures("shelf")
def test_a_page_far_behind_is_not_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[int] = []

    def search(asked: Asked, *, first: int, most: int, **_: Any) -> Answer:
        wanted.append(first + most)
        return Answer(AsRead(Notation.SMILES, "C"), count=10**6)

    monkeypatch.setattr("catalog.search.structure_hits.search", search)
    client.get(PAGE, {"structure": "C", "page": "999999"})
    assert wanted == [MOST_PAGES * PER_PAGE]


@pytest.mark.usefixtures("shelf")
def test_a_count_that_is_not_exact_is_a_lower_bound(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer(AsRead(Notation.SMILES, "C"), count=2, count_is_exact=False)
    monkeypatch.setattr("catalog.search.structure_hits.search", lambda *_, **__: answer)
    assert "At least 2 products" in page(client, structure="C")


@pytest.mark.usefixtures("shelf")
def test_what_has_no_meaning_is_said(client: Client) -> None:
    html = page(client, structure="CCO", ignore=["salt", "tautomers"])
    assert "Only an exact search can ignore salt and solvent and tautomers." in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("structure", "said"),
    [
        ("", "There is no structure"),
        ("C1CC", "is not a SMILES; check brackets, ring numbers"),
        ("<script>", "&#x27;&lt;script&gt;&#x27; is not a SMILES"),
        ("C" * 1_001, "has 1,001 atoms, and at most 1,000"),
    ],
)
def test_an_error_stands_at_the_field(client: Client, structure: str, said: str) -> None:
    html = page(client, structure=structure)

    assert said in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="structure-error structure-hint"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("threshold", ["x", "0", "7", "nan", "-1", "1e999", "٧"])
def test_a_bad_threshold_is_named(client: Client, threshold: str) -> None:
    html = page(client, structure="CCO", mode="similarity", threshold=threshold)
    assert "is no threshold: write a number from 0.2 to 1" in html
    assert 'id="threshold-error"' in html


@pytest.mark.usefixtures("shelf")
def test_a_decimal_comma_is_understood(client: Client) -> None:
    html = page(client, structure="CCO", mode="similarity", threshold="0,3")
    assert "of a similarity of 0,3 or more" in html


# Sending the form


@pytest.mark.django_db
def test_a_form_leads_to_the_address_of_its_state(client: Client) -> None:
    response = sent(
        client,
        302,
        structure=" CCO ",
        mode="exact",
        ignore=["salt", "tautomers"],
        threshold="0.7",
        kind="small_molecule",
    )

    assert response["Location"].endswith("#found")
    assert asked(response["Location"]) == {
        "structure": ["CCO"],
        "mode": ["exact"],
        "ignore": ["salt", "tautomers"],
        "kind": ["small_molecule"],
    }


@pytest.mark.django_db
def test_a_form_needs_no_cookie() -> None:
    client = Client(enforce_csrf_checks=True)
    response = sent(client, 302, structure="CCO")
    assert not response.cookies


@pytest.mark.django_db
def test_a_molfile_is_written_as_smiles(client: Client) -> None:
    block = Chem.MolToMolBlock(Chem.MolFromSmiles("OC(=O)c1ccccc1")).replace("\n", "\r\n")
    response = sent(client, 302, structure=block, mode="similarity", threshold="0.5")

    assert asked(response["Location"]) == {
        "structure": ["O=C(O)c1ccccc1"],
        "mode": ["similarity"],
        "threshold": ["0.5"],
    }


@pytest.mark.django_db
def test_a_bad_molfile_is_given_back(client: Client) -> None:
    response = sent(client, 422, structure="a\nb\nc\n  1  0  0     V2000\nM  END", mode="exact")
    html = response.content.decode()

    assert "This molfile cannot be read" in html
    assert "  1  0  0     V2000" in html
    assert 'value="exact" aria-describedby="mode-exact-words" checked' in html


@pytest.mark.django_db
@pytest.mark.parametrize("size", [300_000, 1_000_000, 10_000_000])
def test_a_molfile_that_is_too_large_is_refused_with_the_limit(client: Client, size: int) -> None:
    html = sent(client, 413, structure="x\n" * (size // 2)).content.decode()

    assert "A molfile may have 200 kB here" in html
    assert len(html) < 20_000


# Time


@pytest.mark.django_db
def test_a_pattern_that_never_ends_is_answered_in_time(
    client: Client, published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from time import monotonic

    published("T-1", name="Fullerene", compound=compound("C60", BUCKMINSTERFULLERENE))
    began = monotonic()
    html = page(client, structure=RING_OF_FIFTY)

    assert monotonic() - began < DEADLINE + 1.5  # the index is made, too
    assert "Until now, 0 products" in html
    assert "was stopped when its time was over" in html
    assert "1 product." in page(client, structure="c1ccccc1")


@pytest.mark.django_db
def test_while_the_index_is_made_the_field_is_not_blamed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.search.indexes.STRUCTURES.files", lambda: None)
    response = client.get(PAGE, {"structure": "CCO"})
    html = response.content.decode()

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Try again in a minute" in html
    assert "aria-invalid" not in html


@pytest.mark.django_db
def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(PAGE).status_code == 405
    assert client.head(PAGE).status_code == 200
