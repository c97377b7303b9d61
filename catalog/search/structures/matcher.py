"""Processes that search structures: started when somebody asks, ended when a question takes too
long.

A pattern can keep RDKit busy for years in code that nothing interrupts, fill the memory, or crash
it. So it is matched in a process of its own (``catalog.search.structures.process``), and whoever
asked has an answer before the deadline, be it that there is none.
"""

import atexit
import os
import socket
import subprocess
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from time import monotonic

from django.conf import settings

from catalog.search.structures.question import (
    READY,
    Answer,
    Conversion,
    Damage,
    Question,
    Refusal,
)

PROGRAM = "catalog.search.structures.process"

PROCESSES = 2
"""At most; a second is started when the first is busy."""
TIME_TO_START = 20.0
"""Seconds. Starting takes a fifth of one, and more on a machine that is busy."""
LEAD = 0.15
"""Seconds before the deadline at which a process stops by itself, to tell what it has."""

_ROOT = Path(__file__).resolve().parents[3]

Outcome = Answer | Refusal | Damage


class BusyError(Exception):
    """Everybody is searching: nobody was free before the deadline, or too many wait already."""


class LostError(Exception):
    """A process ended before it answered: its files were cut off, or RDKit crashed."""


class Matcher:
    """A handle to one process, which is started when there is something to ask."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._ready = False

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def ask(self, question: Question | Conversion, until: float) -> Outcome | None:
        """What was found by ``until``, on the monotonic clock; None if that is nothing.

        Raises LostError. The process does not outlive a question that is not answered in time;
        starting another does not count as the question's time.
        """
        waited = self._wait_until_ready()
        until += waited
        last: Answer | None = None
        try:
            connection = self._connected()
            connection.send(replace(question, seconds=max(until - monotonic() - LEAD, LEAD)))
            while connection.poll(max(until - monotonic(), 0)):
                outcome: Outcome = connection.recv()
                if not isinstance(outcome, Answer) or outcome.final:
                    return outcome
                last = outcome
        except (EOFError, OSError) as error:
            self._start()
            raise LostError("The process that searches structures ended.") from error
        self._start()
        return last

    def end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        self._ready = False

    def _connected(self) -> Connection:
        if self._connection is None or self._process is None or self._process.poll() is not None:
            return self._start()
        return self._connection

    def _start(self) -> Connection:
        """Another process, in place of the one that there may be. It is not waited for."""
        self.end()
        ours, theirs = socket.socketpair()
        self._connection = connection = Connection(ours.detach())
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", PROGRAM, str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # each would reserve memory
            )
        return connection

    def _wait_until_ready(self) -> float:
        """The seconds that it took."""
        began = monotonic()
        connection = self._connected()
        try:
            while not self._ready:
                if not connection.poll(TIME_TO_START):
                    raise EOFError
                self._ready = connection.recv() == READY
        except (EOFError, OSError) as error:
            self.end()
            raise LostError("The process that searches structures does not start.") from error
        return monotonic() - began


class Pool:
    """As many processes as may search at once. Threads share them, and wait for their turn.

    At ``most`` so many threads ask at once, those that wait included: the others of a server have
    the rest of the site to serve.
    """

    def __init__(self, size: int = PROCESSES, most: int = PROCESSES + 1) -> None:
        self._free = BoundedSemaphore(most)
        self._all = [Matcher() for _ in range(size)]
        self._idle: LifoQueue[Matcher] = LifoQueue()
        for matcher in reversed(self._all):
            self._idle.put(matcher)

    def ask(self, question: Question | Conversion) -> Outcome | None:
        """What was found within the question's seconds; None if nothing was.

        Raises BusyError, at once if too many ask, and LostError.
        """
        if not self._free.acquire(blocking=False):
            raise BusyError("Too many search structures.")
        try:
            return self._ask_in_turn(question)
        finally:
            self._free.release()

    def _ask_in_turn(self, question: Question | Conversion) -> Outcome | None:
        seconds = max(question.seconds, 0)
        until = monotonic() + seconds
        try:
            matcher = self._idle.get(timeout=seconds)
        except Empty as error:
            raise BusyError("All that search structures are busy.") from error
        try:
            return matcher.ask(question, until)
        finally:
            self._idle.put(matcher)

    def pids(self) -> list[int]:
        return [matcher.pid for matcher in self._all if matcher.pid]

    def close(self) -> None:
        for matcher in self._all:
            matcher.end()


POOL = Pool(most=max(settings.WEB_THREADS - 1, 1))
"""The processes of this one."""
atexit.register(POOL.close)
