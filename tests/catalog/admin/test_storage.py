"""The temperature of a storage condition: what is seen is all there is of it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from catalog.models import Product, StorageCondition
from tests.catalog.admin.screen import errors, form, new_row

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]
FIELD = "storage_conditions-0-temperature_printed"


@pytest.fixture
def address(draft: Maker) -> str:
    return f"/admin/catalog/product/{draft('T-1').pk}/change/"


def typed(office: Client, address: str, temperature: str) -> str:
    """What the field shows after ``temperature`` was typed into it and saved."""
    data = form(office, address)
    if FIELD in data:
        data[FIELD] = temperature
    else:
        data = new_row(data, "storage_conditions", state="powder", temperature_printed=temperature)
    response = office.post(address, data)
    assert response.status_code == 302, errors(response)
    return str(form(office, address).get(FIELD, ""))


def test_the_unit_is_read_from_what_is_typed(office: Client, address: str) -> None:
    for temperature, shown in (
        ("-20 C", "-20 °C"), ("RT", "RT"), ("-20 F", "-20 °F"), ("4", "4 °C"),
        ("2 °C to 8 °C", "2 to 8 °C"), ("", ""),
    ):  # fmt: skip
        assert typed(office, address, temperature) == shown
    assert StorageCondition.objects.get().temperature_unit == ""


def test_a_row_that_nobody_touched_is_unchanged(office: Client, address: str) -> None:
    typed(office, address, "2 - 8 °C")
    product = Product.objects.get()
    before = product.draft_versions.count()

    assert office.post(address, form(office, address)).status_code == 302
    assert product.draft_versions.count() == before


def test_who_may_only_look_sees_the_unit(
    office: Client, client: Client, address: str, django_user_model: type
) -> None:
    typed(office, address, "-20 F")
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)  # type: ignore[attr-defined]
    clerk.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(clerk)

    assert "-20 °F" in client.get(address).content.decode()
