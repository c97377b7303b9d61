"""The process that searches: it is ended when a question takes too long, and whoever asked has an
answer in time."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from catalog.search.structures.matcher import POOL, BusyError, LostError, Pool
from catalog.search.structures.messages import (
    Answer,
    Asked,
    Damage,
    Mode,
    Search,
    Unsearchable,
)
from tests.catalog.search.structures.library import COMPOUNDS, NOW, library, names, write
from tests.catalog.search.structures.test_find import entry

pytestmark = pytest.mark.any_database

SECONDS = 1.0
LATE = 0.5
"""Seconds of grace: the machine may be busy."""
BUCKMINSTERFULLERENE = (
    "c12c3c4c5c1c1c6c7c2c2c8c3c3c9c4c4c%10c5c5c1c1c6c6c%11c7c2c2c7c8c3c3c8c9c4c4c9c%10c5c5c1c1c6c6"
    "c%11c2c2c7c3c3c8c4c4c9c5c1c1c6c2c3c41"
)
RING_OF_FIFTY = "*1~" + "*~" * 48 + "[!#6]1"
"""Whether a fullerene has such a ring is as hard to tell as the way of a travelling salesman."""


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(1)
    yield pool
    pool.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return library(tmp_path / "files")


@pytest.fixture
def with_fullerene(tmp_path: Path) -> Path:
    entries = [entry(1, COMPOUNDS["diclofenac"]), entry(2, BUCKMINSTERFULLERENE)]
    return write(tmp_path / "with fullerene", entries)


def question(folder: Path, structure: str, mode: Mode = Mode.SUBSTRUCTURE) -> Search:
    return Search(str(folder), Asked(structure, mode), NOW, seconds=SECONDS)


def works(pool: Pool, folder: Path) -> bool:
    answer = pool.ask(question(folder, COMPOUNDS["warfarin"], Mode.EXACT))
    return isinstance(answer, Answer) and names(answer) == {"warfarin"}


def test_questions_are_answered_by_one_process(pool: Pool, folder: Path) -> None:
    assert works(pool, folder)
    (pid,) = pool.pids()
    assert works(pool, folder)
    assert pool.pids() == [pid] != [os.getpid()]


def test_a_pattern_that_never_ends_is_ended(pool: Pool, folder: Path, with_fullerene: Path) -> None:
    assert works(pool, folder)
    (pid,) = pool.pids()
    began = time.monotonic()
    answer = pool.ask(question(with_fullerene, RING_OF_FIFTY))

    assert time.monotonic() - began < SECONDS + LATE
    assert isinstance(answer, Answer)
    assert answer.truncated
    assert answer.count == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert works(pool, folder)


def test_what_was_found_before_it_was_ended_is_told(pool: Pool, tmp_path: Path) -> None:
    ring = "C1" + "C" * 47 + "CN1"
    entries = [*(entry(number, ring) for number in range(3)), entry(9, BUCKMINSTERFULLERENE)]
    folder = write(tmp_path / "files", entries)
    answer = pool.ask(question(folder, RING_OF_FIFTY))

    assert isinstance(answer, Answer)
    assert answer.truncated
    assert not answer.count_is_exact


@pytest.mark.parametrize(
    "structure",
    [
        "*",
        "[*]~[*]",
        "[!#1]",
        "A" * 500,
        "[$([#6]),$([#7]),$([#8])]~*~*~*~*~*~*~*",
        "C" * 10_001,
        "(" * 9_000,
        "[" * 9_000,
        "C(" * 3_000 + ")" * 3_000,
        "[$(" * 5_000,
        "C1" * 200,
        "c1ccccc1" * 100,
        "%99" * 1_000,
        "\0",
        "C" + ".C" * 999,
        "[" + ",".join(f"#{number}" for number in range(1, 100)) + "]" * 3,
        "M  END\n" + "x" * 1_000_000,
        "\n\n\n999999999  0  0     V2000\nM  END",
        "\n\n\n  0  0  0     V3000\nM  V30 COUNTS 999999999 999999999 0 0 0\nM  END",
        "InChI=1S/" + "C" * 9_000,
    ],
    ids=lambda structure: repr(structure[:12]),
)
@pytest.mark.parametrize("mode", Mode)
def test_whatever_is_sent_is_answered_in_time(
    pool: Pool, folder: Path, structure: str, mode: Mode
) -> None:
    assert works(pool, folder)
    began = time.monotonic()
    outcome = pool.ask(question(folder, structure, mode))

    assert time.monotonic() - began < SECONDS + LATE
    assert outcome is None or isinstance(outcome, Answer | Unsearchable)
    if isinstance(outcome, Unsearchable):
        assert 20 < len(outcome.sentence) < 400
    assert works(pool, folder)


def test_a_process_that_is_killed_at_work_is_missed(
    pool: Pool, folder: Path, with_fullerene: Path
) -> None:
    assert works(pool, folder)
    killing = threading.Timer(0.3, os.kill, (pool.pids()[0], signal.SIGKILL))
    killing.start()
    with pytest.raises(LostError):
        pool.ask(question(with_fullerene, RING_OF_FIFTY))

    assert works(pool, folder)


def test_who_waits_too_long_is_told(pool: Pool, folder: Path, with_fullerene: Path) -> None:
    assert works(pool, folder)
    thread = threading.Thread(target=pool.ask, args=(question(with_fullerene, RING_OF_FIFTY),))
    thread.start()
    time.sleep(0.1)
    began = time.monotonic()
    impatient = Search(str(folder), Asked("C"), NOW, seconds=0.3)
    with pytest.raises(BusyError):
        pool.ask(impatient)

    assert time.monotonic() - began < 0.3 + LATE
    thread.join()
    assert works(pool, folder)


def test_when_too_many_ask_the_next_is_told_at_once(folder: Path, with_fullerene: Path) -> None:
    """Else two searches that take long would hold all threads of a server."""
    pool = Pool(1, most=1)
    try:
        assert works(pool, folder)
        endless = question(with_fullerene, RING_OF_FIFTY)
        thread = threading.Thread(target=pool.ask, args=(endless,))
        thread.start()
        time.sleep(0.1)
        began = time.monotonic()
        with pytest.raises(BusyError):
            pool.ask(question(folder, "C"))
        assert time.monotonic() - began < 0.1
        thread.join()
        assert works(pool, folder)
    finally:
        pool.close()


def test_the_site_has_a_thread_that_searches_nothing() -> None:
    assert POOL._admitted is not None
    assert POOL._admitted._value == settings.WEB_THREADS - 1


def test_a_second_process_answers_while_the_first_is_busy(
    folder: Path, with_fullerene: Path
) -> None:
    pool = Pool(2)
    try:
        thread = threading.Thread(target=pool.ask, args=(question(with_fullerene, RING_OF_FIFTY),))
        thread.start()
        time.sleep(0.1)
        assert works(pool, folder)
        assert thread.is_alive()
        thread.join()
    finally:
        pool.close()


def test_files_that_are_gone_or_cut_off_are_told(pool: Pool, folder: Path, tmp_path: Path) -> None:
    assert isinstance(pool.ask(question(tmp_path / "nowhere", "C")), Damage)
    assert works(pool, folder)
    with (folder / "pattern.npy").open("r+b") as file:
        file.truncate(200)  # whoever has it mapped and reads on is killed by the system
    with pytest.raises(LostError):
        pool.ask(question(folder, "c1ccccc1"))

    assert isinstance(pool.ask(question(folder, "c1ccccc1")), Damage)
