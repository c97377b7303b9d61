"""Reverting in the back office: from the page one sees, to a revision or to an older draft."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.models import DraftVersion, Product

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


@pytest.fixture
def base(published: Maker, document: Document) -> str:
    """The screens of a product published as caffeine, whose third draft is named theine."""
    product = published("T-1")
    load_draft(document("T-1", name="Guaranine"), by=None, reason="edit")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    return f"/admin/catalog/product/{product.pk}/"


def seen(office: Client, base: str) -> dict[str, str]:
    page = office.get(f"{base}revisions/")
    assert b'name="expected"' in page.content
    return {"expected": page.context["draft_hash"]}


def test_to_a_revision_and_to_a_draft_version(office: Client, base: str) -> None:
    page = office.get(f"{base}revisions/").content.decode()
    assert "Revert the draft to draft version 2" in page
    assert "Revert the draft to draft version 3" not in page

    office.post(f"{base}revert/", seen(office, base) | {"number": "1"})
    assert Product.objects.get().name == "Caffeine"

    answer = office.post(f"{base}revert/", seen(office, base) | {"draft": "2"}, follow=True)
    assert "The draft is what it was at draft 2" in answer.content.decode()
    assert Product.objects.get().name == "Guaranine"


@pytest.mark.parametrize("target", [{"number": "1"}, {"draft": "2"}])
def test_a_page_that_is_stale_loses_nothing(
    office: Client, base: str, document: Document, target: dict[str, str]
) -> None:
    posted = seen(office, base) | target
    load_draft(document("T-1", name="Paraxanthine"), by=None, reason="meanwhile")

    for data in (posted, target):
        answer = office.post(f"{base}revert/", data, follow=True)
        assert "while you were editing it" in answer.content.decode()
    assert Product.objects.get().name == "Paraxanthine"
    assert DraftVersion.objects.count() == 4


@pytest.mark.parametrize(
    "target",
    [
        {"number": "²"}, {"number": "9"}, {"number": "-1"}, {"number": "x"}, {"draft": "9"},
        {"draft": "²"}, {"draft": "1" * 30}, {"number": "1" * 5000}, {},
    ],
)  # fmt: skip
def test_what_is_not_there(office: Client, base: str, target: dict[str, str]) -> None:
    assert office.post(f"{base}revert/", seen(office, base) | target).status_code == 404
    assert Product.objects.get().name == "Theine"
