"""Inside a limited process: its limits, and the loop that does one job after the other."""

import fcntl
import gc
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from catalog.limited.messages import Answer, Done, Hello, Job

GRACE = 0.5
"""Seconds beyond its deadline after which a job ends the process, if nobody else has."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory``: bytes that the process may have of its own; asking for more is refused to it."""

    memory: int


@dataclass(frozen=True, slots=True)
class Service:
    """What a program does. ``answer`` gives one answer to a job, or several, each better than the
    one before. ``tidy`` runs while nobody waits; ``hello`` is told to whoever starts the program.
    """

    answer: Callable[[Any], Iterable[Any]]
    hello: Any = None
    tidy: Callable[[], object] = lambda: None


def run(start: Callable[[], Service], limits: Limits) -> None:
    """Serve until the process that started this one is gone. ``start`` loads what the work needs.

    The arguments of the program are the numbers of two files that it inherits: a socket, over
    which jobs come, and the lifeline.
    """
    connection, lifeline = Connection(int(sys.argv[1])), int(sys.argv[2])
    _end_with(lifeline)
    _limit(limits)
    service = start()
    gc.collect()
    gc.freeze()  # what is there now stays: the collector need not look at it again
    try:
        connection.send(Hello(service.hello))
        while True:
            _do(connection.recv(), service, connection)
            service.tidy()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _end_with(lifeline: int) -> None:
    """Have the system end this process as soon as nobody holds the other end of a pipe.

    That end is closed when the process that started this one ends, however it does. The signal
    comes even while C code is at work that lets no other thread run, and unlike the death signal
    of Linux it does not come when merely the thread is gone that started us.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:  # it was closed before
        sys.exit()


def _limit(limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for those who wait for us
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _do(job: Job, service: Service, connection: Connection) -> None:
    problem = ""
    signal.setitimer(signal.ITIMER_REAL, job.seconds + GRACE)
    try:
        for answer in service.answer(job.content):
            connection.send(Answer(answer))
    except (BrokenPipeError, ConnectionResetError):
        raise  # whoever asked is gone
    except Exception:
        problem = traceback.format_exc()
    connection.send(Done(_memory(), problem))
    signal.setitimer(signal.ITIMER_REAL, 0)


def _memory() -> int:
    """What this process occupies, in bytes; where Linux does not tell, the most that it ever did.

    Linux's own maximum is no use: it begins with that of the process that started this one.
    """
    try:
        resident = Path("/proc/self/statm").read_text().split()[1]
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(resident) * resource.getpagesize()
