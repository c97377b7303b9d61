"""What listings are found and filtered by."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from catalog.models import Listing, ListingFacet, Term, TermAlias
from catalog.models.listing import LISTING_FORMAT
from catalog.search import identifiers

Published = Callable[..., Any]


def test_a_product_is_found_by_its_formula(published: Published, caffeine: dict[str, Any]) -> None:
    published(compound=caffeine)

    assert [found.name for found in identifiers.find("C8H10N4O2")] == ["Caffeine"]


@pytest.mark.parametrize("weight", ["194.19 g/mol", "10 - 20 kDa", "> 100 kDa"])
def test_a_weight_is_listed_as_the_document_writes_it(published: Published, weight: str) -> None:
    dextran = {"key": "dextran", "name": "Dextran", "weight_basis": "average"}
    compound = dextran | {"molecular_weight": weight}
    revision = published(kind="polymer", compound=compound).revisions.get()

    listing = Listing.objects.get(revision=revision)
    assert listing.molecular_weight == revision.read()["compound"]["molecular_weight"]


def test_a_listing_has_the_facets_of_its_document(published: Published) -> None:
    published(
        kind="antibody",
        grade="Cell culture grade",
        terms=[{"vocabulary": "target", "slug": "cd3", "label": "CD3"}],
        characteristics=[
            {"key": "clone", "value": "OKT3"},
            {"key": "isotype", "value": "IgG2a"},
        ],
    )

    assert set(ListingFacet.objects.values_list("facet", "slug", "label")) == {
        ("kind", "antibody", "Antibody"),
        ("grade", "cell-culture-grade", "Cell culture grade"),
        ("target", "cd3", "CD3"),
        ("isotype", "igg2a", "IgG2a"),
    }


def test_listings_are_in_the_catalogs_own_language(published: Published) -> None:
    """Whoever publishes while a German document is made: labels are stored and searched."""
    with translation.override("de"):
        published(registry_numbers=[{"type": "ec", "value": "200-362-1"}])

    assert ListingFacet.objects.get(facet="kind").label == "Natural product"
    assert {"natural", "product", "number"} <= set(Listing.objects.get().words.split())


def test_a_former_slug_is_listed_under_the_present_one(published: Published, client: Any) -> None:
    published(terms=[{"vocabulary": "target", "slug": "cd3e", "label": "CD3ε"}])
    term = Term.objects.create(vocabulary="target", slug="cd3", label="CD3")
    TermAlias.objects.create(vocabulary="target", slug="cd3e", term=term)

    call_command("rebuild_listings", stdout=io.StringIO())

    assert ListingFacet.objects.get(facet="target").slug == "cd3"
    for slug in ("cd3", "cd3e"):
        assert len(client.get(f"/api/v1/products/?target={slug}").json()["results"]) == 1


def test_an_upgrade_makes_only_outdated_listings_anew(published: Published) -> None:
    published()
    call_command("rebuild_listings", "--outdated", stdout=(untouched := io.StringIO()))
    Listing.objects.update(format=LISTING_FORMAT - 1, smiles="outdated")

    call_command("rebuild_listings", "--outdated", stdout=io.StringIO())

    assert untouched.getvalue() == ""
    assert Listing.objects.values_list("format", "smiles").get() == (LISTING_FORMAT, "")
