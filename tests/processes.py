"""Processes of the site as they run: on the database and the files of a test."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection

SOON = 60
"""Seconds that anything may take on a machine that is busy."""


def environment() -> dict[str, str]:
    """That of a process which works on the database and the files of this test."""
    address = address_of(connection.settings_dict["NAME"])
    files = Path(default_storage.path(""))
    return os.environ | {"DATABASE_URL": address, "VAR_DIR": str(files.parent)}


def address_of(database: object) -> str:
    """Where another process finds a database: a file, or one of the server of these tests."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{database}"


def wait_for(what: Callable[[], object], seconds: float = SOON) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it does not happen"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and was not yet asked for its code does not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def children(pid: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]
    return []


def descendants(pid: int) -> list[int]:
    return [found for child in children(pid) for found in (child, *descendants(child))]


def command_line(pid: int) -> str:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""
