"""What is typed on the product screen is previewed, and nothing of it is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog import registry
from catalog.actions.load_draft import load_draft
from catalog.models import Product, StoredFile
from catalog.pictures import FIGURE
from catalog.registry import Preview, PreviewError
from tests.catalog.admin.screen import errors, form, new_row
from tests.catalog.admin.test_product import picture
from tests.catalog.untrusted.attacks import pdf

Maker = Callable[..., Product]
Typed = dict[str, Any]
ADD = "/admin/catalog/product/add/"
PAGE, DATASHEET = {"_preview": "page"}, {"_preview": "datasheet"}


def change_of(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def new_product(office: Client) -> Typed:
    return form(office, ADD) | {
        "catalog_number": "T-9", "name": "Theine", "slug": "theine", "kind": "small_molecule",
    }  # fmt: skip


def with_new_parts(data: Typed) -> Typed:
    """A form with new rows, among them those that bring files, points and citations."""
    data = new_row(data, "packs", sku="T-9-1G", printed="1 g", count="1", status="active")
    data = new_row(
        data, "figures", key="gel", title="Gel", alternative_text="Two bands", x_scale="log",
        upload=SimpleUploadedFile("gel & co.png", picture()),
    )  # fmt: skip
    data = new_row(data, "figures", key="curve", title="Curve", x_scale="log", table="A; 1; 5")
    data = new_row(
        data, "attachments", kind="review", title="Review", language="en",
        upload=SimpleUploadedFile("review.pdf", pdf() + b"%" + uuid4().hex.encode()),
    )  # fmt: skip
    return new_row(
        data, "sections", key="background", body="Known [1].", reference_list="doi:10.1000/182"
    )


@pytest.fixture
def label(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Registers a document that is quickly made; the specification that it was last made of."""
    seen: dict[str, Any] = {}

    def make(spec: dict[str, Any]) -> bytes:
        seen.update(spec)
        if len(spec["name"]) > 40:
            raise PreviewError("A label holds forty characters.")
        return str(spec["name"]).encode()

    monkeypatch.setattr(registry, "_previews", {})
    registry.register_preview(Preview("label", "Vial label", "text/plain", make))
    return seen


def everything() -> dict[str, Any]:
    """Every row of every table, and every file."""
    models = apps.get_models(include_auto_created=True)
    rows = {
        model._meta.db_table: sorted(map(_readable, model._default_manager.values_list()))
        for model in models
    }
    files = sorted(path for path in Path(default_storage.path("")).rglob("*") if path.is_file())
    return rows | {"files": files}


def _readable(row: tuple[Any, ...]) -> str:
    return repr([bytes(value) if isinstance(value, memoryview) else value for value in row])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("button", [PAGE, DATASHEET, {"_preview": "nothing"}], ids=str)
@pytest.mark.parametrize("wrong", [{}, {"kind": "elixir"}], ids=["valid", "invalid"])
def test_nothing_is_kept(
    office: Client, draft: Maker, button: dict[str, str], wrong: dict[str, str]
) -> None:
    product = draft("T-1", name="Caffeine", figures=[{"key": "old", "title": "Old"}])
    draft("T-2", relations=[{"type": "control", "product": "T-1"}])
    removed = {"catalog_number": "T-1B", "packs-0-DELETE": "on", "figures-0-DELETE": "on"}
    for address, typed in {
        ADD: new_product(office),
        change_of(product): form(office, change_of(product)) | removed,
    }.items():
        before = everything()

        answer = office.post(address, with_new_parts(typed) | wrong | button)

        status = 422 if wrong else 404 if button["_preview"] == "nothing" else 200
        assert answer.status_code == status, answer.content[:500]
        assert everything() == before
        assert "messages" not in answer.cookies


def test_what_would_be_kept_is_seen(office: Client, draft: Maker) -> None:
    """The test above would notice: saving the same changes many tables, and adds files."""
    product = draft("T-1")
    before = everything()
    answer = office.post(
        change_of(product), with_new_parts(form(office, change_of(product)) | {"name": "Theine"})
    )
    assert answer.status_code == 302, errors(answer)
    after = everything()

    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed >= {
        "files", "catalog_product", "catalog_pack", "catalog_figure", "catalog_series",
        "catalog_attachment", "catalog_storedfile", "catalog_section", "catalog_citation",
        "catalog_reference", "catalog_draftversion", "django_admin_log",
    }  # fmt: skip


def test_the_page_of_what_is_typed(office: Client, draft: Maker) -> None:
    product = draft("T-1")
    data = form(office, change_of(product)) | {"name": "Theine", "packs-0-DELETE": "on"} | PAGE
    data = new_row(data, "packs", sku="T-1-1KG", printed="1 kg", count="1", status="active")

    answer = office.post(change_of(product), data)

    page = answer.content.decode()
    assert "preview of what you typed. Nothing of it is saved" in page
    assert "<h1>Theine</h1>" in page
    assert "T-1-1KG" in page
    assert "T-1-5G" not in page
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_the_datasheet_of_what_is_typed(office: Client) -> None:
    answer = office.post(ADD, with_new_parts(new_product(office)) | DATASHEET)

    assert answer.status_code == 200, errors(answer)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'inline; filename="draft-T-9-datasheet.pdf"'
    assert b"Theine" in answer.content
    assert b"/Subtype /Image" in answer.content  # the one that was uploaded


