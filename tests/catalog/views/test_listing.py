"""The list of products: searched, filtered, sorted, every state under its own address."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.html import strip_tags

from catalog.actions import settle
from catalog.actions.withdraw import withdraw
from catalog.models import Product, Term, TermAlias
from catalog.search.question import Question
from tests.catalog.views.pages import Maker, page
from tests.kept import rows_made_once


def test_the_list_shows_what_is_on_offer(published: Maker, draft: Maker, client: Client) -> None:
    published("T-1")
    withdraw(published("T-2", name="Theine"), by=None)
    draft("T-3", name="Guaranine")

    html = page(client, "/products/")

    assert "/products/T-1/caffeine/" in html
    assert "Theine" not in html
    assert "Guaranine" not in html


def test_the_list_is_searched(published: Maker, client: Client) -> None:
    published("T-1", synonyms=[{"text": "Trimethylxanthine"}])
    published("T-2", name="Nicotine")

    html = page(client, "/products/?q=trimethyl")

    assert "Caffeine" in html
    assert "Nicotine" not in html


@pytest.fixture
@rows_made_once
def one_withdrawn(published: Maker, caffeine: dict[str, Any]) -> None:
    """Caffeine is withdrawn; numbers much like its own are on offer, and so is what contains its
    name."""
    theobromine = caffeine | {
        "key": "theobromine", "name": "Theobromine", "formula": "C7H8N4O2",
        "molecular_weight": "180.16 g/mol", "smiles": "CN1C=NC2=C1C(=O)NC(=O)N2C",
        "registry_numbers": [{"type": "cas", "value": "83-67-0"}],
    }  # fmt: skip
    gone = published("T-1", compound=caffeine)
    published("T-10", name="Theobromine", slug="theobromine", compound=theobromine)
    published("T-11", name="Caffeine citrate", slug="citrate")
    withdraw(gone, by=None, replaced_by=Product.objects.get(catalog_number="T-10"))


@pytest.mark.usefixtures("one_withdrawn")
@pytest.mark.parametrize(
    "text", ["T-1", "t1", "T-1-5G", "58-08-2", "CAS 58-08-2", "RYYVLZVUVIJVGH-UHFFFAOYSA-N"]
)
def test_a_number_that_was_withdrawn_leads_to_its_tombstone_alone(
    client: Client, text: str
) -> None:
    html = page(client, f"/products/?{urlencode({'q': text})}")

    assert f"“{text}” is T-1 Caffeine, which was withdrawn" in html
    assert '<a href="/products/T-1/caffeine/">' in html
    assert "T-10" not in html
    assert "T-11" not in html
    assert "Nothing is called this" not in html


@pytest.mark.usefixtures("one_withdrawn")
def test_a_name_that_was_withdrawn_is_told_beside_what_else_it_finds(client: Client) -> None:
    html = page(client, "/products/?q=caffeine")

    assert "“caffeine” is T-1 Caffeine, which was withdrawn" in html
    assert "/products/T-11/citrate/" in html


@pytest.mark.usefixtures("one_withdrawn")
def test_a_number_that_another_product_carries_finds_that_one(
    client: Client, published: Maker, caffeine: dict[str, Any]
) -> None:
    published("T-12", name="Caffeine, extra pure", slug="pure", compound=caffeine)

    html = page(client, "/products/?q=58-08-2")

    assert "/products/T-12/pure/" in html
    assert "withdrawn" not in html


@pytest.fixture
@rows_made_once
def kinases(published: Maker) -> None:
    """Two mTOR inhibitors, one of them a solution, a MEK inhibitor, and an antibody."""
    mtor = {"vocabulary": "target", "slug": "mtor", "label": "mTOR"}
    mek = {"vocabulary": "target", "slug": "mek", "label": "MEK"}
    published(
        "T-1", name="Torin 1", slug="torin-1", terms=[mtor], compound=TORIN, kind="small_molecule"
    )
    published("T-2", name="Rapamycin", slug="rapamycin", terms=[mtor])
    published("T-3", name="Trametinib", slug="trametinib", terms=[mek], grade="Cell culture grade")
    published(
        "T-10",
        name="Anti-CD3",
        slug="anti-cd3",
        kind="antibody",
        characteristics=[{"key": "clone", "value": "OKT3"}, {"key": "host", "value": "Mouse"}],
    )


TORIN = {
    "key": "torin-1",
    "name": "Torin 1",
    "formula": "C35H28F3N5O2",
    "molecular_weight": "607.64 g/mol",
    "weight_basis": "printed",
}


def names(client: Client, query: str) -> list[str]:
    """The names of the products found, in their order."""
    html = page(client, f"/products/{query}")
    found = re.findall(r'<th scope="row"><a href="[^"]*">(.*?)</a>', html)
    return [strip_tags(name) for name in found]


@pytest.mark.usefixtures("kinases")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?target=mtor", {"Torin 1", "Rapamycin"}),
        ("?target=mtor&target=mek", {"Torin 1", "Rapamycin", "Trametinib"}),
        ("?target=mtor&kind=small_molecule", {"Torin 1"}),
        ("?target=mtor&kind=antibody", set()),
        ("?grade=cell-culture-grade", {"Trametinib"}),
        ("?host=mouse", {"Anti-CD3"}),
        ("?q=t-1", {"Torin 1", "Anti-CD3"}),
        ("?q=C35F3H28N5O2", {"Torin 1"}),
        ("?q=okt3", set()),
        ("?target=", {"Torin 1", "Rapamycin", "Trametinib", "Anti-CD3"}),
        ("?target=nonsense", set()),
    ],
)
def test_facets_narrow_and_their_values_widen(client: Client, query: str, found: set[str]) -> None:
    assert set(names(client, query)) == found


@pytest.mark.usefixtures("kinases")
def test_counts_say_what_each_choice_would_leave(client: Client) -> None:
    """The values of one facet are alternatives, so choosing mTOR leaves MEK its own count."""
    found = {
        facet.name: facet for facet in client.get("/products/?target=mtor").context["page"].facets
    }

    counted = {
        name: {value.label: value.count for value in facet.values} for name, facet in found.items()
    }
    assert counted == {
        "kind": {"Natural product": 1, "Small molecule": 1},
        "target": {"mTOR": 2, "MEK": 1},
    }
    for facet in found.values():
        for value in facet.values:
            if not value.chosen:
                widened = 2 if facet.name == "target" else 0  # beside those of mTOR
                assert len(names(client, value.address)) == value.count + widened


@pytest.mark.usefixtures("kinases")
def test_a_choice_without_products_can_be_given_up(client: Client) -> None:
    html = page(client, "/products/?target=mtor&kind=antibody")

    assert "0 products" in html
    assert 'href="?target=mtor"' in html
    assert 'href="?kind=antibody"' in html


@pytest.mark.usefixtures("kinases")
@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("", "Anti-CD3", "Trametinib"),
        ("?sort=-name", "Trametinib", "Anti-CD3"),
        ("?sort=number", "Torin 1", "Anti-CD3"),  # T-10 is after T-3
        ("?sort=-number", "Anti-CD3", "Torin 1"),
        ("?sort=newest", "Anti-CD3", "Torin 1"),
        ("?sort=weight", "Torin 1", "Trametinib"),  # unknown weights come last …
        ("?sort=-weight", "Torin 1", "Trametinib"),  # … in either direction
        ("?sort=price", "Anti-CD3", "Trametinib"),
    ],
)
def test_the_list_is_sorted(client: Client, query: str, first: str, last: str) -> None:
    found = names(client, query)
    assert (found[0], found[-1]) == (first, last)


def test_what_is_typed_whole_comes_first(published: Maker, client: Client) -> None:
    published("T-1", name="Extract", slug="a", summary="Contains caffeine")
    published("T-2", name="Caffeine citrate", slug="b")
    published("T-3", name="Trimethylxanthine", slug="c", synonyms=[{"text": "Caffeine"}])

    assert names(client, "?q=caffeine") == ["Trimethylxanthine", "Caffeine citrate", "Extract"]
    assert "Synonym: <mark>Caffeine</mark>" in page(client, "/products/?q=caffeine")


def test_a_long_list_has_pages(published: Maker, client: Client) -> None:
    for number in range(1, 27):
        published(f"T-{number}", name=f"Compound {number}", slug="c")

    first, second = (
        page(client, "/products/?q=compound"),
        page(client, "/products/?q=compound&page=2"),
    )

    assert 'rel="next" href="?q=compound&amp;page=2&amp;as_of=' in first
    assert "Page 2 of 2" in second
    assert 'rel="prev" href="?q=compound"' in second
    assert names(client, "?q=compound&page=2") == ["Compound 26"]
    for wrong in ("0", "99", "x", "-1", "9" * 30):
        assert page(client, f"/products/?q=compound&page={wrong}")


@pytest.mark.django_db
def test_one_state_has_one_address() -> None:
    there = Question.read(QueryDict("target=mtor&kind=kit&target=mek&page=3"))

    again = there.toggled("grade", "pure").toggled("grade", "pure")

    assert again.address() == "?kind=kit&target=mek&target=mtor"
    assert there.address() == "?kind=kit&target=mek&target=mtor&page=3"
    assert Question.read(QueryDict(there.address()[1:])) == there


def test_a_term_has_its_present_label(published: Maker, client: Client) -> None:
    published(terms=[{"vocabulary": "target", "slug": "mtor", "label": "mTor"}])
    Term.objects.update(label="mTOR complex")

    assert "mTOR complex" in page(client, "/products/")


def test_a_former_slug_still_filters(published: Maker, client: Client) -> None:
    published(terms=[{"vocabulary": "target", "slug": "mtor", "label": "mTOR"}])
    TermAlias.objects.create(vocabulary="target", slug="frap1", term=Term.objects.get())

    assert names(client, "?target=frap1") == ["Caffeine"]


def test_small_structures_stand_beside_the_names(
    published: Maker, client: Client, caffeine: dict[str, Any]
) -> None:
    published(compound=caffeine)

    html = page(client, "/products/")

    assert '<td class="thumbnail"><svg' in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("CC(=O)Oc1ccccc1C(=O)O", True),
        ("InChI=1S/CH4/h1H4", True),
        ("C[C@H](N)C(=O)O", True),
        ("c1ccccc1", True),
        ("C1CC=1", True),
        ("FK-507", False),
        ("NSC 23766", False),
        ("CN-1", False),
        ("NO", False),
        ("(R)-CPP", False),
        ("2-(4-chlorophenyl)", False),
    ],
)
def test_a_structure_typed_as_a_name_leads_to_the_structures(
    client: Client, db: None, text: str, is_one: bool
) -> None:
    html = page(client, "/products/?" + urlencode({"q": text}))
    link = f"/structures/?structure={quote(text, safe='')}&amp;mode=exact"
    assert (link in html) == ("This looks like a structure" in html) == is_one


def test_a_text_that_is_too_long_is_said_to_be_cut(client: Client, db: None) -> None:
    assert "Only the first 200 characters" in page(client, f"/products/?q={'a' * 201}")
    assert "Only the first" not in page(client, f"/products/?q={'a' * 200}")


def test_a_molecule_that_would_be_a_blot_has_no_small_structure(
    published: Maker, client: Client
) -> None:
    for key, smiles in (("chain", "C" * 200), ("longer", "C" * 201)):
        compound = {"key": key, "name": key, "smiles": smiles}
        published(catalog_number=key, slug=key, compound=compound)
    html = page(client, "/products/")
    assert html.count('<td class="thumbnail">') == 2
    assert html.count('<td class="thumbnail"><svg') == 1


def test_text_of_the_address_is_text(published: Maker, client: Client) -> None:
    published()
    html = page(client, "/products/?q=%3Cscript%3Ealert(1)%3C/script%3E&kind=%22%3E%3Cb%3E")

    assert "<script>alert" not in html
    assert "<b>" not in html


def test_the_list_costs_the_same_for_many_products(
    published: Maker,
    client: Client,
    django_assert_max_num_queries: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settle, "RAISED_EVERY", timedelta(days=1))
    for number in range(1, 7):
        term = {"vocabulary": "target", "slug": f"t{number}", "label": f"Target {number}"}
        published(f"T-{number}", terms=[term])

    client.get("/products/")  # which takes the publications into the index
    with django_assert_max_num_queries(13):
        # what is settled, what of it is in the index; the log, twice; page, what matched;
        # labels of terms, of the kind; aliases; site settings;
        # whether it was withdrawn (3)
        client.get("/products/?q=caffeine&target=t1&target=t2&kind=natural_product")


def test_the_door_shows_ways_in(published: Maker, client: Client) -> None:
    published(terms=[{"vocabulary": "target", "slug": "adora2a", "label": "Adenosine A2A"}])

    html = page(client, "/")

    assert 'action="/products/"' in html
    assert 'href="/products/?target=adora2a"' in html
    assert 'href="/products/?kind=natural_product"' in html
    assert "/products/T-1/caffeine/" in html


@pytest.fixture
@rows_made_once
def curdlan(published: Maker) -> None:
    published(
        "T-1",
        name="Curdlan",
        slug="curdlan",
        summary="Linear β-glucan from a bacterium.",
        registry_numbers=[{"type": "cas", "value": "54724-00-4"}],
        terms=[{"vocabulary": "pathway", "slug": "nf-kb", "label": "NF-κB"}],
    )


@pytest.mark.usefixtures("curdlan")
@pytest.mark.parametrize(
    "text", ["β-glucan", "beta-glucan linear", "NF-κB", "curdlan 5 g", "CAS 54724-00-4", "54724004"]
)
def test_words_are_found_wherever_they_stand(client: Client, text: str) -> None:
    assert names(client, f"?q={quote(text)}") == ["Curdlan"]


@pytest.mark.usefixtures("curdlan")
def test_every_word_has_to_be_there(client: Client) -> None:
    assert names(client, "?q=linear+antibody") == []


@pytest.mark.usefixtures("curdlan")
def test_when_nothing_is_found_the_page_helps(client: Client) -> None:
    assert "should be 4" in page(client, "/products/?q=54724-00-3")
    assert "Showing results for <strong>Curdlan</strong>" in page(client, "/products/?q=curdlon")
    empty = page(client, "/products/?q=curdlan&kind=kit")
    assert '<a rel="nofollow" href="?q=curdlan">Without Kind</a>: 1 product<' in empty
    assert "look through all products" in page(client, "/products/?q=unobtainium")


@pytest.mark.usefixtures("curdlan")
def test_a_facet_is_shown_as_a_whole(client: Client) -> None:
    html = page(client, "/browse/pathway/")

    assert '<a href="/products/?pathway=nf-kb">NF-κB</a>' in html
    assert "No product has one" in page(client, "/browse/isotype/")
    page(client, "/browse/nonsense/", status=404)


@pytest.mark.usefixtures("curdlan")
def test_only_the_whole_list_is_for_crawlers(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://catalog.example"

    assert '<link rel="canonical" href="https://catalog.example/products/">' in page(
        client, "/products/?sort=newest&page=99"
    )
    assert '<meta name="robots" content="noindex, follow">' in page(client, "/products/?q=curdlan")
