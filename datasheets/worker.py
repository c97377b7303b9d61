"""The worker: threads that take tasks from the queue, and processes that render for them.

One process has Django, composes the documents and stores them; that costs a tenth of rendering.
Beside it there is a small process for each core that renders (``datasheets.renderers``).
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable

from django.db import connections
from django_tasks_db.management.commands import db_worker

from datasheets import renderers, tasks
from datasheets.making import sweep

logger = logging.getLogger(__name__)

LOOK = 0.5
"""Seconds between two looks into an empty queue."""

TICK = 0.2
SWEEP = 10.0
"""Seconds between two sweeps."""


class Worker:
    """``size`` documents at a time, until ``stop`` or until the queue is empty."""

    def __init__(self, size: int, *, until_empty: bool = False) -> None:
        self.size = size
        self.until_empty = until_empty
        self._stopping = False
        self._loops: list[db_worker.Worker] = []

    def run(self, *, may_go_on: Callable[[], bool] = lambda: True) -> None:
        """Returns when all is done, or after ``stop``; what is being rendered is finished first."""
        renderers.use(self.size)
        sweep()
        threads = [self._thread() for _ in range(self.size)]
        swept = time.monotonic()
        while not self._stopping:
            time.sleep(TICK)
            alive = [thread for thread in threads if thread.is_alive()]
            if not may_go_on() or (self.until_empty and not alive):
                self.stop()
            elif not self.until_empty and time.monotonic() - swept >= SWEEP:
                _keep_house()
                threads = alive + [self._thread() for _ in range(self.size - len(alive))]
                swept = time.monotonic()
        for thread in threads:
            thread.join()
        renderers.pool().close()

    def stop(self) -> None:
        """Begin nothing new. Safe in a signal handler: it takes no lock."""
        self._stopping = True
        for loop in self._loops:
            loop.running = False

    def _thread(self) -> threading.Thread:
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
        self._loops.append(loop)
        loop.running = not self._stopping
        thread = threading.Thread(target=_run, args=(loop,), name="tasks", daemon=True)
        thread.start()
        return thread


def _keep_house() -> None:
    try:
        if count := sweep():
            logger.warning("Gave back %d documents of workers that are no more", count)
        tasks.forget()
    except Exception:
        logger.exception("The sweep failed, and will be tried again")
    finally:
        connections.close_all()


def _run(loop: db_worker.Worker) -> None:
    """A thread that fails, as when the database is away, is replaced after the next sweep."""
    try:
        loop.run()
    except Exception:
        logger.exception("A thread of the worker ended")
    finally:
        connections.close_all()
