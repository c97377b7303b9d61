"""What it costs to read documents of version 1: at most twice what parsing them alone costs."""

import json
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

import pytest

from catalog import upcasts
from tests.ages.yesterday import specifications
from tests.bench.report import report

pytestmark = pytest.mark.bench

ROUNDS = 30


def test_reading_specifications_of_version_1(capsys: pytest.CaptureFixture[str]) -> None:
    specs = specifications(1)

    def microseconds(read: Callable[[bytes], Any]) -> float:
        """For one document, of all in turn."""
        begin = process_time()
        for spec in specs:
            read(spec)
        return (process_time() - begin) / len(specs) * 1e6

    rounds = [(microseconds(upcasts.read), microseconds(json.loads)) for _ in range(ROUNDS)]
    read, parsed = (median(side) for side in zip(*rounds, strict=True))

    report(capsys, "a version 1 document read through its upcasts", read, "µs", parsed)
