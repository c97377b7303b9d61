"""Asking the process that reads files."""

import logging
from typing import TypeVar

from catalog import limited
from catalog.limited import BusyError
from catalog.untrusted.jobs import FileRefusal, Job, RefusedError

__all__ = ["POOL", "BusyError", "ask"]

logger = logging.getLogger(__name__)

T = TypeVar("T")

TIME_LIMIT = 5.0
"""Seconds for one file; a usual one takes a tenth of one."""
PATIENCE = 5.0
"""Seconds that somebody may wait for a turn."""
POOL = limited.Pool(
    limited.Program(
        "catalog.untrusted.process",
        title="The process that reads files",
        max_jobs=500,
        max_memory=96 * 2**20,
    ),
    size=1,
    most=2,
)

TOO_SLOW = (
    f"This file takes longer than {TIME_LIMIT:.0f} seconds to be read, and so it was not. Open it "
    "in a program, save it again, and send that file."
)
LOST = (
    "This file could not be read: whatever read it ended without an answer. If that happens again, "
    "open it in a program, save it again, and send that file."
)


def ask(job: Job[T], *, patience: float = PATIENCE) -> T:
    """What comes back for a job. Raises RefusedError with a sentence, and BusyError."""
    try:
        with POOL.turn(patience) as process:
            answer: T | FileRefusal = process.ask(job, TIME_LIMIT)
    except limited.TooLateError as error:
        logger.warning("A file was not read: %s", error)
        raise RefusedError(TOO_SLOW) from error
    except limited.LostError as error:
        logger.warning("A file was not read: %s", error)
        raise RefusedError(LOST) from error
    if isinstance(answer, FileRefusal):
        raise RefusedError(answer.sentence)
    return answer
