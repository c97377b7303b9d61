"""The processes that render: warm, bounded in time and memory, and replaced when they are lost.

What holds for every limited process is told in tests/catalog/limited.
"""

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from datasheets.carried import Job
from datasheets.renderers import PROGRAM, Pool, RendererLostError
from datasheets.rendering import RenderingError

PAGE = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><h1>{}</h1></body></html>'
LONG = PAGE.format("x</h1>" + "<p>a paragraph of many</p>" * 20_000 + "<h1>y")


def job(text: str) -> Job:
    return Job(PAGE.format(text), "https://example.org/")


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool()
    yield made
    made.close()


def test_a_process_is_kept_from_one_document_to_the_next(pool: Pool) -> None:
    assert pool.pids() == []
    pool.render(job("one"))
    first = pool.pids()
    pool.render(job("two"))
    assert pool.pids() == first


def test_a_warm_process_makes_the_same_bytes_as_a_new_one(pool: Pool) -> None:
    alone = pool.render(job("FK506")).pdf
    pool.render(job("another, <i>with italics</i> and <b>weight</b>"))
    after_another = pool.render(job("FK506")).pdf
    pool.close()
    in_another_process = pool.render(job("FK506")).pdf

    assert alone == after_another == in_another_process


def test_a_document_has_its_time(pool: Pool) -> None:
    pool.time_limit = 0.5

    with pytest.raises(RendererLostError, match="takes longer than"):
        pool.render(Job(LONG, "https://example.org/"))

    pool.time_limit = 60
    assert pool.render(job("short")).pdf.startswith(b"%PDF-")


def test_a_process_that_is_killed_is_followed_by_another(pool: Pool) -> None:
    pool.engine()
    (pid,) = pool.pids()
    threading.Timer(0.5, os.kill, (pid, signal.SIGKILL)).start()

    with pytest.raises(RendererLostError, match="ended with -9"):
        pool.render(Job(LONG, "https://example.org/"))

    assert pool.render(job("again")).pdf.startswith(b"%PDF-")
    assert pool.pids() != [pid]


def test_processes_are_replaced() -> None:
    pool = Pool(program=replace(PROGRAM, max_jobs=1))

    pool.render(job("one"))

    assert pool.pids() == []
    assert pool.processes[0].memory > 2**20


def test_a_document_that_cannot_be_made_does_no_harm(pool: Pool) -> None:
    pool.render(job("one"))
    pids = pool.pids()

    with pytest.raises(RenderingError, match="colour"):
        pool.render(job("<style>p { colour: red }</style>"))

    assert pool.render(job("two")).pdf.startswith(b"%PDF-")
    assert pool.pids() == pids


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
