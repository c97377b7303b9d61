"""Processes are there: started again, replaced without a gap, ended with their supervisor."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from config import supervisor
from config.supervisor import Program, StartError, Supervisor
from tests.processes import is_alive, wait_for

READY = "import os, sys, time, signal; pid = os.getpid(); "
LIVES = "open(sys.argv[2], 'a').write(f'{pid} '); os.write(int(sys.argv[1]), b'1'); time.sleep(600)"
FAILS = "open(sys.argv[2], 'a').write(f'{pid} '); sys.exit(3)"
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN); "


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "PAUSE", 0.1)
    monkeypatch.setattr(supervisor, "LOOK", 0.02)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "started"


def program(log: Path, code: Callable[[], str], grace: float = 30) -> Program:
    def command(ready: int) -> Sequence[str]:
        return (sys.executable, "-S", "-c", READY + code(), str(ready), str(log))

    return Program("process", command, signal.SIGTERM, grace)


def started(log: Path) -> list[int]:
    return [int(pid) for pid in log.read_text().split()] if log.exists() else []


def has_started(log: Path, number: int) -> bool:
    return len(started(log)) == number


class Running:
    """A supervisor in a thread of this process."""

    def __init__(self, *programs: Program) -> None:
        self.supervisor = Supervisor(programs)
        self.errors: list[StartError] = []
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            self.supervisor.run()
        except StartError as error:
            self.errors.append(error)

    def __enter__(self) -> Supervisor:
        self.thread.start()
        return self.supervisor

    def __exit__(self, *_: object) -> None:
        self.supervisor.end()
        self.thread.join()


@pytest.fixture
def everything_ended(log: Path) -> Iterator[None]:
    yield
    assert not any(map(is_alive, started(log)))


pytestmark = pytest.mark.usefixtures("everything_ended")


def test_a_process_that_is_killed_is_started_again_and_again(log: Path) -> None:
    with Running(program(log, lambda: LIVES)):
        for number in (1, 2):
            wait_for(partial(has_started, log, number))
            os.kill(started(log)[-1], signal.SIGKILL)
        wait_for(partial(has_started, log, 3))


def test_a_system_without_memory_for_a_process_ends_none_of_the_others(log: Path) -> None:
    refusals = iter([False, True, True, False])

    def code() -> str:
        if next(refusals):
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
        return LIVES

    with Running(program(log, code)):
        wait_for(partial(has_started, log, 1))
        os.kill(started(log)[0], signal.SIGKILL)
        wait_for(partial(has_started, log, 2))


def test_one_that_cannot_start_ends_everything(log: Path) -> None:
    good = program(log, lambda: LIVES)
    bad = program(log, lambda: "sys.exit(3)")
    running = Running(good, bad)
    with running:
        running.thread.join()

    assert str(running.errors[0]) == "The process ended with 3 before it was ready."


def test_a_new_one_is_ready_before_the_former_is_told_to_end(log: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    waits = f"[time.sleep(0.02) for _ in iter(lambda: os.path.exists({str(gate)!r}), True)]; "
    codes = iter([LIVES, waits + LIVES])
    with Running(program(log, lambda: next(codes))) as supervisor:
        wait_for(lambda: has_started(log, 1))
        supervisor.reload()
        wait_for(lambda: not supervisor._is_reloading)
        assert is_alive(started(log)[0])

        gate.touch()

        wait_for(lambda: has_started(log, 2))
        wait_for(lambda: not is_alive(started(log)[0]))
        assert is_alive(started(log)[1])


def test_one_that_cannot_replace_the_former_leaves_it_there(log: Path) -> None:
    codes = iter([LIVES, FAILS, LIVES])
    with Running(program(log, lambda: next(codes))) as supervisor:
        wait_for(lambda: has_started(log, 1))
        supervisor.reload()
        wait_for(lambda: has_started(log, 2))
        wait_for(lambda: not is_alive(started(log)[1]))
        assert is_alive(started(log)[0])

        supervisor.reload()  # with the code repaired

        wait_for(lambda: has_started(log, 3))
        wait_for(lambda: not is_alive(started(log)[0]))


def test_one_that_does_not_end_is_killed(log: Path) -> None:
    running = Running(program(log, lambda: STUBBORN + LIVES, grace=0.1))
    with running:
        wait_for(lambda: has_started(log, 1))
    assert not is_alive(started(log)[0])
