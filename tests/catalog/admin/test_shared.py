"""Compounds, references and terms: shared rows whose change is a change of every product."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.actions.save_draft import latest_draft
from catalog.models import Compound, DraftVersion, Product, Reference, SiteSettings, Term

Maker = Callable[..., Product]


@pytest.fixture
def office(client: Client, staff: Any) -> Client:
    client.force_login(staff)
    return client


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

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert words in str(form.errors[field])
    assert form["name"].value() == "Caffeine"
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
    compound = Compound.objects.get()
    number = compound.registry_numbers.get()
    data = compound_form(name="1,3,7-Trimethylxanthine") | {
        "registry_numbers-TOTAL_FORMS": "1",
        "registry_numbers-INITIAL_FORMS": "1",
        "registry_numbers-0-id": str(number.pk),
        "registry_numbers-0-compound": str(compound.pk),
        "registry_numbers-0-type": "cas",
        "registry_numbers-0-value": "58-08-2",
        "registry_numbers-0-qualifier": "this_form",
        "registry_numbers-0-position": "0",
    }

    response = office.post(f"/admin/catalog/compound/{compound.pk}/change/", data, follow=True)

    latest = latest_draft(product)
    assert latest is not None
    assert latest.number == 2
    assert latest.read()["compound"]["name"] == "1,3,7-Trimethylxanthine"
    assert "The drafts of T-1 changed with it" in response.content.decode()
    assert DraftVersion.objects.filter(product=untouched).count() == 1


def test_a_publication_is_there_once(office: Client) -> None:
    Reference.objects.create(doi="10.1126/science.282.5396.2085", title="Defective LPS signaling")

    response = office.post(
        "/admin/catalog/reference/add/",
        {"doi": "https://doi.org/10.1126/SCIENCE.282.5396.2085", "title": "Again"},
    )

    assert "is there already: Defective LPS signaling" in str(
        response.context["adminform"].form.errors
    )


def test_a_term_in_use_stays(office: Client, draft: Maker) -> None:
    draft("T-1", terms=[{"vocabulary": "target", "slug": "pde", "label": "PDE"}])
    term = Term.objects.get()

    assert office.post(f"/admin/catalog/term/{term.pk}/delete/", {"post": "yes"}).status_code == 403
    page = office.get(f"/admin/catalog/term/{term.pk}/change/").content.decode()
    assert 'name="slug"' not in page


def test_site_settings_are_one_screen(office: Client) -> None:
    response = office.get("/admin/catalog/sitesettings/")

    assert response["Location"] == "/admin/catalog/sitesettings/1/change/"
    data = {"supplier_name": "X", "accent_colour": "green", "intended_use": "Research"}
    answer = office.post("/admin/catalog/sitesettings/1/change/", data)
    assert "is not a colour: write six digits" in str(answer.context["adminform"].form.errors)
    assert SiteSettings.current().supplier_name != "X"
