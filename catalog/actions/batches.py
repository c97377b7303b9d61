"""Batches: what a transaction takes at a time, and room to write many of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from django.db import connection

T = TypeVar("T")

MOST_AT_ONCE = 100
"""In one transaction. Whoever reads as of a moment that is not settled waits until it ends."""
ROOM = {
    "cache_size": -64 * 1024,  # KiB of pages in memory; 2 MiB otherwise
    "wal_autocheckpoint": 4000,  # pages written before they are moved into the file; 1,000
}
"""What SQLite is given while much is written. The indexes of a whole catalog are larger than its
cache: nearly every row reads and writes a page again, or several."""


def batches_of(items: Iterable[T], size: int = MOST_AT_ONCE) -> Iterator[list[T]]:
    """The items in their order, so many at a time, ``MOST_AT_ONCE`` at most."""
    left = iter(items)
    while batch := list(islice(left, min(size, MOST_AT_ONCE))):
        yield batch


@contextmanager
def room_for_writing() -> Iterator[None]:
    """Give the database more room than one that only serves needs. PostgreSQL has its own.

    To be entered outside of the transactions that write: a failed one answers no question.
    """
    if connection.vendor != "sqlite":
        yield
        return
    before = {setting: _setting(setting) for setting in ROOM}
    _set(ROOM)
    try:
        yield
    finally:
        _set(before)


def _setting(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return int(cursor.fetchone()[0])


def _set(settings: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute(f"PRAGMA {name} = {value}")
