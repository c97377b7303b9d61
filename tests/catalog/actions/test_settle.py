"""What is told of a settled moment never changes; until then, nothing is told of it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.actions import settle as settling
from catalog.actions.append_revision import open_log
from catalog.actions.publish import publish
from catalog.actions.settle import FutureError, Mark, UnsettledError, latest_settled, settle
from catalog.models import Listing, Lock, Product
from tests.conftest import Clock

Maker = Callable[..., Product]
TICK = timedelta(microseconds=1)


@contextmanager
def read_only() -> Iterator[None]:
    """As a standby is."""
    sqlite = connection.vendor == "sqlite"
    switch = "PRAGMA query_only" if sqlite else "SET default_transaction_read_only"
    with connection.cursor() as cursor:
        cursor.execute(f"{switch} = ON")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"{switch} = OFF")


@contextmanager
def somebody_publishes(product: Product) -> Iterator[Callable[[], None]]:
    """In another connection, from before its end on: what is given ends it."""
    has_begun, may_end = threading.Event(), threading.Event()

    def run() -> None:
        try:
            with transaction.atomic():
                publish(product, by=None)
                has_begun.set()
                may_end.wait(30)
        finally:
            has_begun.set()
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert has_begun.wait(30)

    def end() -> None:
        may_end.set()
        thread.join(30)

    try:
        yield end
    finally:
        end()


def test_publications_come_after_every_settled_moment(draft: Maker, clock: Clock) -> None:
    settle(clock.moment)
    first = publish(draft("T-1"), by=None)
    assert first.recorded_at == clock.moment + TICK

    clock.advance(seconds=10)
    second = publish(draft("T-2"), by=None)
    assert second.recorded_at == clock.moment

    clock.advance(seconds=-5)
    third = publish(draft("T-3"), by=None)
    assert third.recorded_at == second.recorded_at + TICK


def test_a_moment_before_the_last_publication_is_settled(
    published: Maker, clock: Clock, django_assert_num_queries: Callable[..., Any]
) -> None:
    published("T-1")
    with django_assert_num_queries(1):
        assert settle(clock.moment) == clock.moment
    assert Lock.objects.get(name=Lock.Name.LOG).settled_at is None


@pytest.mark.django_db
def test_a_later_one_is_settled_with_all_up_to_the_present(clock: Clock) -> None:
    settle(clock.moment - timedelta(hours=1))

    assert Mark.read().settled_at == clock.moment
    with CaptureQueriesContext(connection) as queries:
        settle(clock.moment)
    assert len(queries) == 1


@pytest.mark.django_db
def test_moments_are_settled_once_a_second(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(round(seconds, 3))
        clock.advance(seconds=seconds)

    monkeypatch.setattr(settling, "sleep", sleep)
    settle(clock.moment)
    first = Mark.read().moment
    clock.advance(seconds=0.4)
    settle(clock.moment)

    assert waited == [0.6]
    assert Mark.read().moment == first + timedelta(seconds=1)


@pytest.mark.django_db
def test_one_thread_waits_and_the_others_are_told_so(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[str] = []

    def sleep(seconds: float) -> None:
        with pytest.raises(UnsettledError) as told:
            settle(clock.moment)
        refused.append(str(told.value))

    monkeypatch.setattr(settling, "sleep", sleep)
    settle(clock.moment)
    clock.advance(seconds=0.5)
    settle(clock.moment)

    assert refused == ["Others wait for the publication log."]


@pytest.mark.django_db
def test_the_future_is_refused(clock: Clock) -> None:
    with pytest.raises(FutureError):
        settle(clock.moment + TICK)
    settle(clock.moment)
    clock.advance(days=-1)
    with pytest.raises(FutureError):  # though it is settled, it may show what is scheduled
        settle(clock.moment + timedelta(hours=12))


@pytest.mark.django_db
def test_a_page_that_a_faster_clock_settled_is_shown(clock: Clock) -> None:
    pinned = settle(clock.moment)
    clock.advance(seconds=-2)
    assert settle(pinned) == pinned


def test_lists_show_what_was_published_last(published: Maker, clock: Clock) -> None:
    published("T-1")
    assert latest_settled() == clock.moment
    clock.advance(seconds=0.5)
    assert latest_settled() == clock.moment - timedelta(seconds=0.5)
    clock.advance(seconds=1)
    assert latest_settled() == clock.moment


@pytest.mark.django_db(transaction=True)
def test_a_standby_tells_what_is_settled(published: Maker, clock: Clock, client: Client) -> None:
    published("T-1")
    before = clock.moment
    clock.advance(hours=1)

    with read_only():
        assert settle(before) == before
        with pytest.raises(UnsettledError):
            settle(clock.moment)
        assert latest_settled() == before
        rows = client.get("/api/v1/products/").json()["results"]
        response = client.get("/api/v1/products/", {"as_of": clock.moment.isoformat()})

    assert [row["catalog_number"] for row in rows] == ["T-1"]
    assert response.status_code == 503
    assert response["Retry-After"] == "2"
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_of_a_moment_while_a_publication_is_under_way(
    draft: Maker, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took its moment already, and is not there yet."""
    monkeypatch.setattr(settling, "PATIENCE", 0.2)
    product = draft("T-1")
    with somebody_publishes(product) as end:
        now = timezone.now()
        with pytest.raises(UnsettledError):
            settle(now)
        rows = client.get("/api/v1/products/").json()["results"]
        end()
        settle(now)

    assert rows == []
    assert Listing.objects.visible(now).get().product == product


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_a_publication_is_told_of_it(draft: Maker) -> None:
    product = draft("T-1")
    with somebody_publishes(product) as end:
        now = timezone.now()
        threading.Timer(0.3, end).start()
        settle(now)

    assert Listing.objects.visible(now).get().product == product


@pytest.mark.django_db(transaction=True)
def test_the_patience_of_others_stays_as_it_was(draft: Maker) -> None:
    show = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"

    def patience() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(show)
            return cursor.fetchone()[0]

    before = patience()
    settle(timezone.now())
    with transaction.atomic():
        open_log()
    assert patience() == before
