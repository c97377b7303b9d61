"""The folder of an index: generations of files, of which one is in use.

``current`` names that one. Another is built aside and swapped in whole; readers of a former one
keep its files open.
"""

import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Generic, TypeVar
from uuid import uuid4

from django.conf import settings

from catalog.search.builder import Progress, silently
from catalog.search.generation import (
    STATE,
    GenerationState,
    checksum_of,
    is_locked,
    locked,
    replace_file,
)
from catalog.search.log import MOST_CHANGES, Tip, changed_products, latest

CURRENT = "current"
BUILDING, WRITING = "build.lock", "write.lock"

Files = TypeVar("Files")


class IndexFolder(ABC, Generic[Files]):
    """One kind of index on disk. Subclasses say how its files are made, opened and changed."""

    name: str
    mutable: frozenset[str] = frozenset({STATE})
    """Names of files that are written again; all others are written once and have a checksum."""

    # What a kind of index has to say

    @property
    @abstractmethod
    def format(self) -> str:
        """Of the files; a new one makes older files useless."""

    @abstractmethod
    def open(self, folder: Path) -> Files:
        """The files of a generation, to read. Raises DamagedError."""

    @abstractmethod
    def build(self, folder: Path, progress: Progress) -> None:
        """Write a whole generation from the database into an empty folder."""

    @abstractmethod
    def apply(self, folder: Path, products: list[int]) -> None:
        """Rewrite the entries of these products; killed at any point, the files are as before
        or as after. Raises DamagedError."""

    # What stands in the folder

    @property
    def folder(self) -> Path:
        return Path(settings.SEARCH_DIR) / self.name

    def is_building(self) -> bool:
        """Whether a process is rebuilding the files."""
        return is_locked(self.folder / BUILDING)

    def rebuild(self, progress: Progress = silently) -> bool:
        """Build a new generation and swap it in; False if another process is at it."""
        with locked(self.folder / BUILDING) as free:
            if free:
                self._build(progress)
            return free

    def _current(self) -> Path | None:
        """The generation in use, if one is."""
        try:
            name = (self.folder / CURRENT).read_text("ascii", errors="replace")
        except FileNotFoundError:
            return None
        return self.folder / name if name.isalnum() else None

    def _give_up(self, folder: Path) -> None:
        """No process is to use this generation, if it is the one in use."""
        if self._current() == folder:
            (self.folder / CURRENT).unlink(missing_ok=True)

    def _record(self, folder: Path, tip: Tip, known: dict[str, int]) -> None:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
        checksums = {
            name: known[name] if name in known else checksum_of(folder / name)
            for name in names
            if name not in self.mutable and not name.startswith(".")
        }
        GenerationState(self.format, tip, checksums).write(folder)

    def _build(self, progress: Progress) -> None:
        self._clear()
        generation = self.folder / uuid4().hex
        generation.mkdir()
        try:
            tip = latest()
            self.build(generation, progress)
            tip = self._keep_up(generation, tip)
            with locked(self.folder / WRITING, wait=True):
                self._record(generation, tip, {})
                replace_file(self.folder / CURRENT, generation.name.encode())
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        self._clear()

    def _clear(self) -> None:
        """Remove the generations that are not in use: former ones, which readers keep open, and
        what a process left that was killed while it built."""
        current = self._current()
        for other in self.folder.iterdir():
            if other.is_dir() and other != current:
                shutil.rmtree(other, ignore_errors=True)

    def _keep_up(self, generation: Path, tip: Tip) -> Tip:
        """Take in what was published while it was built, until that is little."""
        while (now := latest()).position - tip.position > MOST_CHANGES and tip.is_in_log_of(now):
            products = changed_products(tip.position, most=None) or []
            for start in range(0, len(products), MOST_CHANGES):
                self.apply(generation, products[start : start + MOST_CHANGES])
            tip = now
        return tip
