"""A clock that was wrong by a day stops publishing until somebody has looked, not for a day."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from catalog.actions.accept_lead import accept_lead
from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import ActionError, ClockError, PublicationError
from catalog.actions.publish import Instruction, publish, publish_together
from catalog.actions.settle import settle
from catalog.actions.withdraw import withdraw
from catalog.models import AcceptedLead, Listing, Product, Revision
from tests.conftest import Clock

Maker = Callable[..., Product]
TICK = timedelta(microseconds=1)


@pytest.fixture
def ahead(published: Maker, clock: Clock) -> Product:
    """Published when the clock was a day ahead; now it is right."""
    clock.advance(days=1)
    product = published("T-1")
    clock.advance(days=-1)
    return product


def test_a_clock_behind_the_log_is_named_and_nothing_is_published(
    ahead: Product, draft: Maker
) -> None:
    other = draft("T-2")
    acts: list[Callable[[], Revision]] = [
        lambda: publish(other, by=None),
        lambda: withdraw(ahead, by=None),
        lambda: cancel_scheduled(ahead, by=None),
    ]
    for act in acts:
        with pytest.raises(ClockError) as told:
            act()
        assert "The clock says 2026-03-01 12:00:00 UTC" in str(told.value)
        assert "goes up to 2026-03-02 12:00:00 UTC" in str(told.value)
        assert "manage.py accept_lead --help" in str(told.value)
    done = publish_together([other], Instruction(by=None))
    assert (done.revisions, len(done.refusals)) == ([], 1)
    assert Revision.objects.count() == 1


def test_a_clock_behind_what_readers_settled_is_named_too(draft: Maker, clock: Clock) -> None:
    clock.advance(days=1)
    settle(clock.moment)
    clock.advance(days=-1)

    with pytest.raises(ClockError, match="goes up to 2026-03-02 12:00:00 UTC"):
        publish(draft("T-1"), by=None)


def test_five_minutes_are_no_matter(published: Maker, draft: Maker, clock: Clock) -> None:
    published("T-1")
    last = clock.moment
    clock.advance(minutes=-5)
    assert publish(draft("T-2"), by=None).recorded_at == last + TICK


def test_accepted_it_goes_on_after_the_last_moment(
    ahead: Product, draft: Maker, clock: Clock
) -> None:
    other = draft("T-2")
    out = StringIO()
    call_command("accept_lead", reason="The clock was set to tomorrow", by="curie", stdout=out)
    assert "shown from 2026-03-02 12:00:00 UTC" in out.getvalue()

    first = publish(other, by=None)
    assert first.valid_from == clock.moment + timedelta(days=1) + TICK
    assert Listing.objects.visible().count() == 0
    with pytest.raises(PublicationError, match="which will be shown from 2026-03-02 12:00:00 UTC"):
        publish(other, by=None)
    withdraw(ahead, by=None, note="Impure")
    clock.advance(days=1, seconds=1)
    assert [row.catalog_number for row in Listing.objects.offered()] == ["T-2"]

    record = AcceptedLead.objects.get()
    assert (record.by, record.reason) == ("curie", "The clock was set to tomorrow")
    assert record.until - record.accepted_at == timedelta(days=1)


def test_another_leap_has_to_be_accepted_again(ahead: Product, draft: Maker, clock: Clock) -> None:
    accept_lead(by="curie", reason="once")
    clock.advance(days=3)
    publish(draft("T-2"), by=None)
    clock.advance(days=-3)

    with pytest.raises(ClockError):
        publish(draft("T-3"), by=None)


@pytest.mark.django_db
def test_there_has_to_be_something_to_accept(clock: Clock) -> None:
    with pytest.raises(ActionError, match="nothing to accept"):
        accept_lead(by="curie", reason="just in case")
    with pytest.raises(CommandError):
        call_command("accept_lead", reason="just in case")


def test_the_record_is_kept_for_ever(ahead: Product) -> None:
    record = accept_lead(by="curie", reason="once")
    for verb in ("UPDATE {} SET reason = ''", "DELETE FROM {}"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(verb.format(AcceptedLead._meta.db_table))
    record.refresh_from_db()
    assert record.reason == "once"


def test_staff_are_told_when_it_will_be_shown(
    ahead: Product, draft: Maker, staff: User, client: Client, clock: Clock
) -> None:
    client.force_login(staff)
    other = draft("T-2")
    page = f"/admin/catalog/product/{other.pk}/publish/"
    typed = {"expected": other.draft_versions.get().sha256, "reason": "new"}
    assert "manage.py accept_lead" in client.post(page, typed).content.decode()

    accept_lead(by="curie", reason="once")
    told = client.post(page, typed, follow=True).content.decode()
    assert "will be shown from 2026-03-02 12:00 UTC" in told
    assert "is published" not in told
    withdrawal = f"/admin/catalog/product/{ahead.pk}/withdraw/"
    clock.advance(days=1)
    clock.advance(seconds=-1)
    told = client.post(withdrawal, {"note": "Impure"}, follow=True).content.decode()
    assert "will be withdrawn at 2026-03-02 12:00 UTC" in told
