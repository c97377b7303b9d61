"""The indexes under ``SEARCH_DIR``, one of each kind in a process."""

from typing import Any

from catalog.search.following import Follower
from catalog.search.structures.index import StructureIndex

structures = StructureIndex()

INDEXES: dict[str, Follower[Any]] = {index.name: index for index in (structures,)}
