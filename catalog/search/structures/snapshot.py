"""A generation of files with its tail, opened once for all questions to it."""

from pathlib import Path

import numpy as np

from catalog.search.structures.columns import Arranged, Mask, in_memory, read
from catalog.search.structures.files import TAIL, UnreadableError
from catalog.search.structures.tail import Tail

Stamp = tuple[str, int, int]


class Opened:
    """Two bodies of structures: that of the generation, and that of its tail."""

    def __init__(self, folder: Path, stamp: Stamp, structures: Arranged) -> None:
        tail = Tail.read(folder)
        self.stamp = stamp
        self.bodies = (structures, in_memory(tail.rows, tail.values))
        self._superseded = np.isin(structures.products, tail.masked)

    def shown(self, moment: int) -> list[Mask]:
        """Of each body, the rows that are shown at a moment."""
        first, second = self.bodies
        return [first.shown(moment) & ~self._superseded, second.shown(moment)]


class Files:
    """The generation that was asked for last."""

    def __init__(self) -> None:
        self._opened: Opened | None = None

    def opened(self, folder: Path) -> Opened:
        """Raises UnreadableError."""
        stamp, opened = _stamp(folder), self._opened
        if opened is None or opened.stamp[0] != stamp[0]:
            opened = Opened(folder, stamp, read(folder))
        elif stamp != opened.stamp and stamp != _without_tail(folder):
            opened = Opened(folder, stamp, opened.bodies[0])
        # A tail that is gone went with its folder: what is open is still what was published.
        self._opened = opened
        return opened

    def release(self) -> None:
        """To be called between questions."""
        if self._opened is not None:
            self._opened.bodies[0].release()


def _stamp(folder: Path) -> Stamp:
    """Changes whenever the tail is replaced."""
    try:
        tail = (folder / TAIL).stat()
    except FileNotFoundError:
        return _without_tail(folder)
    except OSError as error:
        raise UnreadableError(str(error)) from error
    return str(folder), tail.st_ino, tail.st_mtime_ns


def _without_tail(folder: Path) -> Stamp:
    return str(folder), 0, 0
