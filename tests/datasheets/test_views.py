"""Datasheets as files: conditional, permanent, and a plain word when one cannot be made."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.actions.withdraw import withdraw
from catalog.models import Product
from datasheets.models import Datasheet
from datasheets.rendering import RenderingError
from tests.conftest import file_content

Maker = Callable[..., Product]
CURRENT = "/products/T-1/datasheet.pdf"
PERMANENT = "/products/T-1/revisions/1/datasheet.pdf"


def test_the_current_and_the_permanent_address_give_the_same_file(
    published: Maker, client: Client
) -> None:
    published("T-1")

    current, permanent = client.get(CURRENT), client.get(PERMANENT)

    assert current["Content-Type"] == "application/pdf"
    assert file_content(current) == file_content(permanent)
    assert current["ETag"] == permanent["ETag"] == f'"{Datasheet.objects.get().sha256}"'
    assert "TDS-T-1-r1.pdf" in current["Content-Disposition"]


def test_what_the_client_has_is_not_sent_again(published: Maker, client: Client) -> None:
    published("T-1")
    first = client.get(CURRENT)
    assert file_content(first)
    etag = first["ETag"]

    assert client.get(CURRENT, headers={"If-None-Match": etag}).status_code == 304


def test_a_withdrawn_product_keeps_its_past_datasheets_only(
    published: Maker, client: Client
) -> None:
    withdraw(published("T-1"), by=None)

    assert client.get(CURRENT, follow=True).status_code == 410
    assert file_content(client.get(PERMANENT)).startswith(b"%PDF-")


def test_a_datasheet_that_cannot_be_made(
    published: Maker, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> bytes:
        raise RenderingError("missing glyph")

    published("T-1")
    monkeypatch.setattr("datasheets.archive.render_pdf", fail)

    response = client.get(CURRENT)

    assert response.status_code == 503
    assert response["Retry-After"]
    assert b"not available at the moment" in response.content
    assert not Datasheet.objects.exists()
