"""Quantities on the product screen: typed whole, shown as they were typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from catalog.models import Pack, Product, QualityTest
from tests.catalog.admin.screen import errors, form, new_row

Maker = Callable[..., Product]
FIELD = "quality_tests-0-printed"


@pytest.fixture
def product(draft: Maker) -> Product:
    rows = [{"key": "assay", "subject": "Assay", "limit": "≥97% (GC)"}]
    return draft("T-1", quality_tests=rows)


@pytest.fixture
def address(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def sent(office: Client, address: str, data: dict[str, Any]) -> None:
    response = office.post(address, data)
    assert response.status_code == 302, errors(response)


def test_the_remark_is_part_of_what_is_typed(office: Client, address: str) -> None:
    shown = form(office, address)
    assert (shown[FIELD], shown["quality_tests-0-unit"]) == ("≥97 (GC)", "%")

    sent(office, address, shown | {FIELD: "> 98 %, by SDS-PAGE"})
    test = QualityTest.objects.get()
    assert (test.printed, test.unit, test.remark) == ("> 98", "%", "by SDS-PAGE")
    assert form(office, address)[FIELD] == "> 98, by SDS-PAGE"

    sent(office, address, form(office, address) | {FIELD: "> 98"})
    assert QualityTest.objects.get().remark == ""


def test_a_screen_that_nobody_touched_makes_no_version(
    office: Client, address: str, product: Product
) -> None:
    before = product.draft_versions.count()
    sent(office, address, form(office, address))
    assert product.draft_versions.count() == before


def test_a_second_amount_is_refused_beside_its_field(office: Client, address: str) -> None:
    response = office.post(address, form(office, address) | {FIELD: "97% (GC), 98% (HPLC)"})
    assert response.status_code == 200
    assert "says a second amount, 98%" in errors(response)


def test_the_size_of_a_pack_is_typed_whole(office: Client, address: str) -> None:
    for sku, printed in (("T-1-S", "10 mM * 1 mL in DMSO"), ("T-1-S5", "5 x 1 mL")):
        pack = {"sku": sku, "count": 1, "printed": printed, "status": "active"}
        sent(office, address, new_row(form(office, address), "packs", **pack))

    solution, several = Pack.objects.filter(sku__startswith="T-1-S").order_by("position")
    assert (solution.concentration, solution.solvent, solution.unit) == ("10 mM", "DMSO", "mL")
    assert (several.count, several.printed) == (5, "1")
    shown = form(office, address)
    assert shown["packs-1-concentration_printed"] == "10 mM"
    assert shown["packs-2-count"] == 5

    sent(office, address, shown | {"packs-1-concentration_printed": ""})
    assert Pack.objects.get(sku="T-1-S").concentration_unit == ""


def test_who_may_only_look_sees_the_remark(
    office: Client, client: Client, address: str, django_user_model: type
) -> None:
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)  # type: ignore[attr-defined]
    clerk.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(clerk)

    assert "≥97 (GC)" in client.get(address).content.decode()
