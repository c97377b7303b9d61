"""Documents of version 1 say under version 2 what their rows say."""

import jsonschema_rs
import pytest

from catalog.actions.save_draft import latest_draft
from catalog.models import Product, Revision
from catalog.specification.document import draft_documents
from catalog.specification.schema import json_schema

pytestmark = pytest.mark.usefixtures("yesterday")


def test_every_draft_is_what_the_same_rows_give_today() -> None:
    products = list(Product.objects.all())
    today = draft_documents(products)

    for product in products:
        latest = latest_draft(product)
        assert latest is not None
        assert latest.read() == today[product.pk], product.catalog_number
    assert len(products) >= 80


def test_every_specification_is_valid_under_the_schema_of_today() -> None:
    validator = jsonschema_rs.validator_for(json_schema())
    for revision in Revision.objects.all():
        assert list(validator.iter_errors(revision.read())) == []


def test_a_tombstone_says_that_it_is_withdrawn() -> None:
    read = [revision.read() for revision in Revision.objects.all()]
    withdrawn = [spec["status"] == "withdrawn" for spec in read]

    assert withdrawn == [spec["withdrawal"] is not None for spec in read]
    assert any(withdrawn)
