"""Datasheets as files: conditional, permanent, and a plain word when one cannot be made."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.models import Product
from datasheets import archive
from datasheets.models import Datasheet
from datasheets.renderers import Pool, Rendered
from datasheets.rendering import RenderingError
from tests.conftest import Clock, file_content

pytestmark = pytest.mark.usefixtures("renders")

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
    published: Maker, client: Client, monkeypatch: pytest.MonkeyPatch, staff: User
) -> None:
    def fail(*args: Any) -> Rendered:
        raise RenderingError("missing glyph U+13080")

    monkeypatch.setattr(Pool, "render", fail)
    product = published("T-1")

    response = client.get(CURRENT)

    assert response.status_code == 503
    assert response["Retry-After"] == "3600"
    assert b"not available at the moment" in response.content
    assert b"13080" not in response.content
    client.force_login(staff)
    screen = f"/admin/catalog/product/{product.pk}/change/"
    for address in ("/admin/datasheets/datasheet/", screen):
        assert b"missing glyph U+13080" in client.get(address).content


def test_a_datasheet_that_is_still_being_made(
    published: Maker, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(archive, "PATIENCE", 0)
    published("T-1")

    response = client.get(CURRENT)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert b"This datasheet is being made" in response.content
    assert client.get("/documents/TDS-T-1-r1.pdf").status_code == 404
    assert b"Not made yet" in client.get("/documents/TDS-T-1/").content


def test_what_has_failed_is_tried_again_when_staff_say_so(
    published: Maker, client: Client, staff: User
) -> None:
    sheet = Datasheet.objects.get(revision__product=published("T-1"))
    Datasheet.objects.filter(pk=sheet.pk).update(
        state="failed", problem="A disk was full.", sha256="", rendered_at=None, file="", size=None
    )
    client.force_login(staff)

    done = client.post(
        "/admin/datasheets/datasheet/",
        {"action": "render_again", "_selected_action": [sheet.pk]},
        follow=True,
    )

    assert b"1 of 1 will be rendered again" in done.content
    sheet.refresh_from_db()
    assert (sheet.state, sheet.problem) == ("ready", "")


def test_a_number_that_is_scheduled_is_not_known_yet(
    published: Maker, client: Client, clock: Clock
) -> None:
    product = published("T-1")
    product.catalog_number = "T-SECRET"
    product.save()
    save_draft(product, by=None)
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))

    assert client.get("/products/T-SECRET/").status_code == 404
    assert client.get("/documents/TDS-T-SECRET/").status_code == 404
    assert client.get("/documents/TDS-T-1/").status_code == 200

    clock.advance(days=1)
    assert client.get("/documents/TDS-T-SECRET/").status_code == 200
    assert client.get("/documents/TDS-T-1/")["Location"] == "/documents/TDS-T-SECRET/"
