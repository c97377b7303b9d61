"""Several publish, several read: no moment is ever answered in two ways."""

import random
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from catalog.actions import settle as settling
from catalog.actions.append_revision import latest_revision
from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import ActionError
from catalog.actions.load_in_batches import load_in_batches
from catalog.actions.publish import Instruction, publish, publish_together
from catalog.actions.save_draft import save_draft
from catalog.actions.settle import UnsettledError, latest_settled, settle
from catalog.actions.withdraw import withdraw
from catalog.models import Listing, Product

SEED = 11
LONGEST = 240
"""Seconds after which a crowd that was answered too seldom gives up."""
Answers = dict[datetime, set[tuple[Any, ...]]]


@contextmanager
def starving_allowed() -> Iterator[None]:
    """SQLite has no queue: among many who want to write, one may go without for too long. Any
    other failure counts, and on PostgreSQL every one."""
    try:
        yield
    except OperationalError as error:
        if connection.vendor != "sqlite" or "database is locked" not in str(error):
            raise
        settling.let_go(error)


class Crowd:
    """Threads that do one thing after another, each with its own dice, for so many seconds and
    until so many moments were answered: on SQLite those who wait take turns by luck."""

    def __init__(self, products: list[Product], seconds: float, moments: int) -> None:
        self.products = products
        self.moments = moments
        self.begin = monotonic()
        self.end = self.begin + seconds
        self.answers: Answers = defaultdict(set)
        self.failures: list[BaseException] = []

    def run(self, publishers: int, readers: int) -> None:
        doing = [self.publish_something] * publishers + [self.read_something] * readers
        threads = [
            threading.Thread(target=self._repeat, args=(do, random.Random(SEED + place)))
            for place, do in enumerate(doing)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(2 * LONGEST)
        assert not self.failures, self.failures

    @property
    def goes_on(self) -> bool:
        now = monotonic()
        enough = now >= self.end and len(self.answers) >= self.moments
        return not enough and now < self.begin + LONGEST

    def _repeat(self, do: Callable[[random.Random], None], dice: random.Random) -> None:
        try:
            while self.goes_on:
                do(dice)
        except BaseException as error:
            self.failures.append(error)
        finally:
            connection.close()

    def publish_something(self, dice: random.Random) -> None:
        product = dice.choice(self.products)
        soon = timezone.now() + timedelta(milliseconds=dice.randint(20, 400))
        with suppress(ActionError), starving_allowed():
            match dice.randrange(5):
                case 0:
                    withdraw(product, by=None, note=str(dice.random()), cancel_scheduled=True)
                case 1:
                    cancel_scheduled(product, by=None)
                case 2:
                    self._edit(product, dice)
                    publish(product, by=None, valid_from=soon, scheduled="cancel")
                case 3:
                    some = dice.sample(self.products, 4)
                    for each in some:
                        self._edit(each, dice)
                    publish_together(some, Instruction(by=None, scheduled="cancel"))
                case _:
                    self._edit(product, dice)
                    publish(product, by=None, scheduled="cancel")

    def read_something(self, dice: random.Random) -> None:
        with suppress(UnsettledError):
            if dice.random() < 0.5:
                moment = latest_settled()
            else:
                moment = settle(timezone.now() - timedelta(milliseconds=dice.choice([0, 0, 5, 90])))
            self.answers[moment].add(told(moment))

    @staticmethod
    def _edit(product: Product, dice: random.Random) -> None:
        fresh = Product.objects.get(pk=product.pk)
        fresh.grade = f"Grade {dice.random()}"
        fresh.save()
        save_draft(fresh, by=None)


def told(moment: datetime) -> tuple[Any, ...]:
    shown = Listing.objects.visible(moment).order_by("pk")
    return tuple(shown.values_list("pk", "withdrawn", "grade"))


def changed(answers: Answers) -> list[datetime]:
    """The moments of which something else was told, then or now."""
    return [moment for moment, told_then in answers.items() if told_then != {told(moment)}]


def crowd(document: Callable[..., dict[str, Any]], *, seconds: float, moments: int) -> Crowd:
    documents = [document(f"T-{place}") for place in range(8)]
    (loaded,) = load_in_batches(documents, by=None, reason="new")
    return Crowd([version.product for version in loaded.versions], seconds, moments)


@pytest.mark.django_db(transaction=True)
def test_no_answer_changes(
    document: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "RAISED_EVERY", timedelta(milliseconds=30))
    people = crowd(document, seconds=3, moments=6)
    people.run(publishers=2, readers=2)

    assert changed(people.answers) == []
    assert any(latest_revision(product) for product in people.products)
    assert len(people.answers) >= people.moments


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pause", [0, 30, 1000])
def test_no_answer_of_thousands_changes(
    document: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch, pause: int
) -> None:
    """``pause`` in milliseconds: moments are settled as often as can be, or as in earnest."""
    monkeypatch.setattr(settling, "RAISED_EVERY", timedelta(milliseconds=pause))
    people = crowd(document, seconds=30, moments=101)
    people.run(publishers=4, readers=4)

    assert changed(people.answers) == []
    assert len(people.answers) >= people.moments
