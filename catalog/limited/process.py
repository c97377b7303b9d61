"""Outside of a limited process: a handle that starts it, asks it, ends it and replaces it."""

import os
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any

from catalog.limited.messages import Done, Hello, Job

MAX_STALL = 10.0
"""Seconds that a process may keep a message waiting half-way; then it counts as lost."""
TIME_TO_EXIT = 1.0
"""Seconds for a process that is about to end by itself, so that its exit code can be told."""

_ROOT = Path(__file__).resolve().parents[2]


class BusyError(Exception):
    """Nobody was free in time, or too many wait already."""


class LostError(Exception):
    """The process ended before it answered, or it failed. Another try may succeed."""


class TooLateError(Exception):
    """The time of a job was over, and its process was ended. ``answer`` is the last one that came
    before, or None."""

    def __init__(self, message: str, answer: Any = None) -> None:
        super().__init__(message)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Program:
    """A module that calls ``run``. ``title`` begins sentences: "The process that renders".

    After ``max_jobs``, or when it occupies ``max_memory`` bytes, a process is replaced.
    """

    module: str
    title: str
    max_jobs: int | None = None
    max_memory: int | None = None
    time_to_start: float = 20.0
    environment: Mapping[str, str] = field(default_factory=dict)


class Process:
    """A handle to one process, which is started when there is something to do.

    It is for one thread at a time; ``Pool`` sees to that.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.memory = 0
        """Bytes that the process occupied after its last job."""
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._lifeline: int | None = None
        self._hello: Hello | None = None
        self._jobs = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def hello(self) -> Any:
        """What the process says when it is ready. Raises LostError."""
        self._ready()
        assert self._hello is not None
        return self._hello.content

    def ask(self, job: Any, seconds: float) -> Any:
        """The last answer to a job. Raises TooLateError and LostError.

        The process does not outlive a job that is not done in time. Starting a process does not
        count as the job's time.
        """
        connection = self._ready()
        try:
            done, answer = _answered(connection, job, seconds)
        except (EOFError, OSError) as error:
            code = self.end(TIME_TO_EXIT)
            self._start()
            raise LostError(f"{self.program.title} ended with {code}.") from error
        except BaseException:  # what is still to come would be taken for the next job's answer
            self.end()
            raise
        if done is None:
            self._start()
            late = f"{self.program.title} was ended, because it takes longer than {seconds:.1f} s."
            raise TooLateError(late, answer)
        self._finish(done)
        return answer

    def end(self, grace: float = 0) -> int | None:
        """The exit code, if there was a process; it has ``grace`` seconds to end by itself."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        process, self._process = self._process, None
        try:
            return process.wait(grace) if process else None
        except subprocess.TimeoutExpired:
            assert process is not None
            process.kill()
            return process.wait()
        finally:
            if self._lifeline is not None:
                os.close(self._lifeline)
                self._lifeline = None

    def _finish(self, done: Done) -> None:
        self._jobs += 1
        self.memory = done.memory
        grown = self.program.max_memory is not None and done.memory >= self.program.max_memory
        if grown or self._jobs == self.program.max_jobs:
            self.end()
        if done.problem:
            raise LostError(f"{self.program.title} failed:\n{done.problem}")

    def _ready(self) -> Connection:
        connection = self._connection
        if connection is None or self._process is None or self._process.poll() is not None:
            connection = self._start()
        try:
            if self._hello is None:
                if not connection.poll(self.program.time_to_start):
                    raise TimeoutError
                self._hello = connection.recv()
        except (EOFError, OSError) as error:
            code = self.end(0 if isinstance(error, TimeoutError) else TIME_TO_EXIT)
            raise LostError(
                f"{self.program.title} did not start; it ended with {code}. What it wrote to "
                "standard error says why; often a system library is missing."
            ) from error
        return connection

    def _start(self) -> Connection:
        """Another process, in place of the one that there may be. It is not waited for."""
        self.end()
        self._hello, self._jobs = None, 0
        ours, theirs = socket.socketpair()
        watched, self._lifeline = os.pipe()
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            ours.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", int(MAX_STALL), 0))
        self._connection = connection = Connection(ours.detach())
        inherited = (theirs.fileno(), watched)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.program.module, *map(str, inherited)],
                pass_fds=inherited,
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                env=os.environ | dict(self.program.environment),
            )
        except OSError as error:
            self.end()
            raise LostError(f"{self.program.title} cannot be started: {error}.") from error
        finally:
            theirs.close()
            os.close(watched)
        return connection


def _answered(connection: Connection, job: Any, seconds: float) -> tuple[Done | None, Any]:
    """The last answer that comes in time, and whether none is to follow."""
    until = monotonic() + seconds
    answer = None
    connection.send(Job(job, seconds))
    while connection.poll(max(until - monotonic(), 0)):
        message = connection.recv()
        if isinstance(message, Done):
            return message, answer
        answer = message.content
    return None, answer
