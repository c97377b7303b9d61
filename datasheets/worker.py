"""The worker: threads that take tasks from the queue, and processes that render for them.

One process has Django, composes the documents and stores them; that costs a tenth of rendering.
Beside it there is a small process for each core that renders (``datasheets.renderers``).
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable

from django.db import DatabaseError, connections
from django_tasks_db.management.commands import db_worker

from catalog.signals import housekeeping
from datasheets import renderers, tasks
from datasheets.leases import renewing
from datasheets.making import sweep

logger = logging.getLogger(__name__)

LOOK = 0.5
"""Seconds between two looks into an empty queue."""

TICK = 0.2
SWEEP = 2.0
"""Seconds between two sweeps."""
PAUSE = 1.0
"""Seconds before a thread that failed is replaced."""
HOUSEKEEPING = 600.0
"""Seconds between two rounds of removing what nobody needs."""


class Worker:
    """``size`` documents at a time, until ``stop`` or until the queue is empty."""

    def __init__(self, size: int, *, until_empty: bool = False) -> None:
        self.size = size
        self.until_empty = until_empty
        self._stopping = False
        self._loops: dict[threading.Thread, db_worker.Worker] = {}

    def run(self) -> None:
        """Returns when all is done, or after ``stop``; what is being rendered is finished first."""
        renderers.use(self.size)
        with renewing():
            self._work()
        renderers.pool().close()

    def _work(self) -> None:
        chores = [Chore(SWEEP, _sweep), Chore(HOUSEKEEPING, _keep_house)]
        chores[0].do()
        self._fill()
        while not self._stopping:
            time.sleep(TICK)
            self._loops = {
                thread: loop for thread, loop in self._loops.items() if thread.is_alive()
            }
            if self.until_empty:
                self._stopping = not self._loops
                continue
            for chore in chores:
                chore.do_if_due()
            self._fill()
        self.stop()
        for thread in self._loops:
            thread.join()

    def stop(self) -> None:
        """Begin nothing new. Safe in a signal handler: it takes no lock."""
        self._stopping = True
        for loop in list(self._loops.values()):
            loop.running = False

    def _fill(self) -> None:
        """Have as many threads as there are documents at a time."""
        for _ in range(self.size - len(self._loops)):
            self._start_thread()

    def _start_thread(self) -> None:
        loop = db_worker.Worker(
            queue_names=["default"],
            interval=LOOK,
            batch=self.until_empty,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=str(uuid.uuid4()),
            excluded_queue_names=[],
        )
        thread = threading.Thread(target=_run, args=(loop,), name="tasks", daemon=True)
        self._loops[thread] = loop
        loop.running = not self._stopping
        thread.start()


class Chore:
    """What is done again and again; a failure is logged, and the next round comes all the same."""

    def __init__(self, every: float, do: Callable[[], None]) -> None:
        self._every = every
        self._do = do
        self._next = time.monotonic() + every

    def do_if_due(self) -> None:
        if time.monotonic() >= self._next:
            self.do()

    def do(self) -> None:
        try:
            self._do()
        except Exception:
            logger.exception("A chore of the worker failed, and will be tried again")
        finally:
            connections.close_all()
            self._next = time.monotonic() + self._every


def _sweep() -> None:
    if count := sweep():
        logger.warning("Gave back %d documents of workers that are no more", count)


def _keep_house() -> None:
    tasks.forget()
    for receiver, failure in housekeeping.send_robust(sender=None):
        if failure:
            logger.error("%s failed: %s", receiver, failure)


def _run(loop: db_worker.Worker) -> None:
    """A thread that fails, as when the database is away, is replaced a little later."""
    try:
        loop.run()
    except Exception as error:
        is_away = isinstance(error, DatabaseError)
        logger.error("A thread of the worker ended: %s", error, exc_info=not is_away)
        time.sleep(PAUSE)
    finally:
        connections.close_all()
