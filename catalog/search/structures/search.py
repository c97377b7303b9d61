"""What pages and API ask: structures, in the index as it is now, before the deadline."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic

from django.utils import timezone

from catalog.search.as_of import BehindError, former, latest
from catalog.search.indexes import STRUCTURES
from catalog.search.log import microseconds
from catalog.search.structures.matcher import LEAD, POOL, BusyError, LostError
from catalog.search.structures.messages import (
    DEADLINE,
    Answer,
    Asked,
    AsRead,
    Chosen,
    Conversion,
    Damage,
    Search,
    Unsearchable,
)

logger = logging.getLogger(__name__)


class StructureSearchError(Exception):
    """There is no answer; the message is for whoever asked."""


class RefusedError(StructureSearchError):
    """Because of what was asked; asking again does not help."""


class UnavailableError(StructureSearchError):
    """For a while."""


SOON = 5
"""Seconds after which it is worth while to ask again."""
NOT_READY = "The structures of the catalog are being read just now. Try again in a minute."
BUSY = "Too many structures are being searched for just now. Try again in a few seconds."
CRASHED = (
    "This structure could not be searched for: the search ended without an answer. Simplify the "
    "structure; if that does not help, tell us about it."
)
UNREADABLE_IN_TIME = (
    "This structure could not be read within {seconds:g} seconds. Search for a smaller part of it."
)


def reached(moment: datetime | None, settled: datetime) -> datetime:
    """The moment that is asked for, or the ``settled`` one, as far as the index has got.

    Raises UnavailableError.
    """
    try:
        found = latest(STRUCTURES, settled) if moment is None else former(STRUCTURES, moment)
    except BehindError as error:
        raise UnavailableError(NOT_READY) from error
    return found.moment if found else moment or settled


def search(
    asked: Asked,
    *,
    chosen: Chosen = (),
    first: int = 0,
    most: int = 25,
    moment: datetime | None = None,
) -> Answer:
    """The hits from the ``first`` on, at ``most`` so many, of what is on offer at a moment, or now.

    Raises StructureSearchError.
    """
    shown_at = microseconds(moment or timezone.now())

    def question(seconds: float) -> Search:
        if (folder := STRUCTURES.files()) is None:
            raise UnavailableError(NOT_READY)
        return Search(str(folder), asked, shown_at, chosen, first, most, seconds=seconds)

    return _answered(question)


def convert(asked: Asked) -> AsRead:
    """The structure on one line. Raises StructureSearchError."""
    return _answered(lambda seconds: Conversion(asked, seconds)).read


def _answered(question: Callable[[float], Search | Conversion]) -> Answer:
    """A process that is lost was killed, or its files are damaged: once more, then."""
    began = monotonic()
    try:
        return _asked_once(question(DEADLINE))
    except LostError as error:
        logger.warning("A search by structure is tried again: %s", error)
        STRUCTURES.recheck()
    left = began + DEADLINE - monotonic()
    try:
        if left <= LEAD:
            raise LostError("There is no time left to try again.")
        return _asked_once(question(left))
    except LostError as error:
        logger.error("A search by structure failed: %s", error)
        raise RefusedError(CRASHED) from error


def _asked_once(question: Search | Conversion) -> Answer:
    try:
        outcome = POOL.ask(question)
    except BusyError as error:
        raise UnavailableError(BUSY) from error
    if outcome is None:
        raise RefusedError(UNREADABLE_IN_TIME.format(seconds=DEADLINE))
    if isinstance(outcome, Damage):
        if isinstance(question, Search):
            STRUCTURES.distrust(Exception(outcome.reason), Path(question.folder))
        raise LostError(outcome.reason)
    if isinstance(outcome, Unsearchable):
        raise RefusedError(outcome.sentence)
    return outcome
