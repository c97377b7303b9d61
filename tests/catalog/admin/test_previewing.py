"""Previews of a draft: its page and every document that an app has registered."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog import registry
from catalog.models import Product
from catalog.registry import Preview, PreviewError
from datasheets.models import Datasheet
from datasheets.rendering import RenderingError

Maker = Callable[..., Product]


def test_the_datasheet_of_a_draft_is_one_click_from_its_publication(
    office: Client, draft: Maker
) -> None:
    product = draft("T-1")
    base = f"/admin/catalog/product/{product.pk}/"
    assert f'href="{base}preview/datasheet/"' in office.get(f"{base}publish/").content.decode()

    answer = office.get(f"{base}preview/datasheet/")

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="draft-T-1-datasheet.pdf"'
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert not Datasheet.objects.exists()


def test_the_page_of_a_draft_is_not_kept_anywhere(office: Client, draft: Maker) -> None:
    answer = office.get(f"/admin/catalog/product/{draft('T-1').pk}/preview/")

    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_what_cannot_be_rendered_is_said(
    office: Client, draft: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> bytes:
        raise RenderingError("No stored file has the hash in 'stored:ab'; upload it again.")

    monkeypatch.setattr("datasheets.renderers.Pool.render", fail)

    answer = office.get(f"/admin/catalog/product/{draft('T-1').pk}/preview/datasheet/")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "No stored file has the hash" in page
    assert "preview it again" in page
    assert "Edit the draft" in page
    assert "no-store" in answer["Cache-Control"]


def test_a_preview_that_nobody_registered_is_not_found(office: Client, draft: Maker) -> None:
    answer = office.get(f"/admin/catalog/product/{draft('T-1').pk}/preview/label/")

    assert answer.status_code == 404


def test_whatever_is_registered_has_its_button(
    office: Client, draft: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(spec: dict[str, Any]) -> bytes:
        if spec["name"] != "Caffeine":
            raise PreviewError("A label holds one name.")
        return str(spec["catalog_number"]).encode()

    monkeypatch.setattr(registry, "_previews", {})
    registry.register_preview(Preview("label", "Vial label", "text/plain", make))
    base = f"/admin/catalog/product/{draft('T-1').pk}/"

    assert "Preview vial label" in office.get(f"{base}change/").content.decode()
    assert office.get(f"{base}preview/label/").content == b"T-1"


def test_the_published_datasheet_is_linked(office: Client, published: Maker) -> None:
    base = f"/admin/catalog/product/{published('T-1').pk}/"
    sheet = "/products/T-1/revisions/1/datasheet.pdf"

    assert f'href="{sheet}"' in office.get(f"{base}change/").content.decode()
    history = office.get(f"{base}revisions/").content.decode()
    assert f'href="{sheet}"' in history
    assert 'href="/products/T-1/revisions/1/"' in history
