"""The product screen's groups hold every field and every part, once."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Permission, User
from django.test import Client

from catalog.admin.groups import GROUPS, INLINES, fieldsets
from catalog.models import Product, Term
from tests.catalog.admin.screen import form, new_row

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]


def test_every_editable_column_is_in_one_group() -> None:
    columns = {
        field.name
        for field in [*Product._meta.fields, *Product._meta.many_to_many]
        if field.editable and not field.primary_key
    }

    placed = Counter(flatten_fieldsets(fieldsets()))

    assert columns == set(placed) - {"seen_hash", "save_reason"}
    assert set(placed.values()) == {1}
    assert len(set(INLINES)) == len(INLINES)


def test_a_group_has_its_fields_and_its_parts_together(office: Client, draft: Maker) -> None:
    product = draft("T-1", solubility=[{"solvent": "Water", "amount": "20 mg/mL"}])

    page = office.get(f"/admin/catalog/product/{product.pk}/change/").content.decode()

    handling = page[page.index('id="handling"') : page.index('id="evidence"')]
    assert 'name="appearance"' in handling
    assert 'name="solubilities-0-solvent"' in handling
    assert 'name="packs-0-sku"' not in handling


def test_an_empty_group_is_folded_and_still_there(office: Client, draft: Maker) -> None:
    product = draft("T-1", solubility=[{"solvent": "Water", "amount": "20 mg/mL"}])

    response = office.get(f"/admin/catalog/product/{product.pk}/change/")

    is_open = {bound.group.key: bound.is_open for bound in response.context["groups"]}
    assert is_open["handling"]
    assert is_open["ordering"]
    assert not is_open["sources"]
    assert 'name="fact_sources-__prefix__-fact"' in response.content.decode()


def test_a_group_with_a_refused_row_is_open(office: Client, draft: Maker) -> None:
    product = draft("T-1")
    address = f"/admin/catalog/product/{product.pk}/change/"
    data: dict[str, Any] = form(office, address) | {
        "fact_sources-TOTAL_FORMS": 1, "fact_sources-0-fact": "weight",
        "fact_sources-0-source": "Merck Index", "fact_sources-0-position": 0,
    }  # fmt: skip

    response = office.post(address, data)

    bound = next(bound for bound in response.context["groups"] if bound.group.key == "sources")
    (refusal,) = bound.refused
    assert refusal.place == "Fact sources › row 1 › Fact"
    assert bound.is_open


def test_what_was_typed_is_counted_when_the_screen_is_refused(office: Client) -> None:
    address = "/admin/catalog/product/add/"
    term = Term.objects.create(vocabulary="target", slug="pde", label="PDE")
    data = form(office, address) | {"appearance": "Powder", "terms": [term.pk]}
    for sku in ("T-1-1G", "T-1-5G"):
        data = new_row(data, "packs", sku=sku, printed="1 g", count="1", status="active")

    response = office.post(address, data)  # without a name

    bound = {group.group.key: group for group in response.context["groups"]}
    assert (bound["ordering"].contents, bound["ordering"].is_open) == ("2 packs", True)
    for key in ("handling", "relations"):
        assert bound[key].contents != "empty"
        assert bound[key].is_open
    assert (bound["sources"].contents, bound["sources"].is_open) == ("empty", False)


def test_every_group_can_be_jumped_to(office: Client) -> None:
    page = office.get("/admin/catalog/product/add/").content.decode()

    links = re.findall(r'<li><a href="#(\w+)">', page)
    assert links == [group.key for group in GROUPS]
    for key in links:
        assert page.count(f'id="{key}"') == 1


def test_nothing_on_the_screens_is_styled_or_scripted_inline(
    office: Client, published: Maker
) -> None:
    product = published("T-1")
    screens = [f"{product.pk}/{name}/" for name in ("change", "publish", "revisions", "withdraw")]

    for screen in ("", "add/", *screens):
        page = office.get(f"/admin/catalog/product/{screen}").content.decode()
        assert not re.search(r"<[^>]+\sstyle=|<style|<script(?![^>]*\bsrc=)[^>]*>", page), screen


def test_whoever_may_not_see_terms_adds_a_product(client: Client, db: None) -> None:
    clerk = User.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename="add_product"))
    client.force_login(clerk)

    response = client.get("/admin/catalog/product/add/")

    assert response.status_code == 200
