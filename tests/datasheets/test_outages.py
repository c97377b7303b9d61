"""A queue of documents through outages: nothing is lost or stored twice, and nobody is needed."""

import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.storage import default_storage

from catalog.models import Product
from datasheets.models import Datasheet
from tests.processes import SOON, children, environment, wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]

Maker = Callable[..., Product]
DOCUMENTS = 20
LONG = 5 * SOON


@pytest.fixture(autouse=True)
def queue(settings: Any) -> None:
    """Tasks wait in the database, files in a folder of the test."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Path) -> Path:
    storages = dict(settings.STORAGES)
    storages["default"] = storages["default"] | {"OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages
    return tmp_path / "files"


@pytest.fixture
def wanted(published: Maker) -> int:
    """So many documents are to be made."""
    for number in range(DOCUMENTS):
        published(f"T-{number}")
    return DOCUMENTS


@contextmanager
def working() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "manage.py", "work", "--processes", "2"]
    process = subprocess.Popen(command, cwd=site.BASE_DIR, env=environment())
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ready() -> int:
    return Datasheet.ready().count()


def are_ready(number: int) -> bool:
    return ready() >= number


def assert_all_are_there_once(wanted: int, storage: Path) -> None:
    """Each document is ready, with its bytes; no file is there that no document has."""
    sheets = list(Datasheet.objects.all())
    assert [sheet.state for sheet in sheets] == ["ready"] * wanted
    for sheet in sheets:
        with default_storage.open(sheet.file.name) as file:
            assert hashlib.sha256(file.read()).hexdigest() == sheet.sha256
    files = {path.stem for path in storage.rglob("*.pdf")}
    assert files == {sheet.sha256 for sheet in sheets}
    assert len(files) == wanted


def test_workers_that_are_killed_again_and_again(wanted: int, storage: Path) -> None:
    for target in (4, 9, 15):
        with working() as worker:
            wait_for(partial(are_ready, target), LONG)
            worker.send_signal(signal.SIGKILL)
    with working():
        wait_for(lambda: ready() == wanted, LONG)

    assert_all_are_there_once(wanted, storage)


def limit(process: int, size: int) -> None:
    """No file of the process may grow beyond ``size`` bytes, as on a disk that is full."""
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, hard))


def test_a_disk_that_is_full_for_a_while(wanted: int, storage: Path) -> None:
    with working() as worker:
        wait_for(lambda: ready() >= 3, LONG)
        limit(worker.pid, 1000)
        time.sleep(8)
        before = ready()
        assert before < wanted
        time.sleep(3)
        assert ready() <= before + 1  # one may have been stored already

        limit(worker.pid, resource.RLIM_INFINITY)
        wait_for(lambda: ready() == wanted, LONG)
        assert worker.poll() is None

    assert_all_are_there_once(wanted, storage)


def test_processes_that_render_are_killed_again_and_again(wanted: int, storage: Path) -> None:
    with working() as worker:
        for target in (3, 8, 12):
            wait_for(partial(are_ready, target), LONG)
            for pid in children(worker.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        wait_for(lambda: ready() == wanted, LONG)

    assert_all_are_there_once(wanted, storage)
