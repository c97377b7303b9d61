"""The indexes under ``SEARCH_DIR``, one of each kind in a process."""

from typing import Any

from catalog.search.following import Follower
from catalog.search.structures.index import StructureIndex
from catalog.search.text.index import TextIndex

TEXT = TextIndex()
STRUCTURES = StructureIndex()
INDEXES: dict[str, Follower[Any]] = {index.name: index for index in (TEXT, STRUCTURES)}
