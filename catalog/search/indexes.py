"""The indexes under ``SEARCH_DIR``, one of each kind in a process."""

from typing import Any

from catalog.search.following import Follower

INDEXES: dict[str, Follower[Any]] = {}
