"""What curation says stands beside the field that it concerns, and is counted on top."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.admin.places import place
from catalog.models import DraftVersion, Product, Section
from tests.catalog.admin.screen import errors, form

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]


@pytest.mark.parametrize(
    ("path", "field", "inline", "row"),
    [
        ("/compound/molecular_weight", "compound", "", None),
        ("/pictograms", "pictograms", "", None),
        ("/hazards/1/statement", "statement", "hazards", 1),
        ("/terms/0", "terms", "", None),
        ("/packs", "", "packs", None),
        ("/solubility/1/amount", "printed", "solubilities", 1),
        ("/storage/0/temperature", "temperature_printed", "storage_conditions", 0),
        ("/sections/0/citations", "reference_list", "sections", 0),
        ("/figures/2/series", "table", "figures", 2),
        ("/kit_components/0/product", "component", "kit_components", 0),
        ("/nowhere", "", "", None),
    ],
)
def test_a_member_of_the_document_has_its_place(
    path: str, field: str, inline: str, row: int | None
) -> None:
    found = place(path)

    assert (found.field, found.inline, found.row) == (field, inline, row)


@pytest.fixture
def doubtful(draft: Maker, caffeine: dict[str, Any]) -> Product:
    """Caffeine with the weight of theobromine, a citation without its reference, and no pack."""
    return draft(
        "T-1",
        compound=caffeine | {"molecular_weight": "180.16 g/mol"},
        sections=[
            {"key": "description", "body": "A methylxanthine."},
            {"key": "background", "body": "Known [7]."},
        ],
        packs=[],
    )


def screen(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def test_what_blocks_publication_is_said_with_its_places(office: Client, doubtful: Product) -> None:
    page = office.get(screen(doubtful)).content.decode()

    assert "2 things block publication, 1 warning needs a reason" in page
    links = re.findall(r'href="#(finding-\d)"', page)
    assert links == ["finding-1", "finding-2", "finding-3"]
    for anchor in links:
        assert page.count(f'id="{anchor}"') == 1


@pytest.mark.parametrize(
    ("control", "words"),
    [
        ("id_compound", "180.16"),
        ("id_sections-1-body", "[7]"),
    ],
)
def test_a_field_is_described_by_its_finding(
    office: Client, doubtful: Product, control: str, words: str
) -> None:
    page = office.get(screen(doubtful)).content.decode()

    tag = re.search(rf'<(?:select|textarea)[^>]* id="{control}"[^>]*>', page)
    assert tag
    described = re.search(r'aria-describedby="([^"]+)"', tag[0])
    assert described
    anchor = described[1].split()[0]
    finding = re.search(rf'<li id="{anchor}".*?</li>', page, re.S)
    assert finding
    assert words in finding[0]


def test_a_finding_of_a_part_stands_at_its_head(office: Client, doubtful: Product) -> None:
    page = office.get(screen(doubtful)).content.decode()

    packs = page[page.index('id="packs-group"') : page.index('id="kit_components-group"')]
    assert 'aria-describedby="finding-3 "' in packs
    assert "an active product has at least one pack" in packs


def test_a_finding_of_the_compound_leads_to_its_screen(office: Client, doubtful: Product) -> None:
    page = office.get(screen(doubtful)).content.decode()

    assert f'href="/admin/catalog/compound/{doubtful.compound_id}/change/"' in page


def test_an_incomplete_draft_is_saved_and_says_so_in_one_line(
    office: Client, doubtful: Product
) -> None:
    data = form(office, screen(doubtful)) | {"grade": "Pure"}

    response = office.post(screen(doubtful), data | {"_continue": "1"}, follow=True)

    assert DraftVersion.objects.count() == 2
    said = [str(message) for message in response.context["messages"]]
    assert sum("2 things block publication" in line for line in said) == 1
    assert not any("methylxanthine" in line or "180.16" in line for line in said)


def test_findings_stay_beside_their_fields_when_input_is_refused(
    office: Client, doubtful: Product
) -> None:
    data = form(office, screen(doubtful)) | {"name": ""}

    response = office.post(screen(doubtful), data)

    assert "This field is required" in errors(response)
    assert re.search(r'id="id_sections-1-body"', response.content.decode())
    assert "Known [7]." in Section.objects.get(key="background").body
    assert 'id="finding-2"' in response.content.decode()


def test_who_may_only_look_sees_findings_and_no_lock(
    client: Client, doubtful: Product, django_user_model: Any
) -> None:
    from django.contrib.auth.models import Permission

    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    parts = Permission.objects.filter(
        content_type__app_label="catalog", codename__startswith="view_"
    )
    clerk.user_permissions.set(parts)
    client.force_login(clerk)

    page = client.get(screen(doubtful)).content.decode()

    assert "Seen hash" not in page
    assert "Why this change" not in page
    assert 'id="finding-2"' in page
    assert "Known [7]." in page
