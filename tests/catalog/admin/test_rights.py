"""Staff with some of the rights: what they may not change is shown, and never told to be empty."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from catalog.admin.groups import INLINES
from catalog.models import Product
from tests.catalog.admin.screen import errors, form

Maker = Callable[..., Product]


@pytest.fixture
def full(draft: Maker, caffeine: dict[str, Any]) -> Product:
    """A product with something in every group that has parts."""
    paper = {"doi": "10.1000/182", "title": "Some paper"}
    draft("T-2")
    return draft(
        "T-1",
        compound=caffeine,
        constituents=[{"name": "Caffeine"}],
        characteristics=[{"key": "purity", "value": "≥ 98 %"}],
        solubility=[{"solvent": "Water", "amount": "20 mg/mL"}],
        storage=[{"temperature": "-20 °C"}],
        absorption_maxima=[{"wavelength": "273 nm"}],
        solution_stability=[{"solvent": "DMSO", "duration": "6 months (dark)"}],
        transport=[{"un_number": "UN 1544"}],
        activities=[{"target": "ADORA2A", "measure": "IC50", "value": "5 nM", "reference": paper}],
        sections=[{"key": "background", "body": "Known [1].",
                   "citations": [{"number": 1, "reference": paper}]}],
        quality_tests=[{"key": "hplc", "subject": "Purity"}],
        kit_components=[{"name": "Buffer"}],
        relations=[{"type": "used_with", "product": "T-2"}],
        terms=[{"vocabulary": "target", "slug": "adora2a", "label": "A2A receptor"}],
        fact_sources=[{"fact": "/name", "source": "Label"}],
        synonyms=[{"text": "Theine"}],
    )  # fmt: skip


@pytest.fixture
def clerk(client: Client, django_user_model: Any) -> Callable[..., Client]:
    def sign_in(*rights: str) -> Client:
        user = django_user_model.objects.create_user("clerk", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)
        return client

    return sign_in


def screen(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def summaries(page: str) -> list[str]:
    return re.findall(r'<span class="contents">(.*?)</span>', page)


RIGHTS = [
    ["view_product"],
    ["change_product"],
    ["view_product", "change_product", "change_activity", "view_compound"],
]


@pytest.mark.parametrize("rights", RIGHTS, ids=" ".join)
def test_every_group_says_what_is_in_it(
    clerk: Any, staff: Any, full: Product, rights: list[str]
) -> None:
    manager = Client()
    manager.force_login(staff)
    whole = manager.get(screen(full)).content.decode()

    page = clerk(*rights).get(screen(full)).content.decode()

    assert summaries(page) == summaries(whole)
    assert len(summaries(page)) > 8
    for inline in INLINES:
        prefix = inline.model._meta.get_field("product").remote_field.get_accessor_name()
        assert f'id="{prefix}-group"' in page
    shared = ("Some paper", "T-2", "A2A receptor", "Caffeine")
    for text in ("ADORA2A", "Known [1].", "273 nm", "6 months (dark)", "UN 1544", *shared):
        assert text in page


def test_a_product_may_be_changed_without_the_right_to_its_parts(clerk: Any, full: Product) -> None:
    before = full.draft_versions.get().read()
    client = clerk("change_product")

    response = client.post(screen(full), form(client, screen(full)) | {"summary": "Stimulant"})

    assert response.status_code == 302, errors(response)
    assert full.draft_versions.latest().read() == before | {"summary": "Stimulant"}


def test_what_cannot_be_seen_is_shown_and_not_offered_for_choice(clerk: Any, full: Product) -> None:
    """Choosing a compound takes the right to see compounds."""
    client = clerk("view_product", "change_product", "change_activity")

    page = client.get(screen(full))

    fields = page.context["adminform"].form.fields.keys()
    assert fields & {"compound", "variant_group", "terms", "replaced_by"} == {"replaced_by"}
    response = client.post(screen(full), form(client, screen(full)) | {"summary": "Stimulant"})
    assert response.status_code == 302, errors(response)
    assert full.draft_versions.latest().read()["activities"][0]["reference"]["doi"] == "10.1000/182"


@pytest.mark.parametrize("rights", RIGHTS, ids=" ".join)
def test_no_button_of_the_screen_is_refused(clerk: Any, full: Product, rights: list[str]) -> None:
    client = clerk(*rights)
    page = client.get(screen(full)).content.decode()

    tools = re.search(r'class="object-tools">(.*?)</ul>', page, re.DOTALL)
    assert tools is not None
    links = re.findall(r'href="(/admin/[^"]*)"', tools[1])
    assert links
    assert {client.get(link).status_code for link in links if "preview/tds" not in link} == {200}


def test_the_parts_of_a_compound_are_seen_with_it(clerk: Any, full: Product) -> None:
    client = clerk("view_compound")

    page = client.get(f"/admin/catalog/compound/{full.compound_id}/change/").content.decode()

    assert "58-08-2" in page
