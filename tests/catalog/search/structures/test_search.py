"""What pages and API are told when a search is lost."""

from pathlib import Path
from typing import Any

import pytest

from catalog.search.indexes import STRUCTURES
from catalog.search.structures import search as module
from catalog.search.structures.matcher import POOL, LostError
from catalog.search.structures.messages import DEADLINE, Asked, Search
from catalog.search.structures.search import CRASHED, RefusedError, search

pytestmark = pytest.mark.any_database


def test_a_search_that_is_lost_when_its_time_is_over_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Asked once more, it would be told that everybody is busy, or that it cannot be read."""
    asked: list[Search] = []
    now = iter([0.0, DEADLINE])

    def lost(question: Search) -> Any:
        asked.append(question)
        raise LostError("killed")

    monkeypatch.setattr(POOL, "ask", lost)
    monkeypatch.setattr(module, "monotonic", lambda: next(now))
    monkeypatch.setattr(STRUCTURES, "files", lambda: tmp_path)

    with pytest.raises(RefusedError, match=CRASHED[:40]):
        search(Asked("C"))
    assert len(asked) == 1
