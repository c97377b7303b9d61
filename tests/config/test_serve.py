"""A site as ``serve`` runs it: whatever is killed comes back, and nothing outlives it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.conf import settings as site_settings

from catalog.models import Product
from datasheets.models import Datasheet
from tests.processes import (
    SOON,
    children,
    command_line,
    descendants,
    environment,
    is_alive,
    wait_for,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]

Maker = Callable[..., Product]


@pytest.fixture(autouse=True)
def queue(settings: Any) -> None:
    """Tasks wait in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Site:
    """A running site."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def ask(self, path: str = "/api/v1/products/", body: str | None = None) -> int:
        """The status of an answer; 0 if there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        try:
            headers = {"Content-Type": "application/json"} if body else {}
            connection.request("POST" if body else "GET", path, body, headers)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def running(self, name: str) -> set[int]:
        """The processes below ``serve`` whose command says so."""
        return {pid for pid in descendants(self.process.pid) if name in command_line(pid)}


def manage(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=site_settings.BASE_DIR,
        env=environment() | {"LOG_LEVEL": "WARNING"},
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextmanager
def serving(*options: str) -> Iterator[Site]:
    port = free_port()
    with manage("serve", "--port", str(port), *options) as process:
        assert process.stderr is not None
        threading.Thread(target=process.stderr.read, daemon=True).start()
        site = Site(process, port)
        try:
            wait_for(lambda: site.ask() == 200)
            yield site
        finally:
            left = [process.pid, *descendants(process.pid)]
            process.terminate()
            process.wait(SOON)
            assert not any(map(is_alive, left))


def are_back(site: Site, name: str, killed: set[int], number: int) -> bool:
    running = site.running(name)
    return not killed & running and len(running) == number


def test_whatever_is_killed_comes_back(published: Maker) -> None:
    with serving("--workers", "2") as site:
        for name, number in (("config.web_process", 2), ("manage.py work", 1)):
            wait_for(partial(are_back, site, name, set(), number))
            for pid in site.running(name):
                os.kill(pid, signal.SIGKILL)
                wait_for(partial(are_back, site, name, {pid}, number))
                assert site.ask() == 200
        published("T-1")
        wait_for(lambda: Datasheet.objects.get().is_ready)


def test_processes_that_render_and_search_come_back(published: Maker) -> None:
    published("T-1")
    with serving() as site:
        wait_for(lambda: Datasheet.objects.get().is_ready)
        for pid in site.running("rendering"):
            os.kill(pid, signal.SIGKILL)
        published("T-2")
        wait_for(lambda: Datasheet.objects.get(number="TDS-T-2-r1").is_ready)

        question = '{"structure": "c1ccccc1"}'
        search = "/api/v1/structure-search"
        wait_for(lambda: site.ask(search, question) == 200)
        for pid in site.running("structures"):
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: site.ask(search, question) == 200)


def test_nothing_outlives_a_server_that_is_killed(published: Maker) -> None:
    published("T-1")
    with serving() as site:
        wait_for(lambda: Datasheet.objects.get().is_ready)
        site.ask("/api/v1/structure-search", '{"structure": "c1ccccc1"}')
        processes = descendants(site.process.pid)
        assert len(processes) >= 4  # a web process, a worker, and a child of each

        site.process.kill()

        wait_for(lambda: not any(map(is_alive, processes)))
        socket.create_server(("127.0.0.1", site.port)).close()


def test_a_reload_loses_no_request(published: Maker) -> None:
    published("T-1")
    answers: list[int] = []
    failures: list[str] = []
    ends = threading.Event()

    def ask_on(port: int, *, keeps: bool) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SOON)
        while not ends.is_set():
            try:
                connection.request("GET", "/api/v1/products/T-1/")
                response = connection.getresponse()
                response.read()
                answers.append(response.status)
            except OSError as error:
                failures.append(repr(error))
            if not keeps:
                connection.close()
        connection.close()

    with serving() as site:
        wait_for(lambda: len(children(site.process.pid)) == 2)
        former = set(children(site.process.pid))
        clients = [
            threading.Thread(target=ask_on, args=(site.port,), kwargs={"keeps": keeps})
            for keeps in (True, True, False, False)
        ]
        for client in clients:
            client.start()

        site.process.send_signal(signal.SIGHUP)
        wait_for(lambda: not former & set(children(site.process.pid)))
        asked = len(answers)
        wait_for(lambda: len(answers) > asked + 10)

        ends.set()
        for client in clients:
            client.join()

    assert failures == []
    assert set(answers) == {200}


@pytest.mark.parametrize("command", ["serve", "start_demo"])
def test_a_port_that_is_taken_is_refused(command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with manage(command, "--port", str(port)) as process:
            _, said = process.communicate(timeout=SOON)

    assert process.returncode == 1
    assert said.startswith(f"CommandError: Port {port} of 127.0.0.1 is taken by another process")
