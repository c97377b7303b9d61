"""A limited process ends with its job's time, its memory, and whoever started it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings

from catalog.limited import LostError, Process, Program, TooLateError
from catalog.limited import process as module
from catalog.limited.messages import Job

PROGRAM = Program("tests.catalog.limited.program", title="The process of the tests")
BUSY = ("say, then stay busy in C", "as far as I came")
"""A job that no thread of Python interrupts."""


@pytest.fixture
def process() -> Iterator[Process]:
    made = Process(PROGRAM)
    yield made
    made.end()


def works(process: Process) -> bool:
    return bool(process.ask(("say", ["yes"]), 5) == "yes")


def runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pid: int) -> bool:
    until = time.monotonic() + 20
    while runs(pid) and time.monotonic() < until:
        time.sleep(0.01)
    return not runs(pid)


def test_it_is_started_when_there_is_something_to_do_and_kept(process: Process) -> None:
    assert process.pid is None
    assert works(process)
    first = process.pid
    assert works(process)
    assert process.pid == first != os.getpid()


def test_it_says_first_what_it_has_to_say(process: Process) -> None:
    assert process.hello() == "Good morning"


def test_of_several_answers_the_last_one_counts(process: Process) -> None:
    assert process.ask(("say", [1, 2, 3]), 5) == 3
    assert process.ask(("say", []), 5) is None


def test_a_job_that_takes_too_long_ends_it_and_what_was_found_is_told(process: Process) -> None:
    process.hello()
    pid = process.pid
    began = time.monotonic()
    with pytest.raises(TooLateError, match=r"process of the tests was ended.*0\.3 s") as late:
        process.ask(BUSY, 0.3)

    assert late.value.answer == "as far as I came"
    assert time.monotonic() - began < 5
    assert pid is not None
    assert ends(pid)
    assert works(process)


def test_it_ends_by_itself_when_nobody_is_left_to_end_it_in_time(process: Process) -> None:
    connection = process._ready()
    connection.send(Job(BUSY, 0.1))
    assert process._process is not None

    assert process._process.wait(10) == -signal.SIGALRM


@pytest.mark.parametrize("job", [None, BUSY])
def test_it_does_not_outlive_who_started_it(job: object) -> None:
    """Not even at work in C code, with half a minute left."""
    script = f"""
import os, signal, time
from catalog.limited import Process, Program
process = Process(Program("{PROGRAM.module}", title="It"))
connection = process._ready()
if {job!r}:
    from catalog.limited.messages import Job
    connection.send(Job({job!r}, 30))
    connection.recv()
    time.sleep(0.2)
print(process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, cwd=settings.BASE_DIR, check=False,
    )  # fmt: skip

    began = time.monotonic()
    assert ends(int(done.stdout))
    assert time.monotonic() - began < 15


def test_more_memory_than_it_may_have_is_refused_to_it(process: Process) -> None:
    assert process.ask(("take", 2**20), 5) == 2**20
    with pytest.raises(LostError, match="MemoryError"):
        process.ask(("take", 2**28), 5)

    assert works(process)


def test_a_job_that_fails_does_no_harm(process: Process) -> None:
    process.hello()
    pid = process.pid
    with pytest.raises(LostError, match="ValueError: a fault of ours"):
        process.ask(("fail", "a fault of ours"), 5)

    assert works(process)
    assert process.pid == pid


def test_one_that_ends_at_work_is_replaced(process: Process) -> None:
    with pytest.raises(LostError, match="ended with 7"):
        process.ask(("exit", 7), 5)

    assert works(process)


def test_one_that_died_between_two_jobs_is_not_missed(process: Process) -> None:
    assert works(process)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert ends(process.pid)

    assert works(process)


def test_one_that_is_stopped_holds_nobody(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes nothing any more: a job larger than what the system buffers would wait for ever."""
    monkeypatch.setattr(module, "MAX_STALL", 1)
    process.hello()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(LostError):
        process.ask(("say", ["x" * 2**24]), 5)

    assert works(process)


def test_one_that_does_not_start_is_told() -> None:
    process = Process(replace(PROGRAM, module="tests.catalog.limited.nowhere"))
    with pytest.raises(LostError, match="did not start; it ended with 1"):
        process.hello()


@pytest.mark.parametrize(
    "program",
    [replace(PROGRAM, max_jobs=1), replace(PROGRAM, max_memory=1)],
    ids=["max_jobs", "max_memory"],
)
def test_it_is_replaced_after_so_much_work_or_growth(program: Program) -> None:
    process = Process(program)
    assert works(process)

    assert process.pid is None
    assert process.memory > 2**20


def test_an_interrupted_job_leaves_no_answer_for_the_next(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.hello()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.connection.Connection.recv", interrupt)
        with pytest.raises(KeyboardInterrupt):
            process.ask(("say", ["of the first"]), 5)

    assert works(process)


def test_it_needs_the_standard_library_alone(process: Process) -> None:
    """A program loads it beside what its own work needs. (Of ``tests``, this is the program.)"""
    loaded = {name for name in process.ask(("modules", None), 5) if not name.startswith("_")}

    assert {name for name in loaded if not name.startswith(("catalog.limited", "tests"))} == {
        "catalog"
    }
