"""In which order tests run: slow ones first, so that no process ends long after the others.

Each process of pytest-xdist is given a part of the list and takes from the end of another's when it
is done: what stands there has to be quick.
"""

import os
from collections.abc import Iterable
from itertools import groupby

import pytest


def processes() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def slow_first(items: Iterable[pytest.Item], parts: int) -> list[pytest.Item]:
    """The tests in as many equal parts, each with its share of the modules that drive a browser at
    its beginning."""
    slow: list[list[pytest.Item]] = [[] for _ in range(parts)]
    quick: list[pytest.Item] = []
    modules = groupby(items, key=lambda item: (item.path, _is_slow(item)))
    for (_, is_slow), tests in modules:
        shortest = min(slow, key=len)
        (shortest if is_slow else quick).extend(tests)
    size = -(-(len(quick) + sum(map(len, slow))) // parts)
    ordered = []
    for part in slow:
        share = max(size - len(part), 0)
        ordered += part + quick[:share]
        quick = quick[share:]
    return ordered + quick


def _is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None
