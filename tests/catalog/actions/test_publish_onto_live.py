"""A change is published now onto what is live, and carried into what is scheduled."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.actions.append_revision import open_log
from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import DraftConflictError, PublicationError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.publish_onto_live import MergeConflictError, onto_live, publish_onto_live
from catalog.actions.withdraw import withdraw
from catalog.models import Listing, Product
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
Maker = Callable[..., Product]
PACKS = [{"sku": "T-1-5G", "amount": "5 g"}, {"sku": "T-1-25G", "amount": "25 g"}]


@pytest.fixture
def scheduled(published: Maker, document: Callable[..., Any], clock: Clock) -> Product:
    """Live: "Cafeine", one pack. In ten days another pack and grade. The draft: spelled right."""
    product = published("T-1", name="Cafeine", grade="")
    load_draft(document(name="Cafeine", grade="USP", packs=PACKS), by=None, reason="Year")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=10))
    clock.advance(hours=1)
    load_draft(document(name="Caffeine", grade="USP", packs=PACKS), by=None, reason="Typo")
    return product


def shown(clock: Clock) -> dict[str, Any]:
    listing = Listing.objects.visible(clock.moment).get()
    spec = listing.revision.read()
    return {"number": listing.revision.number, "name": spec["name"], "grade": spec["grade"],
            "packs": [pack["sku"] for pack in spec["packs"]]}  # fmt: skip


def test_it_is_live_now_and_in_the_scheduled_revision(scheduled: Product, clock: Clock) -> None:
    draft = scheduled.draft_versions.latest()

    publish_onto_live(scheduled, by=None, change_note="Spelling")

    assert shown(clock) == {
        "number": 3, "name": "Caffeine", "grade": None, "packs": ["T-1-5G"],
    }  # fmt: skip
    clock.advance(days=10)
    assert shown(clock) == {
        "number": 4, "name": "Caffeine", "grade": "USP", "packs": ["T-1-5G", "T-1-25G"],
    }  # fmt: skip
    assert scheduled.draft_versions.latest().read() == draft.read()
    assert scheduled.draft_versions.latest().sha256 == draft.sha256


def test_what_both_changed_is_decided(
    scheduled: Product, document: Callable[..., Any], clock: Clock
) -> None:
    load_draft(document(grade="Ph. Eur.", packs=PACKS), by=None, reason="Grade, too")

    with pytest.raises(MergeConflictError, match=r"changed the same: Grade\. Say"):
        publish_onto_live(scheduled, by=None)
    assert shown(clock)["number"] == 1

    publish_onto_live(scheduled, by=None, decisions={"/grade": "one"})
    assert shown(clock)["grade"] is None
    clock.advance(days=10)
    assert shown(clock)["grade"] == "Ph. Eur."


def test_there_must_be_something_new(
    scheduled: Product, document: Callable[..., Any], published: Maker
) -> None:
    load_draft(document(name="Cafeine", grade="USP", packs=PACKS), by=None, reason="Undone")

    with pytest.raises(PublicationError, match="only what is scheduled as revision 2"):
        publish_onto_live(scheduled, by=None)
    other = published("T-2")
    assert onto_live(other) is None
    with pytest.raises(PublicationError, match="no live and no scheduled"):
        publish_onto_live(other, by=None)


def cancel(product: Product) -> None:
    cancel_scheduled(product, by=None)


def withdraw_it(product: Product) -> None:
    withdraw(product, by=None, cancel_scheduled=True)


def publish_another(product: Product) -> None:
    publish(product, by=None, scheduled="cancel")


@pytest.mark.parametrize("overtake", [cancel, withdraw_it, publish_another])
def test_what_somebody_else_did_while_it_was_curated_is_not_undone(
    scheduled: Product,
    monkeypatch: pytest.MonkeyPatch,
    overtake: Callable[[Product], None],
) -> None:
    """On PostgreSQL they need no lock that it holds before it opens the log."""

    def last() -> tuple[int, datetime]:
        overtake(scheduled)
        return open_log()

    monkeypatch.setattr("catalog.actions.publish_onto_live.open_log", last)
    with pytest.raises(PublicationError, match="changed just now"):
        publish_onto_live(scheduled, by=None)


def pins(page: Any) -> dict[str, Any]:
    """What the form of the page sends back unseen."""
    form = page.context["form"]
    return {field.name: field.value() for field in form.hidden_fields()}


def test_another_live_or_scheduled_revision_than_was_seen_is_refused(scheduled: Product) -> None:
    publish_onto_live(scheduled, by=None, revisions=(1, 2))

    with pytest.raises(DraftConflictError, match=r"now revision 3 is live and revision 4 is"):
        publish_onto_live(scheduled, by=None, revisions=(1, 2))


def test_the_screen_publishes_no_merge_that_it_did_not_show(
    client: Client, staff: Any, scheduled: Product, document: Callable[..., Any], clock: Clock
) -> None:
    """The draft stays the same while others publish it."""
    client.force_login(staff)
    address = f"/admin/catalog/product/{scheduled.pk}/publish/"
    answers = {"scheduled": "now", **pins(client.get(address))}
    assert (answers["live"], answers["coming"]) == (1, 2)
    load_draft(document(name="Cafeine", grade="BP", packs=PACKS), by=None, reason="Of another")
    publish(scheduled, by=None, scheduled="carry")
    load_draft(document(name="Caffeine", grade="USP", packs=PACKS), by=None, reason="As it was")

    refused = client.post(address, answers)
    assert "now revision 1 is live and revision 3 is scheduled" in refused.content.decode()
    assert pins(refused)["coming"] == 3  # what this page shows
    assert shown(clock)["number"] == 1


@pytest.mark.parametrize("answer", ["now", "carry", "cancel"])
def test_an_answer_about_a_revision_that_is_gone_is_refused(
    client: Client, staff: Any, scheduled: Product, clock: Clock, answer: str
) -> None:
    client.force_login(staff)
    address = f"/admin/catalog/product/{scheduled.pk}/publish/"
    answers = {"scheduled": answer, **pins(client.get(address))}
    cancel(scheduled)

    refused = client.post(address, answers)

    assert "changed since you reviewed it. Look at it and" in refused.content.decode()
    assert shown(clock)["number"] == 1


def test_the_screen_compares_with_what_is_live_and_asks(
    client: Client, staff: Any, scheduled: Product, document: Callable[..., Any], clock: Clock
) -> None:
    load_draft(document(grade="Ph. Eur.", packs=PACKS), by=None, reason="Grade, too")
    client.force_login(staff)
    address = f"/admin/catalog/product/{scheduled.pk}/publish/"

    page = client.get(address)
    told = {row.label: row.after for row in page.context["differences"]}
    assert told["name"] == "Caffeine"
    assert told["grade"] == "Ph. Eur."
    assert {row.label for row in page.context["now"]} == {"name"}
    assert "And as you choose above: Grade." in page.content.decode()
    answers = {"scheduled": "now", **pins(page)}

    refused = client.post(address, answers)
    assert "changed the same: Grade." in refused.content.decode()
    assert "Grade, if published now" in refused.content.decode()
    done = client.post(address, answers | {"decision:/grade": "other"}, follow=True)

    assert "Revision 3 of T-1 Caffeine is published" in done.content.decode()
    assert "Revision 4 of T-1 Caffeine will be shown from" in done.content.decode()
    assert shown(clock)["grade"] == "Ph. Eur."
    changes = {row["revision"].number: row["differences"] for row in done.context["revisions"]}
    assert {change.label for change in changes[3]} == {"name", "grade"}  # against revision 1
    assert {change.label for change in changes[4]} == {"packs › T-1-25G"}
