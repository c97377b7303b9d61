"""The processes that search structures: whoever asks has an answer before the deadline.

A pattern can keep RDKit busy for years in code that nothing interrupts, fill the memory, or crash
it. So it is matched in a limited process (``catalog.search.structures.process``).
"""

from dataclasses import replace
from time import monotonic

from django.conf import settings

from catalog import limited
from catalog.limited import BusyError, LostError, Process, TooLateError
from catalog.search.structures.messages import Answer, Conversion, Damage, Search, Unsearchable

__all__ = ["LEAD", "POOL", "BusyError", "LostError", "Pool", "ask"]

PROGRAM = limited.Program(
    "catalog.search.structures.process",
    title="The process that searches structures",
    environment={"OPENBLAS_NUM_THREADS": "1"},  # each would reserve memory
)
PROCESSES = 2
"""At most; a second is started when the first is busy."""
LEAD = 0.15
"""Seconds before the deadline at which a process stops by itself, to tell what it has."""

Outcome = Answer | Unsearchable | Damage


def ask(process: Process, question: Search | Conversion, until: float) -> Outcome | None:
    """What was found by ``until``, on the monotonic clock; None if that is nothing.

    Raises LostError.
    """
    seconds = max(until - monotonic(), LEAD)
    try:
        found = process.ask(replace(question, seconds=max(seconds - LEAD, LEAD)), seconds)
    except TooLateError as late:
        found = late.answer
    outcome: Outcome | None = found
    return outcome


class Pool(limited.Pool):
    """Both processes, for all threads of this one but one, which has the rest of the site to
    serve."""

    def __init__(self, size: int = PROCESSES, most: int = PROCESSES + 1) -> None:
        super().__init__(PROGRAM, size, most)

    def ask(self, question: Search | Conversion) -> Outcome | None:
        """What was found within the question's seconds, the wait for its turn included; None if
        nothing was.

        Raises BusyError, at once if too many ask, and LostError.
        """
        seconds = max(question.seconds, 0)
        until = monotonic() + seconds
        with self.turn(patience=seconds) as process:
            return ask(process, question, until)


POOL = Pool(most=max(settings.WEB_THREADS - 1, 1))
"""The processes of this one."""
