"""The product screen: edited whole, previewed, published with a reason, its history seen."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalog.actions.load_draft import load_draft
from catalog.admin.groups import INLINES
from catalog.models import DraftVersion, Figure, Product, Reference, Revision, Section
from tests.catalog.admin.screen import errors, form, new_row

Maker = Callable[..., Product]
ADD = "/admin/catalog/product/add/"


def test_a_product_is_added_whole(office: Client, staff: Any) -> None:
    data = form(office, ADD) | {
        "catalog_number": "T-1", "name": "Caffeine", "slug": "caffeine",
        "kind": "small_molecule", "save_reason": "From the paper sheet",
    }  # fmt: skip
    data = new_row(data, "packs", sku="T-1-5G", printed="5 g", count="1", status="active")
    data = new_row(data, "solubilities", solvent="Water", printed="20 mg/mL", result="soluble")
    data = new_row(
        data, "sections", key="description", body="An antagonist [1].",
        reference_list="1. doi:10.1000/182 Some paper",
    )  # fmt: skip
    data = new_row(
        data, "figures", key="curve", title="Inhibition", x_scale="log",
        table="Caffeine; 1; 5\nCaffeine; 10; 50\nCaffeine; 100; 95; 2",
    )  # fmt: skip

    response = office.post(ADD, data)

    assert response.status_code == 302, errors(response)
    version = DraftVersion.objects.get()
    assert (version.author, version.reason) == (staff, "From the paper sheet")
    document = version.read()
    read = {"text": "5", "value": 5, "unit": "g", "remark": None}
    assert document["packs"][0]["amount"] == read
    assert document["solubility"][0]["amount"]["unit"] == "mg/mL"
    assert document["sections"][0]["citations"][0]["reference"]["doi"] == "10.1000/182"
    assert document["figures"][0]["series"][0]["points"] == [[1, 5], [10, 50], [100, 95, 2]]


def test_every_part_of_a_product_has_its_inline() -> None:
    from catalog.specification.declaration import product

    owned = {
        related.get_accessor_name()
        for related in Product._meta.related_objects
        if related.on_delete.__name__ == "CASCADE"
    }
    declared = {field.column for field in product.fields if field.after_save} - {"terms"}

    assert owned == declared
    assert {inline.model for inline in INLINES} == {
        related.related_model
        for related in Product._meta.related_objects
        if related.get_accessor_name() in declared
    }


def test_saving_without_a_change_adds_no_version(office: Client, draft: Maker) -> None:
    lines = {"body": "Known.\n\nWell.", "key": "background"}
    product = draft("T-1", sections=[lines], internal_note="Two\nlines")
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = form(office, address)
    for name in ("sections-0-body", "internal_note"):
        data[name] = data[name].replace("\n", "\r\n")  # as browsers send them

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert DraftVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("prefix", "columns", "words"),
    [
        ("registry_numbers", {"type": "cas", "value": "58-08-3"}, "58-08-3"),
        ("solubilities", {"solvent": "DMSO", "printed": "-1 mg/mL"}, "negative"),
        ("solubilities", {"solvent": "DMSO", "printed": "5 mgg/mL"}, "mgg/mL"),
        (
            "packs",
            {"sku": "X", "printed": "5 mg/mL", "count": "1"},
            "write it in units of mass, volume, activity",
        ),
        ("sections", {"key": "background", "body": "<script>x</script>"}, "HTML"),
        ("sections", {"key": "background", "body": "x", "reference_list": "Curie"}, "Line 1"),
        ("figures", {"key": "f", "title": "F", "table": "A; one; 2"}, "Line 1"),
        ("fact_sources", {"fact": "weight", "source": "x"}, "does not point at a fact"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_kept(
    office: Client, draft: Maker, prefix: str, columns: dict[str, str], words: str
) -> None:
    product = draft("T-1")
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = new_row(form(office, address) | {"name": "Theine"}, prefix, **columns)

    response = office.post(address, data)

    assert response.status_code == 200
    assert words in errors(response)
    assert response.context["adminform"].form["name"].value() == "Theine"
    assert Product.objects.get().name == "Caffeine"
    assert DraftVersion.objects.count() == 1


def test_a_duplicate_catalog_number_is_named(office: Client, draft: Maker) -> None:
    draft("T-1")
    data = form(office, ADD) | {
        "catalog_number": "t1", "name": "Theine", "slug": "x", "kind": "peptide"
    }  # fmt: skip

    response = office.post(ADD, data)

    assert "is taken: T-1 is Caffeine" in errors(response)
    assert Product.objects.count() == 1


def test_two_people_editing(office: Client, draft: Maker, document: Callable[..., Any]) -> None:
    product = draft("T-1")
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = form(office, address) | {"grade": "Extra pure"}
    other = User.objects.create_superuser("lise")
    load_draft(document("T-1", name="Theine"), by=other, reason="meanwhile")

    response = office.post(address, data)

    assert response.status_code == 200
    assert "Somebody saved this product while you were editing it (lise, 20" in errors(response)
    assert f'<a href="{address}" target="_blank"' in errors(response)
    assert response.context["adminform"].form["grade"].value() == "Extra pure"
    assert Product.objects.get().name == "Theine"


def picture(kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3)).save(buffer, kind)
    return buffer.getvalue()


def test_an_image_is_kept_under_its_hash(office: Client, draft: Maker) -> None:
    product = draft("T-1")
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = new_row(
        form(office, address), "figures", key="gel", title="Gel", alternative_text="Two bands",
        x_scale="log", upload=SimpleUploadedFile("gel.png", picture()),
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    image = Figure.objects.get().image
    assert image is not None
    assert (image.media_type, image.uploaded_as) == ("image/png", "gel.png")
    assert image.file.name == f"sha256/{image.sha256[:2]}/{image.sha256}"


@pytest.mark.parametrize("content", [b"", b"GIF89a nonsense", picture()[:40], b"<svg/>"])
def test_a_broken_image_is_refused(office: Client, draft: Maker, content: bytes) -> None:
    product = draft("T-1")
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = new_row(
        form(office, address), "figures", key="gel", title="Gel", alternative_text="Two bands",
        x_scale="log", upload=SimpleUploadedFile("gel.png", content),
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 200
    assert "gel.png" in errors(response) or "empty" in errors(response)
    assert not Figure.objects.exists()


def test_a_reference_is_shared(office: Client, draft: Maker) -> None:
    cited = {"pmid": "1715244", "title": "Calcineurin is a common target"}
    section = {"key": "background", "body": "[1]", "citations": [{"number": 1, "reference": cited}]}
    product = draft("T-1", sections=[section])
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = new_row(
        form(office, address), "sections", key="protocol", body="[1]",
        reference_list="pmid:1715244",
    )  # fmt: skip

    assert office.post(address, data).status_code == 302
    assert Reference.objects.count() == 1
    assert Section.objects.get(key="protocol").citations.get().reference.title == cited["title"]


def test_from_draft_to_public_and_back(
    office: Client, draft: Maker, document: Callable[..., Any]
) -> None:
    product = draft("T-1")
    base = f"/admin/catalog/product/{product.pk}/"
    assert "Caffeine" in office.get(f"{base}preview/").content.decode()
    publish = {"change_note": "New", "reason": "Launch"}

    shown = office.get(f"{base}publish/")
    publish["expected"] = shown.context["form"]["expected"].value()
    assert office.post(f"{base}publish/", publish).status_code == 302
    assert Revision.objects.get().reason == "Launch"

    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    page = office.get(f"{base}publish/").content.decode()
    assert "Theine" in page
    stale = office.post(f"{base}publish/", publish)
    assert "changed since you reviewed it" in stale.content.decode()
    assert Revision.objects.count() == 1

    history = office.get(f"{base}revisions/").content.decode()
    assert "Launch" in history
    assert "Shown now" in history
    seen = {"expected": office.get(f"{base}revisions/").context["draft_hash"]}
    office.post(f"{base}revert/", seen | {"number": "1"})
    assert Product.objects.get().name == "Caffeine"

    office.post(f"{base}withdraw/", {"note": "Impure."})
    assert Revision.objects.last().kind == "withdrawal"  # type: ignore[union-attr]
    assert office.get("/products/T-1/caffeine/").status_code == 410


@pytest.mark.parametrize("query", ["caffeine", "T-1-5G", "58-08-2", "T-1", "Guaranine"])
def test_the_list_finds_what_is_on_the_vial(
    office: Client, draft: Maker, caffeine: dict[str, Any], query: str
) -> None:
    draft("T-1", compound=caffeine, synonyms=[{"text": "Guaranine"}])
    draft("X-2", name="Nicotine")

    html = office.get("/admin/catalog/product/", {"q": query}).content.decode()

    assert "T-1" in html
    assert "X-2" not in html


@pytest.mark.parametrize("screen", ["preview", "publish", "revisions", "withdraw"])
def test_only_staff_with_the_permission(
    client: Client, draft: Maker, screen: str, django_user_model: Any
) -> None:
    product = draft("T-1")
    address = f"/admin/catalog/product/{product.pk}/{screen}/"
    assert client.get(address).status_code == 302
    client.force_login(django_user_model.objects.create_user("clerk", is_staff=True))
    assert client.get(address).status_code == 403


def test_history_cannot_be_changed_in_the_admin(office: Client, published: Maker) -> None:
    published("T-1")
    revision = Revision.objects.get()

    assert office.get("/admin/catalog/revision/").status_code == 200
    address = f"/admin/catalog/revision/{revision.pk}/"
    assert office.get(f"{address}change/").status_code == 200
    assert office.post(f"{address}change/", {"reason": "x"}).status_code == 403
    assert office.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert office.get("/admin/catalog/revision/add/").status_code == 403
