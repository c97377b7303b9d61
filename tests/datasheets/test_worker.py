"""The worker as it runs: a process of its own, which may be killed."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.db import close_old_connections, connections
from django.test import Client
from django_tasks_db.models import DBTaskResult

from catalog.models import Product
from datasheets import archive, leases, making
from datasheets.carried import Job
from datasheets.models import Datasheet
from datasheets.renderers import Pool, Rendered
from datasheets.worker import Worker
from tests.datasheets.documents import awaited
from tests.processes import SOON, environment, wait_for

pytestmark = pytest.mark.django_db(transaction=True)

Maker = Callable[..., Product]


@pytest.fixture(autouse=True)
def queue(settings: Any) -> None:
    """Tasks wait in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@contextmanager
def working(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "manage.py", "work", "--processes", "1", *arguments]
    process = subprocess.Popen(command, cwd=site.BASE_DIR, env=environment())
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def state() -> str:
    return str(Datasheet.objects.values_list("state", flat=True).get())


def test_publication_and_task_are_one(published: Maker) -> None:
    published("T-1")

    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"] == [Datasheet.objects.get().pk]


def test_a_worker_killed_while_it_renders_is_followed_by_another(published: Maker) -> None:
    published("T-1")
    with working() as first:
        wait_for(lambda: state() == "rendering")
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert state() == "rendering"

    with working():  # which sweeps when the lease is over
        wait_for(lambda: state() == "ready")

    sheet = Datasheet.objects.get()
    assert (sheet.state, sheet.attempts, sheet.number) == ("ready", 2, "TDS-T-1-r1")
    with sheet.file.open("rb") as file:
        assert len(file.read()) == sheet.size


def test_a_document_that_takes_long_stays_with_its_worker(
    published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than a lease, which is renewed meanwhile."""
    monkeypatch.setattr(leases, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(making, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(leases, "RENEWAL", 0.1)
    ends_of_leases = set()
    render = Pool.render

    def slowly(pool: Pool, job: Job) -> Rendered:
        with suppress(AssertionError):
            wait_for(lambda: ends_of_leases.add(Datasheet.objects.get().due_at), seconds=1.5)
        return render(pool, job)

    monkeypatch.setattr(Pool, "render", slowly)
    published("T-1")
    with worker_in_this_process():
        wait_for(lambda: state() == "ready")

    assert len(ends_of_leases) > 1
    assert Datasheet.objects.get().attempts == 1


def test_a_worker_that_is_told_to_end_finishes_what_it_has(published: Maker) -> None:
    published("T-1")
    with working() as worker:
        wait_for(lambda: state() == "rendering")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(SOON) == 0

    assert state() == "ready"


def test_a_worker_ends_with_the_server_that_started_it(published: Maker) -> None:
    with working("--parent", "1") as worker:  # which is not its parent
        worker.wait(SOON)


@contextmanager
def worker_in_this_process() -> Iterator[None]:
    worker = Worker(1)

    def run() -> None:
        worker.run()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join()


def test_a_hundred_requests_render_once(published: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    published("T-1")
    renderings = []
    render = Pool.render

    def counted(pool: Pool, job: Job) -> Rendered:
        renderings.append(job)
        return render(pool, job)

    monkeypatch.setattr(Pool, "render", counted)
    monkeypatch.setattr(archive, "PATIENCE", SOON)
    statuses: list[int] = []
    everybody = threading.Semaphore(10)

    def ask() -> None:
        with everybody:
            close_old_connections()
            response = Client().get("/products/T-1/datasheet.pdf")
            statuses.append(response.status_code)
            response.close()
            connections.close_all()

    with worker_in_this_process():
        threads = [threading.Thread(target=ask) for _ in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(statuses) == 100
    assert set(statuses) <= {200, 503}
    assert 200 in statuses  # at least who waited
    assert len(renderings) == 1
    assert Datasheet.objects.get().attempts == 1


def test_a_thread_that_fails_is_replaced(published: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datasheets.worker.SWEEP", 0.3)
    failures: list[bool] = []
    run = DBTaskResult.claim

    def fail_once(*args: Any) -> None:
        if not failures:
            failures.append(True)
            raise RuntimeError("the database went away")
        run(*args)

    monkeypatch.setattr(DBTaskResult, "claim", fail_once)
    published("T-1")

    with worker_in_this_process():
        wait_for(lambda: state() == "ready")

    assert failures


def test_what_is_awaited_goes_first(published: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PATIENCE", 0)
    published("T-1")
    second = published("T-2")

    awaited(second.revisions.get())

    first = DBTaskResult.objects.ready()[0]
    assert first.args_kwargs["args"] == [Datasheet.objects.get(number="TDS-T-2-r1").pk]
