"""Threads share limited processes, and do not wait for ever."""

import threading
import time
from collections.abc import Iterator

import pytest

from catalog.limited import BusyError, Pool
from tests.catalog.limited.test_process import PROGRAM, ends, works


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(PROGRAM, 2, most=3)
    yield made
    made.close()


def test_a_further_process_is_started_when_the_others_are_busy(pool: Pool) -> None:
    with pool.turn() as first:
        assert works(first)
        assert len(pool.pids()) == 1
        with pool.turn() as second:
            assert works(second)
            assert first is not second
    with pool.turn() as again:
        assert works(again)
    assert len(pool.pids()) == 2


def test_who_waits_too_long_is_told(pool: Pool) -> None:
    with (
        pool.turn(),
        pool.turn(),
        pytest.raises(BusyError, match="busy for"),
        pool.turn(patience=0.05),
    ):
        pytest.fail("there are two")
    with pool.turn(patience=0) as process:
        assert works(process)


def test_when_too_many_are_here_the_next_is_told_at_once(pool: Pool) -> None:
    """Else jobs that take long would hold all threads of a server."""
    waiting = threading.Thread(target=lambda: pool.turn(patience=5).__enter__())
    with pool.turn(), pool.turn():
        waiting.start()
        time.sleep(0.1)
        with pytest.raises(BusyError, match="too many"), pool.turn(patience=5):
            pytest.fail("there are three")
    waiting.join()


def test_a_pool_leaves_no_process_behind(pool: Pool) -> None:
    with pool.turn() as process:
        assert works(process)
    (pid,) = pool.pids()
    pool.close()

    assert ends(pid)
