"""The process that makes an index anew: one at a time, and not again at once when it failed."""

from typing import Any

import pytest

from catalog.search import builder
from catalog.search.builder import FIRST_WAIT, Builder


class Process:
    """Stands in for a process, which ends when it is told to."""

    code: int | None = None

    def __init__(self, command: list[str], **options: Any) -> None:
        self.command = command

    def poll(self) -> int | None:
        return Process.code


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(builder, "monotonic", lambda: now[0])
    monkeypatch.setattr("subprocess.Popen", Process)
    Process.code = None
    return now


def test_one_at_a_time(clock: list[float]) -> None:
    one = Builder("numbers")
    assert one.may_start()

    one.start()
    assert not one.may_start()

    Process.code = 0
    assert one.may_start()


def test_each_failure_doubles_the_wait(clock: list[float], caplog: Any) -> None:
    one = Builder("numbers")
    for failures in range(3):
        Process.code = None
        one.start()
        Process.code = -9
        assert not one.may_start()
        clock[0] += FIRST_WAIT * 2**failures - 1
        assert not one.may_start()
        clock[0] += 1
        assert one.may_start()

    assert caplog.text.count("Rebuilding the numbers index ended with -9.") == 3
