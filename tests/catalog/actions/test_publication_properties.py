"""Laws of the publication log under any sequence of events and a moving clock."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import ActionError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.rebuild_listings import rebuild_listings
from catalog.actions.revert import revert
from catalog.actions.settle import settle
from catalog.actions.withdraw import withdraw
from catalog.models import Listing, Product, Revision

START = datetime(2026, 1, 1, tzinfo=UTC)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 3)),
        st.tuples(st.just("publish"), st.sampled_from([None, "cancel", "carry"])),
        st.tuples(st.just("schedule"), st.integers(0, 20)),
        st.tuples(st.just("unschedule"), st.none()),
        st.tuples(st.just("withdraw"), st.booleans()),
        st.tuples(st.just("revert"), st.integers(1, 5)),
        st.tuples(st.just("renumber"), st.integers(1, 2)),
        st.tuples(st.just("wait"), st.integers(-2, 15)),
        st.tuples(st.just("stumble"), st.integers(-200, 200)),
    ),
    min_size=3,
    max_size=14,
)


class Story:
    """A product to which things happen; refused actions change nothing."""

    def __init__(self) -> None:
        self.now = START
        self.number = 1
        document = self.document(0)
        self.product = load_draft(document, by=None, reason="new").product

    def document(self, variant: int) -> dict[str, Any]:
        pack = {"sku": "P-1", "amount": "1 g"}
        return {
            "catalog_number": f"P-{self.number}", "slug": "p", "name": f"P{variant}",
            "kind": "peptide", "packs": [pack],
        }  # fmt: skip

    @contextmanager
    def clock(self) -> Iterator[None]:
        with patch("django.utils.timezone.now", lambda: self.now):
            yield

    def asked_moments(self) -> list[datetime]:
        """Moments up to the present, for which it was settled what the public saw."""
        hours = (0, 1, 30, 200)
        return [settle(self.now - timedelta(hours=h)) for h in hours]

    def happen(self, event: str, value: Any) -> None:
        match event:
            case "wait":
                self.now += timedelta(days=value)
            case "stumble":
                self.now += timedelta(seconds=value)
            case "renumber":
                self.number = value
                document = self.document(value)
                load_draft(document, by=None, reason="renumber", product=self.product)
            case "edit":
                document = self.document(value)
                load_draft(document, by=None, reason="edit", product=self.product)
            case "publish":
                publish(self.product, by=None, scheduled=value)
            case "schedule":
                at = self.now + timedelta(days=value)
                publish(self.product, by=None, valid_from=at, scheduled="cancel")
            case "unschedule":
                cancel_scheduled(self.product, by=None)
            case "withdraw":
                withdraw(self.product, by=None, note=f"Note {value}", cancel_scheduled=value)
            case "revert":
                if found := Revision.objects.filter(number=value).first():
                    revert(self.product, found, by=None)


def check_laws() -> None:
    revisions = list(Revision.objects.order_by("position"))
    assert [r.position for r in revisions] == list(range(1, len(revisions) + 1))
    for product in Product.objects.all():
        numbers = [r.number for r in revisions if r.product_id == product.pk]
        assert numbers == list(range(1, len(numbers) + 1))
    assert all(r.valid_from >= r.recorded_at for r in revisions)
    intervals = sorted(
        (listing.visible_from, listing.visible_until)
        for listing in Listing.objects.all()
        if listing.visible_from < listing.visible_until
    )
    for (_, until), (start, _) in pairwise(intervals):
        assert until <= start


def told(moment: datetime) -> list[Any]:
    """What is told of a moment: all that is shown, and what each number leads to."""
    numbered = [Listing.objects.shown(number, moment) for number in ("P-1", "P-2")]
    shown = [listing.pk for listing in Listing.objects.visible(moment)]
    return [shown, *(listing.pk if listing else None for listing in numbered)]


def columns() -> list[dict[str, Any]]:
    return [dict(row) for row in Listing.objects.order_by("revision_id").values()]


@pytest.mark.django_db
@settings(max_examples=15, deadline=None)
@given(events=EVENTS)
def test_intervals_never_overlap_and_no_answer_changes(events: list[tuple[str, Any]]) -> None:
    hold_the_laws(events)


@pytest.mark.faults
@pytest.mark.django_db
@settings(max_examples=200, deadline=None)
@given(events=EVENTS)
def test_the_same_in_many_stories(events: list[tuple[str, Any]]) -> None:
    hold_the_laws(events)


def hold_the_laws(events: list[tuple[str, Any]]) -> None:
    with transaction.atomic():
        story = Story()
        past: dict[datetime, list[Any]] = {}
        for event, value in events:
            with story.clock():
                with suppress(ActionError):
                    story.happen(event, value)
                check_laws()
            for moment, answer in past.items():
                assert told(moment) == answer
            with story.clock():
                past |= {moment: told(moment) for moment in story.asked_moments()}
        before = columns()
        rebuild_listings()
        assert columns() == before
        transaction.set_rollback(True)