def test_a_preview_is_the_draft_that_saving_makes(
    office: Client, draft: Maker, label: dict[str, Any]
) -> None:
    product = draft("T-1", name="Caffeine", packs=[])
    data = with_new_parts(form(office, change_of(product)) | {"name": "Theine"})

    assert office.post(change_of(product), data | {"_preview": "label"}).content == b"Theine"
    previewed = dict(label)
    for upload in (data["figures-0-upload"], data["attachments-0-upload"]):
        upload.seek(0)
    assert office.post(change_of(product), data).status_code == 302
    office.get(f"/admin/catalog/product/{product.pk}/preview/label/")

    assert previewed["figures"][0]["image"]["filename"] == "picture.png"
    assert {**previewed, "revision": None} == {**label, "revision": None}


def test_an_image_that_is_nowhere_is_in_the_page(office: Client, draft: Maker) -> None:
    answer = office.post(ADD, with_new_parts(new_product(office)) | PAGE)

    assert 'src="data:image/png;base64,iVBOR' in answer.content.decode()
    assert "img-src 'self' data:" in answer["Content-Security-Policy"]

    StoredFile.objects.keep_picture(picture(), "gel.png", FIGURE)
    answer = office.post(ADD, with_new_parts(new_product(office)) | PAGE)

    assert "data:" not in answer.content.decode()
    assert "data:" not in answer["Content-Security-Policy"]


def test_what_is_wrong_is_said_field_by_field(office: Client, draft: Maker) -> None:
    product = draft("T-1")
    data = form(office, change_of(product)) | {"name": "", "packs-0-DELETE": "on"}
    data["packs-0-printed"] = "removed, and so not looked at"
    data = new_row(data, "packs", sku="T-1-1G", printed="5 mgg", count="1", status="active")
    data = new_row(data, "packs", sku="T-1-1G", printed="5 mg", count="1", status="active")
    data = new_row(data, "kit_components", name="Buffer", component=product.pk)

    answer = office.post(change_of(product), data | DATASHEET)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "<h1>No preview yet</h1>" in page
    assert "What you typed is not saved." in page
    assert "<b>Name</b>: This field is required." in page
    assert "<b>Packs › row 2 › Value</b>: &#x27;mgg&#x27; is not a unit" in page
    assert "cannot contain itself" in page
    assert "Packs › row 1" not in page


def test_rows_that_repeat_each_other_are_said(office: Client) -> None:
    pack = {"sku": "T-9-1G", "printed": "1 g", "count": "1", "status": "active"}
    data = new_row(new_row(new_product(office), "packs", **pack), "packs", **pack)

    page = office.post(ADD, data | PAGE).content.decode()

    assert "<b>Packs</b>: Row 1 (T-9-1G) and row 2 (T-9-1G) have the same SKU" in page


def test_what_cannot_be_rendered_is_said(office: Client, label: dict[str, Any]) -> None:
    answer = office.post(ADD, new_product(office) | {"name": "T" * 41, "_preview": "label"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A label holds forty characters." in page
    assert "What you typed is not saved." in page
    assert "Edit the draft" not in page  # there is none
    assert not Product.objects.exists()


def test_a_datasheet_that_cannot_be_rendered_names_the_field(office: Client) -> None:
    page = office.post(ADD, new_product(office) | {"name": "Theine 𓂀"} | DATASHEET).content.decode()

    assert "no character &#x27;𓂀&#x27; (U+13080), which stands in: name" in page


def test_the_edit_lock_holds_and_is_not_moved(
    office: Client, draft: Maker, document: Callable[..., Typed], label: dict[str, Any]
) -> None:
    product = draft("T-1")
    data = form(office, change_of(product)) | {"grade": "Extra pure"}
    assert office.post(change_of(product), data | {"_preview": "label"}).status_code == 200
    assert office.post(change_of(product), data).status_code == 302

    data = form(office, change_of(product)) | {"_preview": "label"}
    load_draft(document("T-1", name="Theine"), by=None, reason="meanwhile")

    answer = office.post(change_of(product), data)
    assert answer.status_code == 422
    assert "Somebody saved this product while you were editing it" in answer.content.decode()


@pytest.fixture
def clerk(django_user_model: Any) -> Callable[[str], Client]:
    """Signs somebody in who has one permission on products."""

    def sign_in(permission: str) -> Client:
        clerk = django_user_model.objects.create_user("clerk", is_staff=True)
        clerk.user_permissions.add(Permission.objects.get(codename=f"{permission}_product"))
        client = Client()
        client.force_login(clerk)
        return client

    return sign_in


@pytest.mark.usefixtures("label")
@pytest.mark.parametrize(
    ("permission", "statuses"),
    [("view", [403, 403]), ("change", [200, 403]), ("add", [403, 200])],
)
def test_who_may_save_may_preview(
    office: Client, draft: Maker, clerk: Any, permission: str, statuses: list[int]
) -> None:
    product = draft("T-1")
    forms = {change_of(product): form(office, change_of(product)), ADD: new_product(office)}
    client = clerk(permission)

    answers = [
        client.post(address, typed | {"_preview": "label"}) for address, typed in forms.items()
    ]

    assert [answer.status_code for answer in answers] == statuses


def test_who_may_only_look_previews_the_saved_draft(draft: Maker, clerk: Any) -> None:
    product = draft("T-1")

    page = clerk("view").get(change_of(product)).content.decode()

    assert f'href="/admin/catalog/product/{product.pk}/preview/datasheet/"' in page
    assert 'name="_preview"' not in page


def test_nobody_else_sees_anything(client: Client, office: Client) -> None:
    typed = new_product(office) | PAGE
    client.logout()

    answer = client.post(ADD, typed)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_the_enter_key_saves(office: Client, draft: Maker) -> None:
    """A browser presses the first button of a form."""
    for address in (ADD, change_of(draft("T-1"))):
        page = office.get(address).content.decode()
        assert page.index('name="_save"') < page.index('name="_preview"')
