"""What pages and API ask: structures, in the index as it is now, before the deadline."""

import logging

from django.utils import timezone

from catalog.search.indexes import structures
from catalog.search.structures.index import microseconds
from catalog.search.structures.matcher import POOL, BusyError, LostError
from catalog.search.structures.question import (
    Answer,
    Asked,
    AsRead,
    Chosen,
    Conversion,
    Damage,
    Question,
    Refusal,
)

logger = logging.getLogger(__name__)


class StructureSearchError(Exception):
    """There is no answer; the message is for whoever asked."""


class RefusedError(StructureSearchError):
    """Because of what was asked; asking again does not help."""


class UnavailableError(StructureSearchError):
    """For a while."""


NOT_READY = "The structures of the catalog are being read just now. Try again in a minute."
BUSY = "Too many structures are being searched for just now. Try again in a few seconds."
CRASHED = (
    "This structure could not be searched for: the search ended without an answer. Simplify the "
    "structure; if that does not help, tell us about it."
)
UNREADABLE_IN_TIME = (
    "This structure could not be read within {seconds:g} seconds. Search for a smaller part of it."
)


def search(asked: Asked, *, chosen: Chosen = (), first: int = 0, most: int = 25) -> Answer:
    """The hits from the ``first`` on, at ``most`` so many. Raises StructureSearchError."""
    folder = structures.files()
    if folder is None:
        raise UnavailableError(NOT_READY)
    moment = microseconds(timezone.now())
    question = Question(str(folder), asked, moment, chosen, first, most)
    return _answered(question)


def convert(asked: Asked) -> AsRead:
    """The structure on one line. Raises StructureSearchError."""
    return _answered(Conversion(asked)).read


def _answered(question: Question | Conversion) -> Answer:
    try:
        outcome = POOL.ask(question)
    except BusyError as error:
        raise UnavailableError(BUSY) from error
    except LostError as error:
        logger.error("A search by structure failed: %s", error)
        structures.recheck()  # files that were cut off end whoever reads them
        raise RefusedError(CRASHED) from error
    if outcome is None:
        raise RefusedError(UNREADABLE_IN_TIME.format(seconds=question.seconds))
    if isinstance(outcome, Damage):
        structures.distrust(Exception(outcome.reason))
        raise UnavailableError(NOT_READY)
    if isinstance(outcome, Refusal):
        raise RefusedError(outcome.sentence)
    return outcome
