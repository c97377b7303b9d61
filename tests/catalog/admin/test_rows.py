"""Rows of one screen: none repeats another, and rows may exchange what they hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.actions.save_draft import latest_draft
from catalog.models import DraftVersion, Product
from tests.catalog.admin.screen import errors, form, kept_form, new_row

Maker = Callable[..., Product]
ADD = "/admin/catalog/product/add/"
CURVE = {"label": "Caffeine", "points": [[1, 5], [10, 50]]}


def change_of(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


@pytest.mark.parametrize(
    ("prefix", "rows", "words"),
    [
        (
            "packs",
            [
                {"sku": "T-1-1G", "printed": "1 g", "count": "1", "status": "active"},
                {"sku": "t11g", "printed": "2 g", "count": "1", "status": "active"},
            ],
            "Row 2 (T-1-1G) and row 3 (t11g) have the same SKU",
        ),
        (
            "registry_numbers",
            [
                {"type": "cas", "value": "58-08-2", "qualifier": "this_form"},
                {"type": "cas", "value": "58-08-2", "qualifier": "parent"},
            ],
            "Row 1 (CAS number 58-08-2) and row 2 (CAS number 58-08-2) have the same type and",
        ),
        (
            "quality_tests",
            [
                {"key": "purity", "subject": "Purity"},
                {"key": "purity", "subject": "Identity"},
            ],
            "Row 1 (purity) and row 2 (purity) have the same key",
        ),
        (
            "sections",
            [
                {"key": "protocol", "body": "Warm."},
                {"key": "protocol", "body": "Cool."},
            ],
            "Row 1 (Protocol) and row 2 (Protocol) have the same section and title",
        ),
    ],
)
def test_a_repetition_names_both_rows(
    office: Client, draft: Maker, prefix: str, rows: list[dict[str, str]], words: str
) -> None:
    address = change_of(draft("T-1"))
    data = form(office, address) | {"name": "Theine"}
    for row in rows:
        data = new_row(data, prefix, **row)

    response = office.post(address, data)

    assert words in errors(response)
    assert kept_form(response)["name"].value() == "Theine"
    assert DraftVersion.objects.count() == 1


def test_a_repetition_on_a_new_product(office: Client) -> None:
    data = form(office, ADD) | {
        "catalog_number": "T-1", "name": "Caffeine", "slug": "caffeine", "kind": "small_molecule",
    }  # fmt: skip
    pack = {"sku": "T-1-1G", "printed": "1 g", "count": "1", "status": "active"}

    response = office.post(ADD, new_row(new_row(data, "packs", **pack), "packs", **pack))

    assert "have the same SKU" in errors(response)
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("prefix", "column", "members"),
    [
        ("packs", "sku", {"packs": [
            {"sku": "T-1-1G", "amount": "1 g"}, {"sku": "T-1-5G", "amount": "5 g"},
        ]}),
        ("quality_tests", "key", {"quality_tests": [
            {"key": "purity", "subject": "Purity"}, {"key": "identity", "subject": "Identity"},
        ]}),
        ("registry_numbers", "value", {"registry_numbers": [
            {"type": "cas", "value": "58-08-2"}, {"type": "cas", "value": "83-67-0"},
        ]}),
        ("synonyms", "text", {"synonyms": [{"text": "Theine"}, {"text": "Guaranine"}]}),
        ("figures", "key", {"figures": [
            {"key": "one", "title": "One", "series": [CURVE]},
            {"key": "two", "title": "Two", "series": [CURVE]},
        ]}),
    ],
)  # fmt: skip
def test_two_rows_exchange_their_keys(
    office: Client, draft: Maker, prefix: str, column: str, members: dict[str, Any]
) -> None:
    product = draft("T-1", **members)
    address = change_of(product)
    data = form(office, address)
    one, other = f"{prefix}-0-{column}", f"{prefix}-1-{column}"
    data[one], data[other] = data[other], data[one]

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    version = latest_draft(product)
    assert version is not None
    before = [row[column] for row in members[prefix]]
    assert [row[column] for row in version.read()[prefix]] == before[::-1]


def test_a_row_takes_the_key_of_one_that_is_removed(office: Client, draft: Maker) -> None:
    packs = [{"sku": "T-1-1G", "amount": "1 g"}, {"sku": "T-1-5G", "amount": "5 g"}]
    product = draft("T-1", packs=packs)
    data = form(office, change_of(product))

    response = office.post(
        change_of(product), data | {"packs-0-sku": "T-1-5G", "packs-1-DELETE": "on"}
    )

    assert response.status_code == 302, errors(response)
    assert [(pack.sku, pack.printed) for pack in product.packs.all()] == [("T-1-5G", "1")]


def test_a_new_row_takes_the_key_of_one_that_is_removed(office: Client, draft: Maker) -> None:
    product = draft("T-1")
    data = form(office, change_of(product)) | {"packs-0-DELETE": "on"}
    data = new_row(data, "packs", sku="T-1-5G", printed="10 g", count="1", status="active")

    response = office.post(change_of(product), data)

    assert response.status_code == 302, errors(response)
    assert product.packs.get().printed == "10"


@pytest.mark.parametrize(
    ("prefix", "columns", "words"),
    [
        ("relations", {"type": "control", "related": "{pk}"}, "cannot be related to itself"),
        ("kit_components", {"name": "Buffer", "component": "{pk}"}, "cannot contain itself"),
    ],
)
def test_a_product_points_elsewhere(
    office: Client, draft: Maker, prefix: str, columns: dict[str, str], words: str
) -> None:
    product = draft("T-1")
    columns = {name: value.format(pk=product.pk) for name, value in columns.items()}

    response = office.post(
        change_of(product), new_row(form(office, change_of(product)), prefix, **columns)
    )

    assert words in errors(response)


def test_the_kind_of_a_new_product_decides_its_characteristics(office: Client) -> None:
    data = form(office, ADD) | {
        "catalog_number": "T-1", "name": "Caffeine", "slug": "caffeine", "kind": "small_molecule",
    }  # fmt: skip

    response = office.post(ADD, new_row(data, "characteristics", key="clone", printed="OKT3"))

    assert "does not belong to a small molecule" in errors(response)
    assert not Product.objects.exists()


def test_a_quantity_that_becomes_a_text_loses_its_numbers(office: Client, draft: Maker) -> None:
    product = draft("T-1", kind="antibody", characteristics=[{"key": "purity", "value": "≥ 98 %"}])
    data = form(office, change_of(product))
    data |= {"characteristics-0-key": "clone", "characteristics-0-printed": "OKT3"}

    response = office.post(change_of(product), data)

    assert response.status_code == 302, errors(response)
    version = latest_draft(product)
    assert version is not None
    (clone,) = version.read()["characteristics"]
    assert clone["value"] == {"text": "OKT3", "value": None, "unit": None, "remark": None}


@pytest.mark.parametrize(
    ("prefix", "rows", "column"),
    [
        ("packs", [{"sku": f"T-1-{n}G", "amount": f"{n} g"} for n in range(1, 501)], "container"),
        pytest.param(
            "sections",
            [{"key": "background", "title": f"Part {n}", "body": "Known."} for n in range(500)],
            "body",
            marks=pytest.mark.faults,
        ),
    ],
)
def test_a_screen_is_saved_with_as_many_rows_as_loading_takes(
    office: Client, draft: Maker, prefix: str, rows: list[dict[str, str]], column: str
) -> None:
    product = draft("T-1", **{prefix: rows})
    data = form(office, change_of(product)) | {f"{prefix}-499-{column}": "The last one"}

    response = office.post(change_of(product), data)

    assert response.status_code == 302, errors(response)
    latest = latest_draft(product)
    assert latest is not None
    assert latest.number == 2
    kept = latest.read()[prefix]
    assert (len(kept), kept[-1][column]) == (500, "The last one")
