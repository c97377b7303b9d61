"""Site settings: one screen, with the logo and an order link tried on a pack that there is."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalog.models import Product, SiteSettings, StoredFile
from tests.catalog.admin.screen import errors, form, kept_form
from tests.catalog.admin.test_product import picture

Maker = Callable[..., Product]
ADDRESS = "/admin/catalog/sitesettings/1/change/"


@pytest.fixture
def settings_screen(office: Client) -> Client:
    SiteSettings.objects.create(pk=1, supplier_name="Aliquot", contact_phone="+1 212 555 0142")
    return office


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_site_settings_need_the_permission(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("clerk", is_staff=True))

    assert client.get("/admin/catalog/sitesettings/").status_code == 403
    assert not SiteSettings.objects.exists()


def test_site_settings_are_one_screen(office: Client) -> None:
    response = office.get("/admin/catalog/sitesettings/")

    assert response["Location"] == ADDRESS
    answer = office.post(ADDRESS, form(office, ADDRESS) | {"accent_colour": "green"})
    assert "is not a colour: write six digits" in errors(answer)
    assert SiteSettings.current().accent_colour != "green"


def test_a_logo_is_uploaded_shown_and_removed(settings_screen: Client) -> None:
    data = form(settings_screen, ADDRESS)
    answer = settings_screen.post(ADDRESS, data | {"upload": upload(picture())})
    assert answer.status_code == 302, errors(answer)
    logo = SiteSettings.current().logo
    assert logo is not None
    assert logo.media_type == "image/png"

    page = settings_screen.get(ADDRESS).content.decode()
    assert f'src="/files/{logo.sha256}/picture.png"' in page
    settings_screen.post(ADDRESS, form(settings_screen, ADDRESS) | {"contact_phone": ""})
    assert SiteSettings.current().logo == logo

    settings_screen.post(ADDRESS, form(settings_screen, ADDRESS) | {"remove_logo": "on"})
    assert SiteSettings.current().logo is None


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"<svg/>", "is an SVG drawing"), (b"\x89PNG", "is not a picture that can be read")],
)
def test_a_bad_logo_is_explained(settings_screen: Client, content: bytes, words: str) -> None:
    data = form(settings_screen, ADDRESS) | {"upload": upload(content), "supplier_name": "X"}

    response = settings_screen.post(ADDRESS, data)

    assert words in str(kept_form(response).errors["upload"])
    assert not StoredFile.objects.exists()
    assert SiteSettings.current().supplier_name == "Aliquot"


def test_a_large_logo_is_scaled(settings_screen: Client) -> None:
    """Every page carries it."""
    content = io.BytesIO()
    Image.effect_noise((3000, 800), 100).save(content, "PNG")

    settings_screen.post(
        ADDRESS, form(settings_screen, ADDRESS) | {"upload": upload(content.getvalue())}
    )

    logo = SiteSettings.current().logo
    assert logo is not None
    assert logo.size < 100_000 < len(content.getvalue())


def test_a_logo_is_replaced_or_removed(settings_screen: Client) -> None:
    data = form(settings_screen, ADDRESS) | {"upload": upload(picture()), "remove_logo": "on"}

    assert "untick" in errors(settings_screen.post(ADDRESS, data))


def test_the_order_link_is_tried_on_a_pack(settings_screen: Client, draft: Maker) -> None:
    draft("T-1", packs=[{"sku": "T-1/5 G", "amount": "5 g"}])
    data = form(settings_screen, ADDRESS) | {"order_link": "https://shop.example/{sku}"}

    settings_screen.post(ADDRESS, data)
    page = settings_screen.get(ADDRESS)

    assert 'href="https://shop.example/T-1%2F5%20G"' in page.content.decode()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("https://shop.example/", "must hold {sku}"),
        ("https://shop.example/{SKU}", "must hold {sku}"),
        ("https://shop.example/{sku", "a brace without its partner"),
        ("shop/{sku}", "makes no web address"),
        ("javascript:{sku}", "makes no web address"),
    ],
)
def test_a_bad_order_link_is_explained(
    settings_screen: Client, draft: Maker, pattern: str, words: str
) -> None:
    """With a pack to make an example of: a pattern that is refused is not tried."""
    draft()
    data = form(settings_screen, ADDRESS) | {"order_link": pattern}

    answer = settings_screen.post(ADDRESS, data)

    assert words in errors(answer)
    assert kept_form(answer)["order_link"].value() == pattern
    assert 'href="javascript:' not in answer.content.decode()


def test_two_people_editing(settings_screen: Client) -> None:
    before = SiteSettings.current().contact_phone
    data = form(settings_screen, ADDRESS) | {"supplier_name": "Lindqvist & Marrow"}
    theirs = form(settings_screen, ADDRESS) | {"contact_phone": "+46 8 555 0142"}
    assert settings_screen.post(ADDRESS, theirs).status_code == 302

    response = settings_screen.post(ADDRESS, data)

    said = errors(response)
    assert "Somebody saved these site settings while you were editing them (curie, 20" in said
    assert f'<a href="{ADDRESS}" target="_blank"' in said
    assert kept_form(response)["supplier_name"].value() == "Lindqvist & Marrow"
    (change,) = response.context["theirs"]
    assert (change.label, change.before) == ("Contact phone", before)
    assert change.after == "+46 8 555 0142"
    assert SiteSettings.current().supplier_name == "Aliquot"
    again = form(settings_screen, ADDRESS) | {"supplier_name": "Lindqvist & Marrow"}
    assert settings_screen.post(ADDRESS, again).status_code == 302


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("supplier_name", "Lindqvist 试剂", "U+8BD5"),
        ("intended_use", "For research \u202e only", "U+202E"),
        ("supplier_address", "x" * 200_001, "has 200 kB of text"),
    ],
)
def test_a_statement_that_cannot_be_printed_is_refused(
    settings_screen: Client, field: str, text: str, words: str
) -> None:
    """Every datasheet would fail with it."""
    answer = settings_screen.post(ADDRESS, form(settings_screen, ADDRESS) | {field: text})

    assert words in errors(answer)
    assert SiteSettings.current().supplier_name == "Aliquot"
