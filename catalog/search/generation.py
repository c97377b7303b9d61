"""One generation of an index: its files, what they hold, their checksums, and the locks on them."""

import fcntl
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self
from uuid import uuid4

from catalog.search.log import Tip

STATE = "state.json"


class DamagedError(Exception):
    """The files cannot be read, or not trusted."""


@dataclass(frozen=True, slots=True)
class GenerationState:
    """What a generation holds: the log up to ``tip``, in a format; checksums of its files."""

    format: str
    tip: Tip
    checksums: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Self:
        try:
            members = json.loads((folder / STATE).read_bytes())
            tip = Tip(**members.pop("tip"))
            return cls(tip=tip, **members)
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            raise DamagedError(f"{folder / STATE}: {error}") from error

    def write(self, folder: Path) -> None:
        replace_file(folder / STATE, json.dumps(asdict(self)).encode())


def replace_file(path: Path, content: bytes) -> None:
    """Whoever reads ``path`` finds the former content or this one, whole."""
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


@contextmanager
def locked(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """Whether this process got the lock, which ends with the block, or with the process."""
    with _opened(path) as file:
        yield _lock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_locked(path: Path) -> bool:
    """Whether another one has the lock; it can be had all the while."""
    with _opened(path) as file:
        return not _lock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _opened(path: Path) -> IO[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a")


def _lock(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind)
    except BlockingIOError:
        return False
    return True


def checksum_of(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            checksum = zlib.crc32(part, checksum)
    return checksum
