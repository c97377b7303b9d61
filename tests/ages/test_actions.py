"""What staff do with documents of version 1."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import Instruction, publish, publish_together
from catalog.actions.revert import revert
from catalog.actions.withdraw import withdraw
from catalog.curation.processes import _curate
from catalog.models import DraftVersion, Listing, Product, Revision
from catalog.specification.differences import differences
from catalog.specification.schema import faults
from catalog.upcasts import reading, steps

pytestmark = pytest.mark.usefixtures("yesterday", "any_age")

REASON: dict[str, Any] = {"by": None, "reason": "After the upgrade"}


def product(catalog_number: str) -> Product:
    return Product.objects.get(catalog_number=catalog_number)


def is_of_the_present(revision: Revision) -> bool:
    is_valid = faults(revision.read()) == []
    return is_valid and reading.version_of(revision.spec) == steps.SCHEMA_VERSION


def test_withdraw() -> None:
    revision = withdraw(product("ALQ-1001"), by=None, note="No longer made.")

    assert is_of_the_present(revision)
    assert revision.read()["withdrawal"]["note"] == "No longer made."


def test_a_product_of_every_kind_can_be_withdrawn() -> None:
    offered = Listing.objects.offered().select_related("product")
    by_kind = {listing.kind: listing.product for listing in offered}

    assert len(by_kind) == 12
    for row in by_kind.values():
        assert is_of_the_present(withdraw(row, by=None, cancel_scheduled=True)), row


def test_amend_a_tombstone() -> None:
    row = product("ALQ-1020")

    revision = withdraw(row, by=None, note="Another note.", replaced_by=product("ALQ-1009"))

    assert is_of_the_present(revision)
    assert revision.number == 3


def test_publish_a_draft_that_was_changed_then() -> None:
    row = product("ALQ-1001")
    before = row.revisions.latest()

    revision = publish(row, **REASON)

    assert is_of_the_present(revision)
    changed = {difference.path for difference in differences(before.read(), revision.read())}
    assert changed == {("appearance",), ("summary",), ("compound", "name")}


def test_publish_all_that_was_changed_then() -> None:
    told = Instruction(by=None, reason="After the upgrade", scheduled="cancel")

    done = publish_together(list(Product.objects.all()), told)

    assert len(done.revisions) == 17
    assert all(map(is_of_the_present, done.revisions))
    assert all("Nothing to publish" in str(refusal.error) for refusal in done.refusals)


def test_publish_a_change_made_now() -> None:
    row = product("ALQ-1006")
    before = row.revisions.latest()
    load_draft(row.draft_versions.latest().read() | {"grade": "New"}, product=row, **REASON)

    revision = publish(row, **REASON)

    assert [entry.path for entry in differences(before.read(), revision.read())] == [("grade",)]


def test_carry_a_change_into_what_was_scheduled_then() -> None:
    row = product("ALQ-1009")
    load_draft(row.draft_versions.latest().read() | {"contents": "Vial"}, product=row, **REASON)

    revision = publish(row, scheduled="carry", **REASON)

    assert revision.valid_from == datetime(2099, 1, 1, 8, tzinfo=UTC)
    assert is_of_the_present(revision)


def test_cancel_what_was_scheduled_then() -> None:
    assert is_of_the_present(cancel_scheduled(product("ALQ-1009"), by=None))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_revert_to_a_revision(number: int) -> None:
    row = product("ALQ-1001")
    revision = row.revisions.get(number=number)
    content = revision.draft_version.read()

    version = revert(row, revision, by=None)

    assert version.read() == content


def test_revert_to_a_draft_of_which_everything_is_said() -> None:
    row = product("ALQ-1081")
    first = row.draft_versions.get(number=1)

    version = revert(row, first, by=None)

    assert differences(first.read(), version.read()) == []


def test_drafts_are_curated_in_processes_as_here() -> None:
    drafts = [bytes(draft.document) for draft in DraftVersion.objects.all()[:5]]

    assert len(_curate(drafts)) == 5


@pytest.mark.parametrize("screen", ["change", "revisions", "publish", "preview", "withdraw"])
def test_the_screens_of_a_product(client: Client, screen: str) -> None:
    client.force_login(User.objects.get(username="curie"))

    response = client.get(f"/admin/catalog/product/{product('ALQ-1001').pk}/{screen}/")

    assert response.status_code == 200
