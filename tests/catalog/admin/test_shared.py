"""Compounds, references and terms: shared rows whose change is a change of every product."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.actions.save_draft import latest_draft
from catalog.models import (
    Compound,
    DraftVersion,
    Lock,
    Product,
    Reference,
    Term,
    VariantGroup,
)
from tests.catalog.admin.screen import errors, form, kept_form

Maker = Callable[..., Product]


def compound_form(**columns: str) -> dict[str, str]:
    return {
        "key": "caffeine",
        "name": "Caffeine",
        "registry_numbers-TOTAL_FORMS": "0",
        "registry_numbers-INITIAL_FORMS": "0",
    } | columns


@pytest.mark.parametrize(
    ("columns", "field", "words"),
    [
        ({"formula": "C8H10Xx"}, "formula", "Xx"),
        ({"formula": "8 carbons"}, "formula", "8 carbons"),
        ({"smiles": "C1=CN(C"}, "smiles", "C1=CN(C"),
        ({"weight_printed": "-194.19", "weight_basis": "printed"}, "weight_printed", "-194.19"),
        ({"weight_printed": "0 g/mol", "weight_basis": "printed"}, "weight_printed", "zero"),
        ({"weight_printed": "194.19 mg/mL", "weight_basis": "printed"}, "weight_printed", "mg/mL"),
        ({"weight_printed": "194.19 g/mol"}, "__all__", "needs its unit and its basis"),
    ],
)
def test_a_bad_compound_is_explained(
    office: Client, columns: dict[str, str], field: str, words: str
) -> None:
    response = office.post("/admin/catalog/compound/add/", compound_form(**columns))

    kept = kept_form(response)
    assert words in str(kept.errors[field])
    assert kept["name"].value() == "Caffeine"
    assert not Compound.objects.exists()


def test_a_bad_cas_number_is_explained(office: Client) -> None:
    data = compound_form() | {
        "registry_numbers-TOTAL_FORMS": "1",
        "registry_numbers-0-type": "cas",
        "registry_numbers-0-value": "58-08-3",
        "registry_numbers-0-qualifier": "this_form",
        "registry_numbers-0-position": "0",
    }

    response = office.post("/admin/catalog/compound/add/", data)

    (formset,) = response.context["inline_admin_formsets"]
    assert "58-08-3" in str(formset.formset.errors)
    assert not Compound.objects.exists()


def test_a_changed_compound_changes_its_products(
    office: Client, draft: Maker, caffeine: dict[str, Any]
) -> None:
    product = draft("T-1", compound=caffeine)
    untouched = draft("T-2")
    address = f"/admin/catalog/compound/{Compound.objects.get().pk}/change/"
    data = form(office, address) | {"name": "1,3,7-Trimethylxanthine"}

    response = office.post(address, data, follow=True)

    latest = latest_draft(product)
    assert latest is not None
    assert latest.number == 2
    assert latest.read()["compound"]["name"] == "1,3,7-Trimethylxanthine"
    assert "The drafts of T-1 changed with it" in response.content.decode()
    assert DraftVersion.objects.filter(product=untouched).count() == 1


def test_a_term_in_use_stays(office: Client, draft: Maker) -> None:
    draft("T-1", terms=[{"vocabulary": "target", "slug": "pde", "label": "PDE"}])
    term = Term.objects.get()

    assert office.post(f"/admin/catalog/term/{term.pk}/delete/", {"post": "yes"}).status_code == 403
    page = office.get(f"/admin/catalog/term/{term.pk}/change/").content.decode()
    assert 'name="slug"' not in page


@pytest.fixture
def variant(draft: Maker, caffeine: dict[str, Any]) -> Product:
    """A product with a row of every kind that products share."""
    cited = {"number": 1, "reference": {"pmid": "1715244", "title": "Calcineurin"}}
    return draft(
        "T-1",
        compound=caffeine,
        variant_group={"key": "grades", "name": "Caffeine", "axis": "Grade"},
        variant_value="Pure",
        terms=[{"vocabulary": "target", "slug": "pde", "label": "PDE"}],
        sections=[{"key": "background", "body": "[1]", "citations": [cited]}],
    )


@pytest.mark.usefixtures("variant")
@pytest.mark.parametrize(
    ("model", "mine", "theirs", "told"),
    [
        (Compound, ("name", "Theine"), {"formula": "C8H10N4O2·H2O"}, ("Formula", "C8H10N4O2")),
        (Reference, ("title", "Calcineurin is a target"), {"year": 1991}, ("Year", None)),
        (Term, ("label", "Phosphodiesterase"), {"label": "PDE 4"}, ("Label", "PDE")),
        (VariantGroup, ("name", "Caffeines"), {"axis": "Purity"}, ("Axis", "Grade")),
    ],
)
def test_two_people_editing(
    office: Client,
    model: Any,
    mine: tuple[str, str],
    theirs: dict[str, Any],
    told: tuple[str, str | None],
) -> None:
    column, typed = mine
    row = model.objects.get()
    address = f"/admin/catalog/{model._meta.model_name}/{row.pk}/change/"
    data = form(office, address) | {column: typed}
    model.objects.filter(pk=row.pk).update(**theirs)

    response = office.post(address, data)

    assert "while you were editing it" in errors(response)
    assert kept_form(response)[column].value() == typed
    assert model.objects.filter(pk=row.pk, **theirs).exists()
    (change,) = response.context["theirs"]
    assert (change.label, change.before, change.after) == (*told, *theirs.values())
    assert "What was changed there while you were editing" in response.content.decode()
    again = office.post(address, form(office, address) | {column: typed})
    assert again.status_code == 302, errors(again)
    assert getattr(model.objects.get(), column) == typed


@pytest.mark.usefixtures("variant")
def test_a_registry_number_is_part_of_what_was_seen(office: Client) -> None:
    compound = Compound.objects.get()
    address = f"/admin/catalog/compound/{compound.pk}/change/"
    data = form(office, address) | {"name": "Theine"}
    compound.registry_numbers.create(type="pubchem_cid", value="2519")

    response = office.post(address, data)

    assert "while you were editing it" in errors(response)
    told = [(change.label, change.before) for change in response.context["theirs"]]
    assert told == [("Registry numbers › this_form pubchem_cid 2519", None)]


@pytest.mark.usefixtures("variant")
@pytest.mark.parametrize("seen", ["", "[", "[]", '{"name": "Forged"}'])
def test_what_was_not_sent_by_the_screen_tells_no_change(office: Client, seen: str) -> None:
    address = f"/admin/catalog/term/{Term.objects.get().pk}/change/"
    data = form(office, address) | {"label": "Mine", "seen_document": seen}
    Term.objects.update(label="PDE 4")

    assert office.post(address, data).context["theirs"] == []


@pytest.mark.usefixtures("variant")
@pytest.mark.parametrize("model", [Compound, VariantGroup])
def test_a_key_is_given_once(office: Client, model: Any) -> None:
    """Documents know the row by it: another key would be another row when one is loaded again."""
    row = model.objects.get()
    address = f"/admin/catalog/{model._meta.model_name}/{row.pk}/change/"

    response = office.post(address, form(office, address) | {"key": "other"})

    assert response.status_code == 302, errors(response)
    assert model.objects.get().key == row.key


@pytest.mark.usefixtures("variant")
def test_whoever_may_only_look(client: Client, django_user_model: Any) -> None:
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(clerk)

    for model in (Compound, Reference, Term, VariantGroup, Product):
        address = f"/admin/catalog/{model._meta.model_name}/{model.objects.get().pk}/change/"
        page = client.get(address)
        assert page.status_code == 200
        assert "Remove</th>" not in page.content.decode()
        assert client.post(address, {"name": "x"}).status_code == 403


def test_a_registry_number_twice_is_named(office: Client) -> None:
    data = compound_form() | {"registry_numbers-TOTAL_FORMS": "2"}
    for place in range(2):
        data |= {
            f"registry_numbers-{place}-type": "cas",
            f"registry_numbers-{place}-value": "58-08-2",
            f"registry_numbers-{place}-qualifier": "this_form",
            f"registry_numbers-{place}-position": "0",
        }

    response = office.post("/admin/catalog/compound/add/", data)

    assert "Row 1 (CAS number 58-08-2) and row 2 (CAS number 58-08-2)" in errors(response)
    assert not Compound.objects.exists()


@pytest.mark.usefixtures("variant")
@pytest.mark.parametrize("model", [Compound, Product, Reference, Term, VariantGroup])
def test_the_second_saver_waits_before_looking(office: Client, model: Any) -> None:
    """Else two who save at once would both find the row as they had seen it."""
    address = f"/admin/catalog/{model._meta.model_name}/{model.objects.get().pk}/change/"
    data = form(office, address)

    with CaptureQueriesContext(connection) as queries:
        assert office.post(address, data).status_code == 302

    asked = [query["sql"] for query in queries.captured_queries]
    of_row = [place for place, sql in enumerate(asked) if f'FROM "{model._meta.db_table}"' in sql]
    of_lock = [place for place, sql in enumerate(asked) if f'FROM "{Lock._meta.db_table}"' in sql]
    assert of_lock[0] < of_row[0]


@pytest.mark.usefixtures("variant")
@pytest.mark.parametrize("model", [Compound, Reference, VariantGroup])
def test_what_stands_against_deleting_is_told_as_products(office: Client, model: Any) -> None:
    name, row, product = model._meta.model_name, model.objects.get(), Product.objects.get()
    link = f'<a href="/admin/catalog/product/{product.pk}/change/">T-1 Caffeine</a>'

    one = office.get(f"/admin/catalog/{name}/{row.pk}/delete/").content.decode()
    many = office.post(
        f"/admin/catalog/{name}/", {"action": "delete_selected", "_selected_action": [row.pk]}
    ).content.decode()

    for page in (one, many):
        assert link in page
        assert 'type="submit"' not in page.split('<div id="content"')[1]


@pytest.mark.parametrize(
    "query",
    ["product/add/?compound=abc", f"product/add/?compound={10**30}", "product/add/?terms=1,x",
     "compound/add/?parent=abc", "product/add/?replaced_by=5&name=Theine"],
)  # fmt: skip
def test_a_link_that_cannot_be_meant_opens_the_form(office: Client, query: str) -> None:
    assert office.get(f"/admin/catalog/{query}").status_code == 200


def test_a_link_fills_in_the_form(office: Client) -> None:
    compound = Compound.objects.create(key="caffeine", name="Caffeine")
    page = office.get(f"/admin/catalog/product/add/?compound={compound.pk}&name=Theine")

    kept = kept_form(page)
    assert (kept["compound"].value(), kept["name"].value()) == (str(compound.pk), "Theine")


@pytest.mark.parametrize("button", ["_continue", "_addanother"])
def test_a_plain_screen_leads_to_a_plain_one(office: Client, button: str) -> None:
    address = "/admin/catalog/term/add/"
    data = {"vocabulary": "target", "slug": "pde", "label": "PDE", button: "1"}

    assert office.post(f"{address}?plain", data)["Location"].endswith("?plain")
    assert "plain" not in office.post(address, data | {"slug": "pde-4"})["Location"]
