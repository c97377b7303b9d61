"""Merging terms: products move, and every address that was public leads to the term kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.actions.errors import ActionError
from catalog.actions.merge_terms import merge_terms
from catalog.actions.rebuild_listings import rebuild_listings
from catalog.actions.revert import revert
from catalog.actions.save_draft import latest_draft
from catalog.models import ListingFacet, Lock, Product, Term, TermAlias

Maker = Callable[..., Product]
FKBP12 = {"vocabulary": "target", "slug": "fkbp12", "label": "FKBP12"}
FKBP1A = {"vocabulary": "target", "slug": "fkbp1a", "label": "FKBP1A"}


@pytest.fixture
def terms(published: Maker) -> tuple[Term, Term]:
    """FKBP12 and its gene's name: products have the one, the other, or both."""
    published("T-1", terms=[FKBP12])
    published("T-2", slug="t2", terms=[FKBP1A])
    published("T-3", slug="t3", terms=[FKBP12, FKBP1A])
    return Term.objects.get(slug="fkbp1a"), Term.objects.get(slug="fkbp12")


def facets() -> set[tuple[str, str]]:
    rows = ListingFacet.objects.filter(facet="target")
    return set(rows.values_list("listing__catalog_number", "slug"))


def test_products_move_and_their_drafts_are_saved(terms: tuple[Term, Term], staff: Any) -> None:
    kept, merged = terms

    saved = merge_terms(kept, merged, by=staff)

    assert [version.product.catalog_number for version in saved] == ["T-1", "T-3"]
    assert list(Term.objects.all()) == [kept]
    for product in Product.objects.all():
        latest = latest_draft(product)
        assert latest is not None
        assert latest.read()["terms"] == [FKBP1A]


def test_the_former_slug_leads_on(terms: tuple[Term, Term], client: Client) -> None:
    kept, merged = terms
    before = client.get("/products/?target=fkbp12")
    assert before.status_code == 200

    merge_terms(kept, merged, by=None)

    assert facets() == {("T-1", "fkbp1a"), ("T-2", "fkbp1a"), ("T-3", "fkbp1a")}
    assert ListingFacet.objects.filter(facet="target").count() == 3
    page = client.get("/products/?target=fkbp12", follow=True).content.decode()
    assert "T-1" in page
    assert "T-2" in page


def test_listings_made_anew_are_the_same(terms: tuple[Term, Term]) -> None:
    merge_terms(*terms, by=None)
    merged = facets()

    rebuild_listings()

    assert facets() == merged


def test_aliases_of_the_merged_term_go_along(terms: tuple[Term, Term]) -> None:
    kept, merged = terms
    TermAlias.objects.create(vocabulary="target", slug="fkbp", term=merged)

    merge_terms(kept, merged, by=None)

    assert set(TermAlias.objects.values_list("slug", "term__slug")) == {
        ("fkbp", "fkbp1a"), ("fkbp12", "fkbp1a"),
    }  # fmt: skip


def test_a_draft_from_before_is_loaded_with_the_term_kept(terms: tuple[Term, Term]) -> None:
    """Its document names a term that is no more."""
    product = Product.objects.get(catalog_number="T-1")
    before = latest_draft(product)
    assert before is not None
    merge_terms(*terms, by=None)

    revert(product, before, by=None)

    latest = latest_draft(product)
    assert latest is not None
    assert latest.read()["terms"] == [FKBP1A]
    assert Term.objects.count() == 1


@pytest.mark.usefixtures("db")
def test_terms_of_two_vocabularies_are_not_merged() -> None:
    target = Term.objects.create(**FKBP12)
    pathway = Term.objects.create(vocabulary="pathway", slug="fkbp12", label="FKBP12")

    with pytest.raises(ActionError, match="two vocabularies"):
        merge_terms(target, pathway, by=None)
    with pytest.raises(ActionError, match="another one"):
        merge_terms(target, target, by=None)
    assert Term.objects.count() == 2


def test_the_lock_of_the_drafts_comes_first(terms: tuple[Term, Term]) -> None:
    with CaptureQueriesContext(connection) as queries:
        merge_terms(*terms, by=None)

    asked = [query["sql"] for query in queries.captured_queries if "FROM" in query["sql"]]
    assert Lock._meta.db_table in asked[0]
