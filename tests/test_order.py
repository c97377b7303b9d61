"""Slow tests stand at the beginning of each process's part."""

from pathlib import Path
from typing import cast

import pytest

from tests.order import slow_first


class Item:
    def __init__(self, module: str, name: str, slow: bool) -> None:
        self.path, self.name, self.slow = Path(module), name, slow

    def get_closest_marker(self, name: str) -> object:
        return True if self.slow and name == "browser" else None


def items(*modules: tuple[str, int]) -> list[pytest.Item]:
    made = [
        Item(module, f"{module}{number}", module.startswith("slow"))
        for module, count in modules
        for number in range(count)
    ]
    return cast(list[pytest.Item], made)


def names(ordered: list[pytest.Item]) -> list[str]:
    return [item.name for item in ordered]


def test_each_part_begins_with_its_share_of_what_is_slow() -> None:
    ordered = slow_first(items(("a", 3), ("slow-a", 2), ("b", 2), ("slow-b", 1)), 2)

    assert names(ordered) == ["slow-a0", "slow-a1", "a0", "a1", "slow-b0", "a2", "b0", "b1"]


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_no_test_is_lost(parts: int) -> None:
    given = items(("a", 3), ("slow-a", 9), ("slow-b", 1))

    assert sorted(names(slow_first(given, parts))) == sorted(names(given))
