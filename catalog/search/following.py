"""Files that follow the publication log: rebuilt, caught up, shared by processes, lost without
harm.

Under ``SEARCH_DIR/<name>/`` stands one *generation* of files in use, which ``current`` names, and
at times another that is being built. The state of a generation says up to which position of the log
it has been brought. Whoever searches first looks, at most once a second, whether the log went on; a
few changes are applied at once by whichever process gets the lock, many by ``manage.py reindex`` in
a process of its own, while the others go on with what they have.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, time
from typing import TypeVar

from catalog.search.builder import Builder, silently
from catalog.search.generation import STATE, DamagedError, GenerationState, checksum_of, locked
from catalog.search.index_folder import BUILDING, WRITING, Files, IndexFolder
from catalog.search.log import MOST_CHANGES, Tip, changed_products, latest

logger = logging.getLogger(__name__)

CHECK_EVERY = 1.0
"""Seconds between two looks at the log."""

Answer = TypeVar("Answer")


class Follower(IndexFolder[Files]):
    """The files of an index as this process has them open, looked after by whoever searches."""

    most_kept = 1
    """Files that are kept open, with those in use; more only where open ones stay as they are."""

    def __init__(self) -> None:
        self._files: Files | None = None
        self._state: GenerationState | None = None
        self.kept: tuple[tuple[int, Files], ...] = ()
        """The files in use, with the position up to which they have the log, and former ones."""
        self._seen: tuple[Path, int, int] | None = None
        self._verified: dict[Path, int] = {}
        self._checked = 0.0
        self._lock = threading.Lock()
        self._builder = Builder(self.name)
        self._born = time()
        self._is_of_newer_code = False

    # What callers do

    def files(self) -> Files | None:
        """The files in use, caught up with the log; None while there are none."""
        if monotonic() - self._checked >= CHECK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._check()
            finally:
                # A look that takes long is not repeated at once.
                self._checked = monotonic()
                self._lock.release()
        return self._files

    def files_at_once(self) -> Files | None:
        """The files, looked after now, unless another thread is at it."""
        self._checked = 0.0
        return self.files()

    def ask(self, read: Callable[[Files], Answer]) -> Answer | None:
        """What ``read`` makes of the files; None while there are none.

        Damaged ones are rebuilt, at once if that takes little, and read again. Raises
        DamagedError if new ones are damaged, too.
        """
        if (files := self.files()) is None:
            return None
        try:
            return read(files)
        except DamagedError as error:
            self.distrust(error, files)
        return None if (files := self.files()) is None else read(files)

    def distrust(self, error: BaseException, files: Files | Path | None = None) -> None:
        """Give up the files in use, as they could not be read: they are rebuilt.

        Nothing happens if ``files``, or their folder, are in use no longer: another thread was
        faster, or another process has swapped in new ones.
        """
        with self._lock:
            if self._seen is None or (
                files not in (None, self._seen[0]) and files is not self._files
            ):
                return
            logger.error("The %s index is damaged and will be rebuilt: %s", self.name, error)
            self._give_up(self._seen[0])
            self._drop()
            self._checked = 0.0

    def recheck(self) -> None:
        """To be called when reading failed for no known reason: the files are verified again."""
        with self._lock:
            self._verified.clear()
            self._seen, self._checked = None, 0.0

    # How

    def _check(self) -> None:
        """Whatever becomes of an index, searching goes on with what is there."""
        try:
            self._reopen()
            tip = latest()
            if self._state and self._state.tip.is_in_log_of(tip) and self._state.tip != tip:
                self._catch_up(self._state.tip, tip)
            if self._state is None or not self._state.tip.is_in_log_of(tip):
                self._begin_again(tip)
        except Exception:
            logger.exception("The %s index cannot be kept up to date.", self.name)
            self._builder.wait_longer()

    def _reopen(self) -> None:
        """Open what ``current`` names, if that is not what is open."""
        try:
            try:
                self._open_current()
            except (FileNotFoundError, DamagedError):
                self._open_current()  # it was swapped while we looked
        except FileNotFoundError:
            self._drop()
        except DamagedError as error:
            logger.error("The %s index is damaged and will be rebuilt: %s", self.name, error)
            self._drop()

    def _open_current(self) -> None:
        self._is_of_newer_code = False
        if (folder := self._current()) is None:
            self._drop()
            return
        written = (folder / STATE).stat()
        seen = (folder, written.st_ino, written.st_mtime_ns)
        if seen == self._seen:
            return
        state = GenerationState.read(folder)
        if state.format != self.format:
            self._drop()
            self._is_of_newer_code = written.st_mtime > self._born
            return
        self._verify(folder, state)
        self._files, self._state, self._seen = self.open(folder), state, seen
        self._keep(state.tip.position, self._files)

    def _keep(self, position: int, files: Files) -> None:
        """As the last ones. Those that are farther than these are of another log."""
        former = self.kept if self.kept and self.kept[-1][0] <= position else ()
        self.kept = (*former, (position, files))[-self.most_kept :]

    def _drop(self) -> None:
        self._files = self._state = self._seen = None
        self.kept = ()

    def _verify(self, folder: Path, state: GenerationState) -> None:
        """Each file is read through once per process."""
        for name, checksum in state.checksums.items():
            path = folder / name
            if self._verified.get(path) == checksum:
                continue
            try:
                if checksum_of(path) != checksum:
                    raise DamagedError(f"{path} is not what was written")
            except FileNotFoundError:
                continue  # merged with others; one that is still needed is missed when opening
            self._verified[path] = checksum

    def _begin_again(self, tip: Tip) -> None:
        if self._is_of_newer_code or not self._builder.may_start():
            return  # this process will be replaced soon; or a build is under way, or failed
        if tip.position > MOST_CHANGES:
            self._start_builder()
            return
        with locked(self.folder / BUILDING) as free:
            self._reopen()  # another process may have been faster
            if free and (self._state is None or not self._state.tip.is_in_log_of(tip)):
                self._build(silently)
        self._reopen()

    def _catch_up(self, ours: Tip, tip: Tip) -> None:
        products = changed_products(ours.position)
        if products is None:
            if self._builder.may_start():
                self._start_builder()
            return
        with locked(self.folder / WRITING) as free:
            if free:
                self._reopen()  # another process may have been faster
                if self._seen and self._state and self._state.tip == ours:
                    self._apply(self._seen[0], self._state, tip, products)
        self._reopen()

    def _apply(self, folder: Path, state: GenerationState, tip: Tip, products: list[int]) -> None:
        try:
            self.apply(folder, products)
        except DamagedError as error:
            logger.error("The %s index is damaged and will be rebuilt: %s", self.name, error)
            self._give_up(folder)
            return
        self._record(folder, tip, state.checksums)

    def _start_builder(self) -> None:
        if not self.is_building():
            self._builder.start()
