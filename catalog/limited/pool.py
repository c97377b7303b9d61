"""As many limited processes of one kind as may work at once."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from threading import BoundedSemaphore

from catalog.limited.process import BusyError, Process, Program


class Pool:
    """Threads share its processes, and wait for their turn.

    At ``most`` so many threads are here at once, those that wait included: the others of a server
    have the rest of the site to serve. A further process is started when the others are busy.
    """

    def __init__(self, program: Program, size: int = 1, most: int | None = None) -> None:
        self.program = program
        self.processes = [Process(program) for _ in range(size)]
        self._admitted = BoundedSemaphore(most) if most is not None else None
        self._idle: LifoQueue[Process] = LifoQueue()
        for process in reversed(self.processes):
            self._idle.put(process)
        atexit.register(self.close)

    @contextmanager
    def turn(self, patience: float | None = None) -> Iterator[Process]:
        """A process for oneself. Raises BusyError: at once if too many are here, else after
        ``patience`` seconds, if any are given."""
        if self._admitted and not self._admitted.acquire(blocking=False):
            raise BusyError(f"{self.program.title} has too many who wait for it.")
        try:
            process = self._wait(patience)
            try:
                yield process
            finally:
                self._idle.put(process)
        finally:
            if self._admitted:
                self._admitted.release()

    def _wait(self, patience: float | None) -> Process:
        try:
            return self._idle.get(timeout=patience)
        except Empty as error:
            raise BusyError(f"{self.program.title} was busy for {patience:.1f} s.") from error

    def pids(self) -> list[int]:
        return [process.pid for process in self.processes if process.pid]

    def close(self) -> None:
        """End all processes. The next job starts another."""
        for process in self.processes:
            process.end()
