"""The screens of terms: counted, merged, and never given a slug that leads elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Product, Term, TermAlias
from tests.catalog.admin.screen import errors, form

Maker = Callable[..., Product]
LIST = "/admin/catalog/term/"
PDE = {"vocabulary": "target", "slug": "pde", "label": "PDE"}


@pytest.fixture
def pde(draft: Maker) -> Term:
    """A term in use, with a former slug, and another one of its vocabulary."""
    draft("T-1", terms=[PDE])
    term = Term.objects.get()
    TermAlias.objects.create(vocabulary="target", slug="pdes", term=term)
    Term.objects.create(vocabulary="target", slug="phosphodiesterase", label="Phosphodiesterase")
    Term.objects.create(vocabulary="pathway", slug="camp", label="cAMP signalling")
    return term


def test_a_former_slug_is_not_given_again(office: Client, pde: Term) -> None:
    data = {"vocabulary": "target", "slug": "pdes", "label": "PDEs"}

    response = office.post(f"{LIST}add/", data)

    assert "is a former slug of &#x27;PDE&#x27;" in errors(response)
    elsewhere = office.post(f"{LIST}add/", data | {"vocabulary": "pathway"})
    assert elsewhere.status_code == 302, errors(elsewhere)


def test_former_slugs_and_products_are_on_the_page(office: Client, pde: Term) -> None:
    page = office.get(f"{LIST}{pde.pk}/change/").content.decode()

    assert "pdes" in page
    assert ">T-1 Caffeine</a>" in page
    assert "Merge into another term" in page


def test_slug_and_vocabulary_never_change(office: Client, pde: Term) -> None:
    address = f"{LIST}{pde.pk}/change/"

    response = office.post(
        address, form(office, address) | {"slug": "x", "vocabulary": "pathway", "label": "PDE 4"}
    )

    assert response.status_code == 302, errors(response)
    pde.refresh_from_db()
    assert (pde.vocabulary, pde.slug, pde.label) == ("target", "pde", "PDE 4")


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", ["cAMP signalling", "PDE", "Phosphodiesterase"]),
        ("?vocabulary__exact=pathway", ["cAMP signalling"]),
        ("?q=pdes", ["PDE"]),
    ],
)
def test_terms_are_listed_by_vocabulary(
    office: Client, pde: Term, query: str, labels: list[str]
) -> None:
    rows = office.get(f"{LIST}{query}").context["cl"].result_list

    assert [row.label for row in rows] == labels
    assert {row.number_of_products for row in rows if row.pk == pde.pk} <= {1}


def test_a_term_is_merged_on_its_screen(office: Client, pde: Term) -> None:
    kept = Term.objects.get(slug="phosphodiesterase")
    address = f"{LIST}{pde.pk}/merge/"

    page = office.get(address).content.decode()
    assert "1 product with the term PDE" in page
    assert "cAMP" not in page
    answer = office.post(address, {"kept": kept.pk}, follow=True)

    assert "The drafts of T-1 changed with it" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"{LIST}{kept.pk}/change/"
    assert set(kept.aliases.values_list("slug", flat=True)) == {"pde", "pdes"}


@pytest.mark.parametrize("chosen", ["", "itself", "pathway"])
def test_a_term_of_the_same_vocabulary_is_chosen(office: Client, pde: Term, chosen: str) -> None:
    rows = {"": "", "itself": pde.pk, "pathway": Term.objects.get(vocabulary="pathway").pk}

    response = office.post(f"{LIST}{pde.pk}/merge/", {"kept": rows[chosen]})

    assert response.context["form"].errors["kept"]
    assert Term.objects.count() == 3


def test_merging_needs_both_permissions(client: Client, django_user_model: Any, pde: Term) -> None:
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="change_term"))
    client.force_login(clerk)
    kept = Term.objects.get(slug="phosphodiesterase")

    assert client.post(f"{LIST}{pde.pk}/merge/", {"kept": kept.pk}).status_code == 403
    assert "Merge into" not in client.get(f"{LIST}{pde.pk}/change/").content.decode()
    assert Term.objects.count() == 3


def test_a_longer_list_asks_no_more(office: Client, pde: Term) -> None:
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)
    for place in range(20):
        term = Term.objects.create(vocabulary="target", slug=f"t{place}", label=f"T{place}")
        TermAlias.objects.create(vocabulary="target", slug=f"a{place}", term=term)

    with CaptureQueriesContext(connection) as many:
        office.get(LIST)

    assert len(many) == len(few)


def test_a_term_that_has_taken_over_a_slug_is_not_deleted(office: Client) -> None:
    """The addresses that hold its former slugs would lead nowhere."""
    term = Term.objects.create(vocabulary="target", slug="mtor", label="mTOR")
    TermAlias.objects.create(vocabulary="target", slug="frap1", term=term)

    address = f"/admin/catalog/term/{term.pk}/delete/"

    assert office.post(address, {"post": "yes"}).status_code == 403
    assert TermAlias.objects.get().term == term
