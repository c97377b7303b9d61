"""Processes that curate: those that are killed are not missed, and told of once."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from catalog.curation.processes import CurationProcesses

pytestmark = pytest.mark.any_database


class Killed:
    """A pool whose processes were killed."""

    def submit(self, *_: Any) -> Future[Any]:
        raise BrokenProcessPool


def test_killed_processes_are_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    processes = CurationProcesses(Killed())  # type: ignore[arg-type]
    lost: Future[Any] = Future()
    lost.set_exception(BrokenProcessPool())

    assert processes.results([lost]) == []
    assert processes.start([b"{}", b"{}"]) == []
    assert processes.results([lost]) == []

    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert "was killed" in record.getMessage()
