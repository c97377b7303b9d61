"""Processes that render: warm, small, and ended when they take too long or grow.

A document is rendered in a process of its own kind (``datasheets.rendering_process``) that loads
the engine and no Django. So a process that serves pages stays free of the engine, a document that
never ends can be stopped, and what the engine leaves behind goes with the process. Pools of the
standard library and of others start processes anew by a count of jobs, none by memory.
"""

import atexit
import socket
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue
from typing import Any

from datasheets.carried import Answer, Job
from datasheets.rendering import RenderingError

TIME_LIMIT = 60.0
"""Seconds for one document; a usual one takes less than one."""

MAX_DOCUMENTS = 1000
MAX_MEMORY = 150 * 2**20
"""Bytes. A process that has rendered so many documents, or grown so much, is replaced."""

_ROOT = Path(__file__).resolve().parent.parent


class RendererLostError(Exception):
    """A process ended, or was ended, before its document was there. Another try may succeed."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document. ``engine``: every library with a say in its bytes."""

    pdf: bytes
    engine: str


class Renderer:
    """A handle to one process, which is started when there is something to do."""

    def __init__(self, *, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self.memory = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._engine = ""
        self._documents = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def engine(self) -> str:
        """The version of the engine and of everything below it."""
        self._started()
        return self._engine

    def render(self, job: Job) -> Rendered:
        """Raises RenderingError for a document that cannot be made as it is, and
        RendererLostError if the process is lost or the document takes too long."""
        connection = self._started()
        try:
            connection.send(job)
            answer: Answer = self._received(
                connection, f"takes longer than {self.time_limit:.0f} s"
            )
        except (EOFError, OSError) as error:
            code = self._end(grace=1)
            raise RendererLostError(f"The process that rendered ended with {code}.") from error
        self._documents += 1
        self.memory = answer.memory
        if self._documents >= MAX_DOCUMENTS or answer.memory >= MAX_MEMORY:
            self.close()
        if answer.problem:
            raise (RenderingError if answer.of_document else RendererLostError)(answer.problem)
        return Rendered(answer.pdf, self._engine)

    def close(self) -> None:
        """Let the process end. The next job starts another."""
        if self._connection is not None:
            self._connection.close()
        self._end()

    def _started(self) -> Connection:
        if self._connection is not None and self._process and self._process.poll() is None:
            return self._connection
        self._end()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "datasheets.rendering_process", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
            )
        self._connection = connection = Connection(ours.detach())
        self._documents = 0
        try:
            self._engine = self._received(connection, "is not ready in time")
        except EOFError as error:
            code = self._end(grace=1)
            raise RendererLostError(
                f"The process that renders did not start; it ended with {code}. What it wrote to "
                "standard error says why; often a system library is missing."
            ) from error
        return connection

    def _received(self, connection: Connection, otherwise: str) -> Any:
        if not connection.poll(self.time_limit):
            self._end()
            raise RendererLostError(f"The process that renders was ended, because it {otherwise}.")
        return connection.recv()

    def _end(self, *, grace: float = 0) -> int | None:
        """The exit code, if there was a process; it has ``grace`` seconds to end by itself."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is None:
            return None
        process, self._process = self._process, None
        try:
            return process.wait(grace)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


class Pool:
    """As many renderers as may work at once. Threads share them; whoever comes too early waits."""

    def __init__(self, size: int = 1) -> None:
        self._idle: LifoQueue[Renderer] = LifoQueue()
        self._all = [Renderer() for _ in range(size)]
        for renderer in self._all:
            self._idle.put(renderer)

    def render(self, job: Job) -> Rendered:
        renderer = self._idle.get()
        try:
            return renderer.render(job)
        finally:
            self._idle.put(renderer)

    def engine(self) -> str:
        renderer = self._idle.get()
        try:
            return renderer.engine()
        finally:
            self._idle.put(renderer)

    def close(self) -> None:
        for renderer in self._all:
            renderer.close()


_pool = Pool()


@atexit.register
def _close() -> None:
    _pool.close()


def pool() -> Pool:
    """The renderers of this process: one, unless ``use`` said otherwise."""
    return _pool


def use(size: int) -> Pool:
    """From now on, have so many renderers."""
    global _pool  # noqa: PLW0603  # one pool a process, like the connections of a database
    _pool.close()
    _pool = Pool(size)
    return _pool
