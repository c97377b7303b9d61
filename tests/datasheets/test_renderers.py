"""Processes that render: warm, bounded in time and memory, and replaced when they are lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from django.conf import settings

from datasheets import renderers
from datasheets.carried import Job
from datasheets.renderers import Pool, Renderer, RendererLostError
from datasheets.rendering import RenderingError

PAGE = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><h1>{}</h1></body></html>'
LONG = PAGE.format("x</h1>" + "<p>a paragraph of many</p>" * 20_000 + "<h1>y")


def job(text: str) -> Job:
    return Job(PAGE.format(text), "https://example.org/")


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


def test_a_process_is_kept_from_one_document_to_the_next(renderer: Renderer) -> None:
    assert renderer.pid is None
    renderer.render(job("one"))
    first = renderer.pid
    renderer.render(job("two"))
    assert renderer.pid == first


def test_a_warm_process_makes_the_same_bytes_as_a_new_one(renderer: Renderer) -> None:
    alone = renderer.render(job("FK506")).pdf
    renderer.render(job("another, <i>with italics</i> and <b>weight</b>"))
    after_another = renderer.render(job("FK506")).pdf
    renderer.close()
    anew = renderer.render(job("FK506")).pdf

    assert alone == after_another == anew


def test_a_document_has_its_time(renderer: Renderer) -> None:
    renderer.engine()
    renderer.time_limit = 0.5

    with pytest.raises(RendererLostError, match="takes longer than"):
        renderer.render(Job(LONG, "https://example.org/"))

    assert renderer.pid is None  # it was ended
    renderer.time_limit = 60
    assert renderer.render(job("short")).pdf.startswith(b"%PDF-")


def test_a_process_that_is_killed_is_followed_by_another(renderer: Renderer) -> None:
    renderer.engine()
    pid = renderer.pid
    assert pid
    threading.Timer(0.5, os.kill, (pid, signal.SIGKILL)).start()

    with pytest.raises(RendererLostError, match="ended with -9"):
        renderer.render(Job(LONG, "https://example.org/"))

    assert renderer.render(job("again")).pdf.startswith(b"%PDF-")
    assert renderer.pid != pid


def test_one_that_died_between_two_documents_is_not_missed(renderer: Renderer) -> None:
    renderer.engine()
    pid = renderer.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 20
    while _runs(pid):
        assert time.monotonic() < until, "it is still there"
        time.sleep(0.01)

    assert renderer.render(job("again")).pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("bound", ["MAX_DOCUMENTS", "MAX_MEMORY"])
def test_processes_are_replaced(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(renderers, bound, 1)

    renderer.render(job("one"))

    assert renderer.pid is None
    assert renderer.memory > 2**20


def test_a_document_that_cannot_be_made_does_no_harm(renderer: Renderer) -> None:
    renderer.render(job("one"))
    pid = renderer.pid

    with pytest.raises(RenderingError, match="colour"):
        renderer.render(job("<style>p { colour: red }</style>"))

    assert renderer.render(job("two")).pdf.startswith(b"%PDF-")
    assert renderer.pid == pid


def test_threads_share_a_pool() -> None:
    pool = Pool(2)
    made = []
    threads = [
        threading.Thread(target=lambda: made.append(pool.render(job("x")).pdf)) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()

    assert len(made) == 6
    assert len(set(made)) == 1


ORPHANED = """
import os, signal
from datasheets.renderers import Renderer
renderer = Renderer()
renderer.engine()
print(renderer.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_does_not_outlive_who_started_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ORPHANED],
        capture_output=True, text=True, cwd=settings.BASE_DIR, check=False,
    )  # fmt: skip
    pid = int(done.stdout)

    until = time.monotonic() + 20
    while _runs(pid):
        assert time.monotonic() < until, "it is still there"
        time.sleep(0.1)


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
