"""Batches: what a transaction takes at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches_of(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in their order, so many at a time."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
