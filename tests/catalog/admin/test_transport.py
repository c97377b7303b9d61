"""Transport on the product screen."""

from collections.abc import Callable

import pytest
from django.test import Client

from catalog.models import Product, TransportClassification
from tests.catalog.admin.screen import errors, form, new_row

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]


def test_a_row_is_typed_and_read_again(office: Client, draft: Maker) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = new_row(
        form(office, address), "transport",
        mode="air", regulated="true", un_number="1170", hazard_class="3", packing_group="II",
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert TransportClassification.objects.get().un_number == "UN 1170"
    assert form(office, address)["transport-0-un_number"] == "UN 1170"


def test_what_is_not_restricted_has_no_un_number(office: Client, draft: Maker) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = new_row(
        form(office, address), "transport", mode="air", regulated="false", un_number="UN 1170"
    )

    response = office.post(address, data)

    assert response.status_code == 200
    assert "What is not restricted has no UN number" in errors(response)
