"""Batches, and the room to write them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection

from catalog.actions import rebuild_listings
from catalog.actions.batches import ROOM, batches_of, room_for_writing
from catalog.actions.load_in_batches import load_in_batches
from catalog.actions.publish import Instruction
from catalog.actions.publish_in_batches import publish_in_batches
from catalog.models import Listing, Product

Document = Callable[..., dict[str, Any]]


def test_the_last_batch_holds_what_is_left() -> None:
    assert list(batches_of(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches_of([], 2)) == []


def settings() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for name in ROOM:
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    return found


@pytest.fixture
def usual(db: None) -> dict[str, int]:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has room of its own")
    return settings()


def test_room_is_given_back_whatever_happens(usual: dict[str, int]) -> None:
    with room_for_writing():
        assert settings() == ROOM != usual
    assert settings() == usual

    with suppress(ArithmeticError), room_for_writing():
        raise ArithmeticError
    assert settings() == usual


def test_loading_and_publishing_have_room_until_they_end(
    usual: dict[str, int], document: Document
) -> None:
    documents = [document(catalog_number=f"T-{place}") for place in range(1, 4)]
    loading = load_in_batches(documents, by=None, reason="new", at_once=2)
    _has_room_until_its_end(loading, usual)
    told = Instruction(by=None, reason="Because")
    _has_room_until_its_end(publish_in_batches(Product.objects.all(), told, at_once=2), usual)


def test_whoever_takes_no_more_gives_the_room_back(
    usual: dict[str, int], document: Document
) -> None:
    loading: Any = load_in_batches(
        [document(), document(catalog_number="T-2")], by=None, reason="", at_once=1
    )
    next(loading)
    loading.close()

    assert settings() == usual


def _has_room_until_its_end(batches: Iterator[Any], usual: dict[str, int]) -> None:
    assert settings() == usual
    next(batches)
    assert settings() == ROOM
    assert len(list(batches)) == 1
    assert settings() == usual


def test_a_rebuild_that_fails_says_why_and_gives_the_room_back(
    usual: dict[str, int], published: Callable[..., Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    published()

    def fail_in_the_database(*_: Any) -> None:
        assert settings() == ROOM
        Listing.objects.create()  # which has no revision

    monkeypatch.setattr(rebuild_listings, "list_revisions", fail_in_the_database)
    with pytest.raises(IntegrityError):
        rebuild_listings.rebuild_listings()

    assert settings() == usual
    assert Listing.objects.count() == 1
