"""The back office in a real browser, under the same policy of content."""

import pytest
from django.contrib.auth.models import User

from catalog.actions.save_draft import latest_draft
from catalog.models import Product, Revision
from tests.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_typo_is_corrected_and_published(watched: Watched, demo_site: str) -> None:
    User.objects.create_superuser("irene", password="polonium")
    page = watched.page
    page.goto(f"{demo_site}/admin/")
    page.fill("#id_username", "irene")
    page.fill("#id_password", "polonium")
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{demo_site}/admin/")
    page.goto(f"{demo_site}/admin/catalog/product/?q=104987-11-3")
    page.click("#result_list tbody th a")
    page.fill("#id_appearance", "Translucent, colorless film")
    page.fill("#id_save_reason", "As the chemist said")
    page.click("[name=_continue]")

    product = Product.objects.get(catalog_number="ALQ-1001")
    draft = latest_draft(product)
    assert draft is not None
    assert draft.reason == "As the chemist said"
    assert draft.read()["appearance"] == "Translucent, colorless film"

    page.goto(f"{demo_site}/admin/catalog/product/{product.pk}/publish/")
    page.fill("#id_change_note", "Appearance")
    page.fill("#id_reason", "Checked against the retained sample")
    page.click("[type=submit][value=Publish]")

    assert "Revision 2 of ALQ-1001 FK506 is published" in page.inner_text(".messagelist")
    assert Revision.objects.get(product=product, number=2).change_note == "Appearance"
    assert watched.complaints == []
