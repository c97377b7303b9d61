"""The limited process that reads files: ``python -m catalog.untrusted.process``.

Files come one at a time; ``reading`` is the other side.
"""

from collections.abc import Callable, Iterator
from typing import Any

from catalog.limited import Limits, Service, run
from catalog.untrusted import jobs
from catalog.untrusted.documents import inspect, read_addition, read_claims

MOST_MEMORY = 192 * 2**20
"""Bytes of its own. With the libraries that it shares with others it stays below 256 MB."""

WORK: dict[type[jobs.Job[Any]], Callable[[Any], Any]] = {
    jobs.ReadClaims: read_claims,
    jobs.ReadAddition: read_addition,
    jobs.Inspect: inspect,
}
"""What is done for each kind of job."""

TOO_LARGE = (
    "This file needs more memory to be read than any file may have here. Open it in a program, "
    "save it again, and send that file."
)


def answer(job: jobs.Job[Any]) -> Iterator[Any]:
    try:
        yield WORK[type(job)](job)
    except jobs.RefusedError as error:
        yield jobs.FileRefusal(str(error))
    except (MemoryError, RecursionError):
        yield jobs.FileRefusal(TOO_LARGE)


if __name__ == "__main__":
    run(lambda: Service(answer), Limits(MOST_MEMORY))
