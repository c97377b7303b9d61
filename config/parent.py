"""Ending with the process that started this one, in whatever way that one ended.

The kernel can send a signal when a parent ends, but only on Linux, and only to its own children.
Looking works everywhere, and for every process of a tree.
"""

import os
import threading
import time
from collections.abc import Callable

LOOK = 0.2
"""Seconds between two looks."""


def end_with(parent: int, *, first: Callable[[], None] | None = None, grace: float = 0) -> None:
    """From now on, end when the process numbered ``parent`` is no longer the parent of this one.

    Then ``first`` is called, and ``grace`` seconds are left to end in order.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK)
        if first is not None:
            first()
        time.sleep(grace)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
