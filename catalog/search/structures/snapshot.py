"""A generation of files with its tail, opened once for all questions to it."""

from pathlib import Path

import numpy as np

from catalog.search.structures.columns import Columns, Mask, in_memory, read
from catalog.search.structures.files import TAIL, UnreadableError
from catalog.search.structures.tail import Tail

Stamp = tuple[str, int, int]


class Snapshot:
    """Two bodies of structures: that of the generation, and that of its tail."""

    def __init__(self, folder: Path, stamp: Stamp, structures: Columns) -> None:
        tail = Tail.read(folder)
        self.stamp = stamp
        self.bodies = (structures, in_memory(tail.rows, tail.values))
        self._superseded = np.isin(structures.products, tail.masked)

    def shown(self, moment: int) -> list[Mask]:
        """Of each body, the rows that are shown at a moment."""
        first, second = self.bodies
        return [first.shown(moment) & ~self._superseded, second.shown(moment)]


class Snapshots:
    """The generation that was asked for last."""

    def __init__(self) -> None:
        self._latest: Snapshot | None = None

    def of(self, folder: Path) -> Snapshot:
        """Raises UnreadableError."""
        stamp, snapshot = _stamp(folder), self._latest
        if snapshot is None or snapshot.stamp[0] != stamp[0]:
            snapshot = Snapshot(folder, stamp, read(folder))
        elif stamp != snapshot.stamp and stamp != _without_tail(folder):
            snapshot = Snapshot(folder, stamp, snapshot.bodies[0])
        # A tail that is gone went with its folder: what is open is still what was published.
        self._latest = snapshot
        return snapshot

    def release(self) -> None:
        """To be called between questions."""
        if self._latest is not None:
            self._latest.bodies[0].release()


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
