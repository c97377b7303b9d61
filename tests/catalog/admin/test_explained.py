"""Columns that are no words of the trade are explained where they are filled in."""

import pytest
from django.test import Client
from django.utils.html import escape

from catalog.admin.explained import HELP, KEYS

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("model", ["compound", "variantgroup"])
def test_a_key_is_explained(office: Client, model: str) -> None:
    page = office.get(f"/admin/catalog/{model}/add/").content.decode()
    assert escape(KEYS[model]) in page


def test_the_parts_of_a_product_are_explained(office: Client) -> None:
    page = office.get("/admin/catalog/product/add/").content.decode()

    for words in (KEYS["figure"], KEYS["qualitytest"], HELP["position"], HELP["printed"]):
        assert escape(words) in page
    assert "As printed, with its unit" not in page  # beside a column for the unit
