"""Asking the process that converts pictures."""

import logging
from dataclasses import dataclass

from catalog import limited
from catalog.pictures.formats import ACCEPTED_IN_WORDS, MAX_BYTES, PictureError, too_large
from catalog.pictures.picture import Box, Picture

logger = logging.getLogger(__name__)

TIME_LIMIT = 20.0
"""Seconds for one picture. The largest takes two."""
PATIENCE = 20.0
"""Seconds that somebody may wait for a turn."""
POOL = limited.Pool(
    limited.Program(
        "catalog.pictures.process",
        title="The process that converts pictures",
        max_jobs=200,
        max_memory=160 * 2**20,
    ),
    size=1,
    most=3,
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What is asked; a Picture or a PictureRefusal comes back."""

    content: bytes
    box: Box


@dataclass(frozen=True, slots=True)
class PictureRefusal:
    """What crosses between the processes for a PictureError."""

    sentence: str


def converted(content: bytes, box: Box) -> Picture:
    """The picture that a file shows, as ``converting.convert`` makes it.

    Raises PictureError, and BusyError if too many ask at once.
    """
    if len(content) > MAX_BYTES:
        raise too_large(len(content))
    try:
        with POOL.turn(PATIENCE) as process:
            answer: Picture | PictureRefusal = process.ask(Conversion(content, box), TIME_LIMIT)
    except (limited.TooLateError, limited.LostError) as error:
        logger.warning("A picture was not converted: %s", error)
        raise PictureError(
            f"cannot be read in time, or at all: save it again, as {ACCEPTED_IN_WORDS}, with "
            "another program perhaps."
        ) from error
    if isinstance(answer, PictureRefusal):
        raise PictureError(answer.sentence)
    return answer
