"""Two people edit one draft: both versions are kept, and put together on the screen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.actions.save_draft import latest_draft
from catalog.admin.edit_conflicts import EditConflict
from catalog.models import DraftVersion, Figure, Product
from tests.catalog.admin.screen import errors, form, new_row
from tests.catalog.admin.test_product import picture

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


def screen(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def meanwhile(document: dict[str, Any]) -> None:
    other, _ = User.objects.get_or_create(username="lise", is_superuser=True)
    load_draft(document, by=other, reason="meanwhile")


def refused(office: Client, address: str, data: dict[str, Any]) -> EditConflict:
    response = office.post(address, data)
    assert response.status_code == 200
    found = response.context["conflict"]
    assert isinstance(found, EditConflict)
    return found


def merged(data: dict[str, Any], conflict: EditConflict, **kept: str) -> dict[str, Any]:
    """The form as the screen that tells of the conflict sends it."""
    choices = {f"keep:/{path.replace('__', '/')}": side for path, side in kept.items()}
    sent = data | choices | {"merged_onto": conflict.draft.sha256, "_merge": "Save"}
    for name, value in sent.items():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
            sent[name] = value
    return sent


def test_what_only_one_changed_is_put_together(
    office: Client, staff: Any, draft: Maker, document: Document
) -> None:
    product = draft("T-1")
    data = form(office, screen(product)) | {"grade": "Extra pure", "save_reason": "Paper"}
    meanwhile(document("T-1", name="Theine"))

    response = office.post(screen(product), data)

    conflict = response.context["conflict"]
    page = response.content.decode()
    assert "Changed only there: taken over" in page
    assert "Changed only by you: kept" in page
    assert 'value="Extra pure"' in page
    assert [(row.label, row.before, row.after) for row in conflict.taken] == [
        ("Name", "Caffeine", "Theine")
    ]
    assert [(row.label, row.after) for row in conflict.own] == [("Grade", "Extra pure")]
    assert conflict.choices == []
    assert DraftVersion.objects.count() == 2
    done = office.post(screen(product), merged(data, conflict))

    assert done.status_code == 302, errors(done)
    assert done["Location"] == screen(product)
    product.refresh_from_db()
    assert (product.name, product.grade) == ("Theine", "Extra pure")
    latest = latest_draft(product)
    assert latest is not None
    assert (latest.number, latest.author, latest.reason) == (3, staff, "Paper")


@pytest.mark.parametrize(("side", "name"), [("one", "Coffein"), ("other", "Theine")])
def test_what_both_changed_is_chosen(
    office: Client, draft: Maker, document: Document, side: str, name: str
) -> None:
    product = draft("T-1")
    data = form(office, screen(product)) | {"name": "Coffein", "grade": "Extra pure"}
    meanwhile(document("T-1", name="Theine"))

    conflict = refused(office, screen(product), data)
    (choice,) = conflict.choices
    assert choice.conflict.label == "Name"
    assert (choice.conflict.one, choice.conflict.other) == ("Coffein", "Theine")
    undecided = office.post(screen(product), merged(data, conflict))
    assert "Choose which stays: Name." in undecided.content.decode()
    assert DraftVersion.objects.count() == 2
    done = office.post(screen(product), merged(data, conflict, name=side))

    assert done.status_code == 302, errors(done)
    product.refresh_from_db()
    assert (product.name, product.grade) == (name, "Extra pure")


def test_rows_are_put_together_one_by_one(office: Client, draft: Maker, document: Document) -> None:
    """Solubilities are rows that loading a draft replaces, and packs are known again."""
    five, ten = {"sku": "T-1-5G", "amount": "5 g"}, {"sku": "T-1-10G", "amount": "10 g"}
    water = {"solvent": "Water", "amount": "20 mg/mL"}
    dmso = {"solvent": "DMSO", "amount": "5 mg/mL"}
    product = draft("T-1", packs=[five, ten], solubility=[water, dmso])
    data = form(office, screen(product))
    data |= {"solubilities-0-printed": "25", "packs-0-container": "Vial"}
    data = new_row(data, "packs", sku="T-1-50G", printed="50 g", count="1", status="active")
    ethanol = {"solvent": "Ethanol", "amount": "1 mg/mL"}
    changed = dmso | {"amount": "6 mg/mL"}
    meanwhile(
        document(
            "T-1", packs=[five | {"status": "on_request"}], solubility=[water, changed, ethanol]
        )
    )

    conflict = refused(office, screen(product), data)
    assert conflict.choices == []
    done = office.post(screen(product), merged(data, conflict))

    assert done.status_code == 302, errors(done)
    latest = latest_draft(product)
    assert latest is not None
    after = latest.read()
    assert [(row["sku"], row["container"], row["status"]) for row in after["packs"]] == [
        ("T-1-5G", "Vial", "on_request"),
        ("T-1-50G", None, "active"),
    ]
    amounts = {row["solvent"]: row["amount"]["value"] for row in after["solubility"]}
    assert amounts == {"Water": 25, "DMSO": 6, "Ethanol": 1}


def test_text_typed_in_a_row_that_somebody_removed_is_on_the_screen(
    office: Client, draft: Maker, document: Document
) -> None:
    sections = [{"key": "background", "body": "Old."}, {"key": "protocol", "body": "Warm."}]
    product = draft("T-1", sections=sections)
    data = form(office, screen(product)) | {"sections-1-body": "Warm it to 37 degrees."}
    meanwhile(document("T-1", sections=sections[:1]))

    response = office.post(screen(product), data)

    page = response.content.decode()
    assert page.count("Warm it to 37 degrees.") == 2  # in its field, and as one of two versions
    (choice,) = response.context["conflict"].choices
    assert (choice.conflict.label, choice.conflict.other) == ("Sections › protocol", None)
    conflict = response.context["conflict"]
    done = office.post(screen(product), merged(data, conflict, sections__protocol="one"))
    assert done.status_code == 302, errors(done)
    assert list(product.sections.values_list("body", flat=True)) == [
        "Old.", "Warm it to 37 degrees.",
    ]  # fmt: skip


def test_an_upload_is_merged_too(office: Client, draft: Maker, document: Document) -> None:
    product = draft("T-1")
    data = new_row(
        form(office, screen(product)), "figures", key="gel", title="Gel", x_scale="log",
        alternative_text="Two bands", upload=SimpleUploadedFile("gel.png", picture()),
    )  # fmt: skip
    meanwhile(document("T-1", name="Theine"))

    conflict = refused(office, screen(product), data)
    done = office.post(screen(product), merged(data, conflict))

    assert done.status_code == 302, errors(done)
    image = Figure.objects.get().image
    assert image is not None
    assert image.file.storage.exists(image.file.name)
    assert Product.objects.get().name == "Theine"


def test_a_choice_holds_for_the_draft_that_was_shown(
    office: Client, draft: Maker, document: Document
) -> None:
    product = draft("T-1")
    data = form(office, screen(product)) | {"grade": "Extra pure"}
    meanwhile(document("T-1", name="Theine"))
    conflict = refused(office, screen(product), data)
    meanwhile(document("T-1", name="Theine", summary="A stimulant."))

    again = office.post(screen(product), merged(data, conflict))

    assert "It was saved once more meanwhile" in again.content.decode()
    assert DraftVersion.objects.count() == 3
    assert office.post(screen(product), merged(data, again.context["conflict"])).status_code == 302
    product.refresh_from_db()
    assert (product.grade, product.summary) == ("Extra pure", "A stimulant.")


def test_what_is_refused_otherwise_is_corrected_first(
    office: Client, draft: Maker, document: Document
) -> None:
    product = draft("T-1")
    data = form(office, screen(product)) | {"packs-0-printed": "5 gramms"}
    meanwhile(document("T-1", name="Theine"))

    response = office.post(screen(product), data)

    assert response.context["conflict"].typed is None
    page = response.content.decode()
    assert "What was changed there while you were editing" in page
    assert "Theine" in page
    assert 'name="_merge"' not in page


def test_whoever_may_only_look_merges_nothing(
    client: Client, staff: Any, draft: Maker, document: Document
) -> None:
    product = draft("T-1")
    before = latest_draft(product)
    assert before is not None
    meanwhile(document("T-1", name="Theine"))
    latest = latest_draft(product)
    assert latest is not None
    viewer = User.objects.create_user("vera", is_staff=True)
    client.force_login(viewer)

    sent = {"seen_hash": before.sha256, "merged_onto": latest.sha256, "_merge": "Save"}
    assert client.post(screen(product), sent).status_code == 403
    assert DraftVersion.objects.count() == 2
