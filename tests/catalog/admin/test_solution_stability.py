"""Stability of stock solutions on the product screen."""

from collections.abc import Callable

import pytest
from django.test import Client

from catalog.models import Product, SolutionStability
from tests.catalog.admin.screen import errors, form, new_row

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]


def test_a_row_is_typed_and_read_again(office: Client, draft: Maker) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = new_row(
        form(office, address), "solution_stability",
        solvent="DMSO", temperature_printed="-20", duration_printed="6 months (dark)",
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert SolutionStability.objects.get().temperature == "-20 °C"
    shown = form(office, address)
    assert shown["solution_stability-0-temperature_printed"] == "-20 °C"
    assert shown["solution_stability-0-duration_printed"] == "6 months (dark)"
