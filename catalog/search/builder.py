"""How an index is rebuilt: with a bar, or by a process beside the one that searches."""

import logging
import subprocess
import sys
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Protocol

from django.conf import settings

logger = logging.getLogger(__name__)

FIRST_WAIT = 15.0
"""Seconds until a build that failed is tried once more; doubled by each failure in a row."""
MOST_DOUBLINGS = 8


class Progress(Protocol):
    """Wraps what is gone through, to show a bar."""

    def __call__(self, revisions: Sequence[int], /) -> Iterable[int]: ...


def silently(revisions: Sequence[int], /) -> Iterable[int]:
    return revisions


class Builder:
    """At most one process, ``manage.py reindex <name>``."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._process: subprocess.Popen[bytes] | None = None
        self._failures = 0
        self._not_before = 0.0

    def may_start(self) -> bool:
        """Whether none is running, and the last failure was long enough ago."""
        if self._process is not None and (code := self._process.poll()) is not None:
            self._process = None
            if code:
                logger.error("Rebuilding the %s index ended with %d.", self._name, code)
                self.wait_longer()
            else:
                self._failures = 0
        return self._process is None and monotonic() >= self._not_before

    def wait_longer(self) -> None:
        """A build failed."""
        self._not_before = monotonic() + FIRST_WAIT * 2 ** min(self._failures, MOST_DOUBLINGS)
        self._failures += 1

    def start(self) -> None:
        logger.info("The %s index is rebuilt by a process of its own.", self._name)
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "reindex", self._name]
        self._process = subprocess.Popen(
            [*command, "--quiet"], stdin=subprocess.DEVNULL, start_new_session=True
        )
