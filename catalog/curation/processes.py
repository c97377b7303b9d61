"""Curation on every core: findings are pure functions of documents, so processes can share them."""

import logging
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain

import django

from catalog.curation import Finding, findings
from catalog.specification.reading import read_draft

logger = logging.getLogger(__name__)

AT_ONCE = 100
"""Documents that a process takes at a time, so that the last batch is shared, too."""


class CurationProcesses:
    """Processes that curate drafts; made by ``curation_processes``."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        self._are_gone = False

    def start(self, documents: Sequence[bytes]) -> list[Future[list[list[Finding]]]]:
        """Begin with these documents, canonical JSON each."""
        parts = range(0, len(documents), AT_ONCE)
        try:
            return [self._pool.submit(_curate, documents[n : n + AT_ONCE]) for n in parts]
        except BrokenProcessPool:
            self._say_that_they_are_gone()
            return []

    def results(self, parts: Sequence[Future[list[list[Finding]]]]) -> list[list[Finding]]:
        """The findings of each document, in order; none at all if a process was killed."""
        try:
            return list(chain.from_iterable(part.result() for part in parts))
        except BrokenProcessPool:
            self._say_that_they_are_gone()
            return []

    def _say_that_they_are_gone(self) -> None:
        if not self._are_gone:
            logger.warning(
                "A process that curates was killed, by lack of memory perhaps. The drafts are "
                "curated without it, which takes longer."
            )
        self._are_gone = True


@contextmanager
def curation_processes(number: int) -> Iterator[CurationProcesses]:
    """So many processes. They are spawned, not forked: a copy of a process with threads, locks and
    database connections is none to rely on. That takes a second or two, and pays for thousands. A
    script that asks for them keeps its own work under ``if __name__ == "__main__"``."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(number, mp_context=context, initializer=django.setup) as pool:
        try:
            yield CurationProcesses(pool)
        finally:
            pool.shutdown(cancel_futures=True)


def _curate(documents: Sequence[bytes]) -> list[list[Finding]]:
    return [findings(read_draft(document)) for document in documents]
