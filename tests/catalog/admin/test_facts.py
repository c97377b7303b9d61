"""Sources of facts: which facts there are, and what is said to one that is not."""

from collections.abc import Callable

import pytest
from django.test import Client

from catalog.admin.facts import SUGGESTED, is_fact
from catalog.management.commands.seed_demo import demo_documents
from catalog.models import FactSource, Product
from tests.catalog.admin.screen import errors, form, new_row

Maker = Callable[..., Product]


def test_the_facts_that_have_sources_are_facts() -> None:
    pointers = {
        source["fact"]
        for document in demo_documents()
        for source in document.get("fact_sources", [])
    }
    assert "/compound/molecular_weight" in pointers
    assert [pointer for pointer in pointers if not is_fact(pointer)] == []


@pytest.mark.parametrize("fact", ["/compound/formula", "/solubility/12/amount", "/terms/0/label"])
def test_a_fact(fact: str) -> None:
    assert is_fact(fact)


@pytest.mark.parametrize("fact", ["/compound/weight", "/internal_note", "/solubility/x", "/"])
def test_no_fact(fact: str) -> None:
    assert not is_fact(fact)


@pytest.mark.parametrize(
    ("fact", "near"),
    [
        ("/formula", "/compound/formula"),
        ("/compound/molecular_wieght", "/compound/molecular_weight"),
        ("/storage_temperature", "/storage/0/temperature"),
        ("/compounds/smiles", "/compound/smiles"),
    ],
)
def test_what_is_nearly_a_fact(office: Client, draft: Maker, fact: str, near: str) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = new_row(form(office, address), "fact_sources", fact=fact, source="Merck Index")

    assert near in errors(office.post(address, data))
    assert not FactSource.objects.exists()


def test_facts_are_offered(office: Client, draft: Maker) -> None:
    page = office.get(f"/admin/catalog/product/{draft('T-1').pk}/change/").content.decode()

    assert page.count('<datalist id="facts">') == 1
    assert 'list="facts"' in page
    assert "/compound/formula" in SUGGESTED
    for pointer in SUGGESTED:
        assert f'<option value="{pointer}">' in page
