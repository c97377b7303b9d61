"""A cache in files, which costs the same whatever it holds, and which no reader ever fails by.

Django's own counts all its files whenever it writes one, and raises if it can't. Here a write is
one file, put in its place whole; a full disk, a folder that can't be written and a damaged file are
all the same as an empty cache. ``sweep``, which the worker calls, keeps it small.
"""

import hashlib
import logging
import os
import pickle
import time
import uuid
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

logger = logging.getLogger(__name__)

LEVEL = 1
"""Of compression; its checksum tells a file that is damaged."""
SEEN = 86_400.0
"""Seconds after which a reader marks what it read as still in use."""
LEFT_BEHIND = 3_600.0
"""Seconds after which a file that was never put in its place is nobody's."""
COMPLAINT = 60.0
"""Seconds between two lines in the log on a cache that can't be written."""
SUFFIX, UNFINISHED = ".kept", ".part"


class FolderCache(BaseCache):
    """Entries under ``LOCATION``, in folders named after the first byte of the hash of their key.

    Options: ``MAX_ENTRIES``, and ``MAX_BYTES``, which ``sweep`` keeps to.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.folder = Path(location)
        self.most_bytes = int(params.get("OPTIONS", {}).get("MAX_BYTES", 2**30))
        self._complained = -COMPLAINT

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        path = self._path(key, version)
        try:
            written = path.read_bytes()
            self._mark_as_seen(path)
        except OSError:
            return default
        try:
            expires, value = pickle.loads(zlib.decompress(written))
        except Exception:  # a damaged pickle, or one of other code, may raise anything
            self._remove(path)
            return default
        if expires is not None and expires <= time.time():
            self._remove(path)
            return default
        return value

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        expires = self.get_backend_timeout(timeout)
        path = self._path(key, version)
        content = zlib.compress(pickle.dumps((expires, value), pickle.HIGHEST_PROTOCOL), LEVEL)
        unfinished = path.with_name(uuid.uuid4().hex + UNFINISHED)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(content)
            unfinished.replace(path)
        except OSError as error:
            self._remove(unfinished)
            self._complain(error)

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        if self.has_key(key, version):
            return False
        self.set(key, value, timeout, version)
        return True

    def touch(
        self,
        key: str,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        missing = object()
        value = self.get(key, missing, version)
        if value is missing:
            return False
        self.set(key, value, timeout, version)
        return True

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._remove(self._path(key, version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        missing = object()
        return self.get(key, missing, version) is not missing

    def clear(self) -> None:
        for path in self._files():
            self._remove(path)

    def sweep(self) -> int:
        """Remove what was not used for longest, if there is too much; how many entries that is."""
        now = time.time()
        entries: list[tuple[float, int, Path]] = []
        for path in self._files():
            with suppress(OSError):
                found = path.stat()
                if path.suffix == SUFFIX:
                    entries.append((found.st_mtime, found.st_size, path))
                elif now - found.st_mtime > LEFT_BEHIND:
                    self._remove(path)
        count, size = len(entries), sum(size for _, size, _ in entries)
        if count <= self._max_entries and size <= self.most_bytes:
            return 0
        entries.sort(key=lambda entry: entry[0])
        removed = 0
        for _, bytes_, path in entries:
            if count <= 0.8 * self._max_entries and size <= 0.8 * self.most_bytes:
                break
            removed += self._remove(path)
            count, size = count - 1, size - bytes_
        return removed

    def _path(self, key: str, version: int | None) -> Path:
        name = hashlib.sha256(self.make_and_validate_key(key, version=version).encode()).hexdigest()
        return self.folder / name[:2] / (name[2:] + SUFFIX)

    def _files(self) -> Iterator[Path]:
        for kind in (SUFFIX, UNFINISHED):
            yield from self.folder.glob(f"??/*{kind}")

    def _mark_as_seen(self, path: Path) -> None:
        if time.time() - path.stat().st_mtime > SEEN:
            with suppress(OSError):
                os.utime(path)

    def _remove(self, path: Path) -> bool:
        try:
            path.unlink()
        except OSError:
            return False
        return True

    def _complain(self, error: OSError) -> None:
        if time.monotonic() - self._complained >= COMPLAINT:
            self._complained = time.monotonic()
            logger.warning("The cache is not written, and everything is computed: %s", error)


def sweep(**_: Any) -> None:
    """Keep the cache small. A receiver of ``housekeeping``."""
    cache = caches["default"]
    if isinstance(cache, FolderCache) and (removed := cache.sweep()):
        logger.info("Removed %d entries of the cache that were not used for longest", removed)
