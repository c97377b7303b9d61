"""After an upgrade nothing is stored and nothing turns "changed" until somebody changes it."""

import hashlib
import json
from collections import Counter
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalog import upcasts
from catalog.actions.errors import PublicationError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import Instruction, publish, publish_together
from catalog.actions.save_draft import latest_draft, save_drafts, save_drafts_sharing
from catalog.admin.states import with_state
from catalog.models import Compound, DraftVersion, Product, Restatement, Term
from catalog.specification.load import DocumentError
from tests.ages.tomorrow import Tomorrow
from tests.catalog.admin.screen import errors, form

pytestmark = pytest.mark.usefixtures("yesterday")

STATES = {"published": 67, "changed": 12, "withdrawn": 3, "scheduled": 1, "draft": 1}
"""How the products of the database of version 2 stood when it was kept."""


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(User.objects.get(username="curie"))
    return client


def product(catalog_number: str) -> Product:
    return Product.objects.get(catalog_number=catalog_number)


def states() -> dict[str, int]:
    rows: list[Any] = list(with_state(Product.objects.all()))
    return dict(Counter(row.state for row in rows))


def edited(row: Product, **members: Any) -> DraftVersion:
    draft: DraftVersion = row.draft_versions.latest()
    return load_draft(draft.read() | members, by=None, reason="Edited", product=row)


def test_saving_every_draft_again_stores_nothing() -> None:
    before = DraftVersion.objects.count()
    assert states() == STATES

    save_drafts(list(Product.objects.all()), by=None)

    assert DraftVersion.objects.count() == before
    assert states() == STATES


@pytest.mark.usefixtures("tomorrow")
def test_saving_every_draft_after_one_more_upgrade_stores_nothing() -> None:
    test_saving_every_draft_again_stores_nothing()


@pytest.mark.faults
def test_what_every_draft_says_is_read_again_as_it_was() -> None:
    """Each is loaded from its own document, so that every row is checked and every number read."""
    before = DraftVersion.objects.count()

    for row in Product.objects.all():
        document = row.draft_versions.latest().read()
        version = load_draft(document, by=None, reason="The same", product=row)
        assert version == row.draft_versions.latest(), row

    assert DraftVersion.objects.count() == before


@pytest.mark.parametrize("number", ["ALQ-1001", "ALQ-1006", "ALQ-1008", "ALQ-1081"])
@pytest.mark.usefixtures("tomorrow")
def test_saving_the_product_screen_unchanged_stores_nothing(office: Client, number: str) -> None:
    row = product(number)
    before = row.draft_versions.latest()
    address = f"/admin/catalog/product/{row.pk}/change/"
    data = form(office, address)
    assert data["seen_hash"] == before.sha256

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert row.draft_versions.latest() == before


@pytest.mark.usefixtures("tomorrow")
def test_saving_shared_rows_unchanged_stores_nothing(office: Client) -> None:
    before = DraftVersion.objects.count()
    compound = Compound.objects.get(key="tacrolimus")
    term = Term.objects.get(vocabulary="target", slug="fkbp12")

    for kind, pk in (("compound", compound.pk), ("term", term.pk)):
        address = f"/admin/catalog/{kind}/{pk}/change/"
        response = office.post(address, form(office, address))
        assert response.status_code == 302, errors(response)

    assert DraftVersion.objects.count() == before
    assert states() == STATES


def test_a_compound_that_changes_changes_only_what_contains_it(tomorrow: Tomorrow) -> None:
    before = DraftVersion.objects.count()
    compound = Compound.objects.get(key="rapamycin")
    tomorrow.tell("refractive_index", compound, "1.55")

    changed = save_drafts_sharing([compound], by=None, reason="Measured")

    assert len(changed) == DraftVersion.objects.count() - before == 1
    assert changed[0].read()["compound"]["refractive_index"] == "1.55"


@pytest.mark.usefixtures("tomorrow")
def test_a_change_that_is_taken_back_is_no_change() -> None:
    """The draft says in the new schema what is published in the old one: nothing to publish."""
    row = product("ALQ-1016")
    grade = row.draft_versions.latest().read()["grade"]
    edited(row, grade="Another grade")
    assert states() == STATES | {"published": 66, "changed": 13}

    edited(row, grade=grade)

    assert [str(version) for version in row.draft_versions.all()] == [
        "draft 1", "draft 2", "draft 3"
    ]  # fmt: skip
    assert Restatement.objects.get().original.number == 1
    assert states() == STATES
    with pytest.raises(PublicationError, match="Nothing to publish"):
        publish(row, by=None, reason="test")
    done = publish_together([row], Instruction(by=None, reason="test"))
    assert (done.revisions, len(done.refusals)) == ([], 1)


@pytest.mark.usefixtures("tomorrow")
def test_a_restatement_of_a_restatement_is_one_of_the_first() -> None:
    row = product("ALQ-1021")  # withdrawn once, and on sale again under its second draft
    grade = row.draft_versions.latest().read()["grade"]
    edited(row, grade="Another grade")
    edited(row, grade=grade)
    edited(row, grade="Another grade")
    edited(row, grade=grade)

    last = latest_draft(row)
    assert last is not None
    assert (last.number, last.original.number) == (6, 2)
    assert states() == STATES


@pytest.mark.usefixtures("tomorrow")
def test_what_was_changed_and_published_after_an_upgrade_is_published() -> None:
    row = product("ALQ-1016")
    edited(row, grade="Another grade")

    publish(row, by=None, reason="test")

    assert states() == STATES
    assert not Restatement.objects.exists()


@pytest.mark.parametrize("number", ["ALQ-1001", "ALQ-1081"])
@pytest.mark.usefixtures("tomorrow")
def test_a_document_of_version_1_that_is_handed_in_says_what_it_said(number: str) -> None:
    row = product(number)
    latest = row.draft_versions.latest()

    document = json.loads(bytes(latest.document))
    assert document["schema_version"] == 1
    assert load_draft(document, by=None, reason="Imported") == latest


@pytest.mark.usefixtures("tomorrow")
def test_the_draft_that_was_reviewed_is_known_by_its_stored_bytes() -> None:
    row = product("ALQ-1001")
    latest = row.draft_versions.latest()

    revision = publish(row, by=None, reason="test", expected=latest.sha256)

    assert revision.draft_version == latest
    assert hashlib.sha256(bytes(latest.document)).hexdigest() == latest.sha256


def test_a_document_of_a_later_version_is_not_taken_in() -> None:
    later = upcasts.SCHEMA_VERSION + 1
    document = product("ALQ-1001").draft_versions.latest().read() | {"schema_version": later}

    with pytest.raises(DocumentError, match=r"/schema_version .* software is older"):
        load_draft(document, by=None, reason="Imported")
