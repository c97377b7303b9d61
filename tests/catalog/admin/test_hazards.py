"""Hazards on the product screen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.admin.findings import located
from catalog.curation import findings
from catalog.models import Hazard, Product
from catalog.specification.reading import read_draft
from tests.catalog.admin.screen import errors, form, new_row

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]
CLASSIFIED = {"hazard_status": "classified", "hazard_source": "Safety data sheet"}


def screen(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def test_rows_and_codes_are_typed_and_read_again(office: Client, draft: Maker) -> None:
    address = screen(draft("T-1"))
    data = form(office, address) | CLASSIFIED
    data |= {"precautionary_statements": "P264 P301 + P310", "pictograms": "GHS06"}
    data = new_row(data, "hazards", statement="H372")
    data = new_row(
        data, "hazards",
        system="clp", hazard_class="Acute toxicity, oral", category="3", statement=" H301",
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert [row.statement for row in Hazard.objects.all()] == ["H372", "H301"]
    again = form(office, address)
    assert again["hazards-1-hazard_class"] == "Acute toxicity, oral"
    assert again["precautionary_statements"] == "P264, P301+P310"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"statement": "R45"}, "&#x27;R45&#x27; is not a hazard statement code; write"),
        ({"system": "ghs"}, "Write the hazard statement code, such as H301, or the hazard class"),
        ({"statement": "H301", "category": "3"}, "A category belongs to a hazard class"),
    ],
)
def test_a_row_that_says_nothing_known_is_refused(
    office: Client, draft: Maker, row: dict[str, Any], words: str
) -> None:
    address = screen(draft("T-1"))

    response = office.post(address, new_row(form(office, address), "hazards", **row))

    assert response.status_code == 200
    assert words in errors(response)


def test_hazards_without_a_classification_are_found_at_the_rows(draft: Maker) -> None:
    product = draft("T-1", hazards=[{"statement": "H301"}])

    (found,) = [
        entry
        for entry in located(findings(read_draft(product.draft_versions.get().document)))
        if entry.finding.rule == "hazards-not-classified"
    ]

    assert found.place.inline == "hazards"
