"""The screens on which two changes meet, without a defect and put together without scripts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import latest_draft
from catalog.models import Product, Term
from tests.browser.axe import violations
from tests.browser.site import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def change(product: Product, **members: Any) -> None:
    draft = latest_draft(product)
    assert draft is not None
    load_draft(draft.read() | members, by=None, reason="Meanwhile", product=product)


def conflict(page: Page, site: str) -> Product:
    """The screen of a product that somebody else saved, too."""
    product = Product.objects.get(catalog_number="ALQ-1001")
    page.goto(f"{site}/admin/catalog/product/{product.pk}/change/")
    page.fill("#id_appearance", "Pale film")
    page.fill("#id_grade", "Extra pure")
    change(product, grade="Ph. Eur.", contents="One vial")
    page.locator("[name=_continue]").click()
    expect(page.get_by_role("heading", name="Put both changes together")).to_be_visible()
    return product


def test_conflict_screens_have_no_defect(page: Page, demo_site: str) -> None:
    sign_in(page, demo_site)
    product = conflict(page, demo_site)
    defects = {"product": violations(page)}

    term = Term.objects.order_by("pk")[0]
    page.goto(f"{demo_site}/admin/catalog/term/{term.pk}/change/")
    page.fill("#id_label", "Mine")
    Term.objects.filter(pk=term.pk).update(label="Theirs")
    page.locator("[name=_continue]").click()
    expect(page.get_by_role("heading", name="What was changed there")).to_be_visible()
    defects["term"] = violations(page)

    publish(product, by=None, reason="Seen", valid_from=timezone.now() + timedelta(days=9))
    change(product, grade="USP")
    page.goto(f"{demo_site}/admin/catalog/product/{product.pk}/publish/")
    expect(page.get_by_label("Grade, if published now")).to_be_visible()
    defects["publish"] = violations(page)

    assert {name: found for name, found in defects.items() if found} == {}


def test_both_changes_are_put_together_without_scripts(
    without_scripts: Page, demo_site: str
) -> None:
    sign_in(without_scripts, demo_site)
    product = conflict(without_scripts, demo_site)
    without_scripts.get_by_label("Mine:").check()
    without_scripts.get_by_role("button", name="Save both changes together").click()

    expect(without_scripts.locator(".messagelist .success")).to_be_visible()
    product.refresh_from_db()
    typed = (product.grade, product.appearance, product.contents)
    assert typed == ("Extra pure", "Pale film", "One vial")
