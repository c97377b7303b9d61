"""The product list: found by what is printed on a vial, with state, findings and last change."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Product

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]
LIST = "/admin/catalog/product/"


def numbers(office: Client, **query: str) -> list[str]:
    changelist = office.get(LIST, query).context["cl"]
    return [product.catalog_number for product in changelist.result_list]


@pytest.mark.parametrize(
    "printed",
    [
        "T-1", "t1", "T 1", "OLD-7", "old7", "T-1-5G", "t15g",
        "Caffeine", "CAFFEINE", "Guaranine", "1,3,7-Trimethyl xanthine", "135 trimethyl",
        "58-08-2", "58082", "58‑08‑2",
        "200-362-1", "CHEBI:27732", "chebi 27732", "3G6A5W338E",
        "C8H10N4O2", "C₈H₁₀N₄O₂", "c8h10n4o2",
        "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "ryyvlzvuvijvgh-uhfffaoysa-n",
        "T-1 Caffeine", "α-Theine", "alpha theine",
    ],
)  # fmt: skip
def test_it_is_found_by_anything_on_the_vial(
    office: Client, published: Maker, draft: Maker, caffeine: dict[str, Any], printed: str
) -> None:
    caffeine["registry_numbers"] += [
        {"type": "ec", "value": "200-362-1"}, {"type": "chebi", "value": "CHEBI:27732"},
    ]  # fmt: skip
    product = published("OLD-7", compound=caffeine)
    Product.objects.filter(pk=product.pk).update(catalog_number="T-1", catalog_number_key="t1")
    draft(
        "T-1", compound=caffeine,
        synonyms=[
            {"text": "Guaranine"}, {"text": "1,3,7-Trimethylxanthine"}, {"text": "α-Theine"},
            {"text": "1,3,5-Trimethyl compound"},
        ],
        registry_numbers=[{"type": "unii", "value": "3G6A5W338E"}],
    )  # fmt: skip
    draft("X-2", name="Nicotine")

    assert numbers(office, q=printed) == ["T-1"]


def test_what_is_on_no_vial_is_not_found(office: Client, draft: Maker) -> None:
    draft("T-1")

    assert numbers(office, q="nicotine") == []


@pytest.fixture
def one_of_each_state(published: Maker, draft: Maker, document: Document) -> None:
    draft("A-DRAFT")
    published("B-PUBLISHED")
    published("C-CHANGED")
    load_draft(document("C-CHANGED", name="Theine"), by=None, reason="edit")
    publish(
        draft("D-SCHEDULED"), by=None, reason="x", valid_from=timezone.now() + timedelta(days=1)
    )
    withdraw(published("E-WITHDRAWN"), by=None)


@pytest.mark.parametrize(
    ("state", "number", "words"),
    [
        ("draft", "A-DRAFT", "Draft"),
        ("published", "B-PUBLISHED", "Published"),
        ("changed", "C-CHANGED", "Changed since"),
        ("scheduled", "D-SCHEDULED", "Scheduled for"),
        ("withdrawn", "E-WITHDRAWN", "Withdrawn"),
    ],
)
def test_the_list_says_the_state_and_filters_by_it(
    office: Client, one_of_each_state: None, state: str, number: str, words: str
) -> None:
    assert numbers(office, state=state) == [number]
    row = office.get(LIST, {"state": state}).content.decode()
    assert f'<td class="field-state">{words}' in row


def test_it_is_sorted_by_state(office: Client, one_of_each_state: None) -> None:
    place = office.get(LIST).context["cl"].list_display.index("state")

    assert numbers(office, o=str(place))[0] == "C-CHANGED"


def test_findings_and_the_last_change_are_shown(
    office: Client, document: Document, staff: User
) -> None:
    body = {"key": "background", "body": "Known [1]."}
    load_draft(document("T-1", sections=[body], packs=[]), by=staff, reason="x")

    page = office.get(LIST).content.decode()

    assert '<td class="field-curation">1 error, 1 warning</td>' in page
    assert '<td class="field-changed_by">curie</td>' in page
    assert f'<td class="field-changed_at">{timezone.now():%Y-%m-%d}' in page


def test_findings_are_computed_once_for_a_draft(
    office: Client, draft: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft("T-1", name="Never computed before")
    office.get(LIST)
    monkeypatch.setattr(
        "catalog.admin.findings.findings", lambda document: pytest.fail("computed again")
    )

    assert office.get(LIST).status_code == 200


def test_more_products_make_no_more_queries(office: Client, published: Maker) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert office.get(LIST).status_code == 200
        return len(seen)

    published("T-1")
    office.get(LIST)
    published("T-2", summary="In no other test, so that its findings are not kept yet")
    few = queries()
    for number in range(3, 9):
        published(f"T-{number}", summary=f"Nor is this, the {number}th")

    assert queries() == few
