"""A molecule that is entered a second time is asked about, with a link to the first."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import Compound
from tests.catalog.admin.screen import errors, form

ADD = "/admin/catalog/compound/add/"
CAFFEINE = "CN1C=NC2=C1C(=O)N(C(=O)N2C)C"
SAME_STRUCTURE = "Cn1cnc2c1c(=O)n(C)c(=O)n2C"


@pytest.fixture
def there(db: None) -> Compound:
    row = Compound(key="caffeine", name="Caffeine", smiles=CAFFEINE)
    row.full_clean()
    row.save()
    row.registry_numbers.create(type="cas", value="58-08-2")
    return row


def typed(**columns: Any) -> dict[str, Any]:
    counts = {"registry_numbers-TOTAL_FORMS": "0", "registry_numbers-INITIAL_FORMS": "0"}
    return counts | {"key": "theine", "name": "Theine"} | columns


def cas(value: str, **columns: str) -> dict[str, str]:
    row = {"type": "cas", "value": value, "qualifier": "this_form", "position": "0"} | columns
    named = {f"registry_numbers-0-{name}": text for name, text in row.items()}
    return named | {"registry_numbers-TOTAL_FORMS": "1"}


@pytest.mark.parametrize(
    "columns",
    [
        {"smiles": SAME_STRUCTURE},
        {"inchikey": "RYYVLZVUVIJVGH-UHFFFAOYSA-N"},
        cas("58-08-2"),
    ],
)
def test_the_same_molecule_is_asked_about(
    office: Client, there: Compound, columns: dict[str, str]
) -> None:
    asked = office.post(ADD, typed(**columns))

    assert f'href="/admin/catalog/compound/{there.pk}/change/"' in errors(asked)
    assert 'type="checkbox" name="not_the_same"' in asked.content.decode()
    assert office.post(ADD, typed(**columns, not_the_same="on")).status_code == 302
    assert Compound.objects.count() == 2


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    "columns",
    [
        {"smiles": f"{CAFFEINE}.O"},
        cas("58-08-2", qualifier="parent"),
        cas("58-08-2", DELETE="on"),
        cas("83-67-0"),
    ],
)
def test_another_form_is_another_compound(office: Client, columns: dict[str, str]) -> None:
    response = office.post(ADD, typed(**columns))

    assert response.status_code == 302, errors(response)


def test_who_has_answered_is_not_asked_at_every_save(office: Client, there: Compound) -> None:
    office.post(ADD, typed(smiles=SAME_STRUCTURE, not_the_same="on", **cas("58-08-2")))
    address = f"/admin/catalog/compound/{there.pk}/change/"

    response = office.post(address, form(office, address) | {"counter_ion": "none"})

    assert response.status_code == 302, errors(response)


def test_equal_names_are_told_apart_where_a_compound_is_chosen(
    office: Client, there: Compound
) -> None:
    Compound.objects.create(key="caffeine-monohydrate", name="Caffeine")

    found = office.get(
        "/admin/autocomplete/",
        {"term": "caff", "app_label": "catalog", "model_name": "product",
         "field_name": "compound"},
    ).json()["results"]  # fmt: skip

    assert [row["text"] for row in found] == ["Caffeine", "Caffeine (caffeine-monohydrate)"]
