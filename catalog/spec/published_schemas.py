"""The JSON Schemas of all versions, frozen as files: what an old document was valid under.

A file is written once, by ``manage.py freeze_schema`` when the schema is raised, and never again.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from catalog.upcasts import SCHEMA_VERSION

FOLDER = Path(__file__).parent / "schemas"


def file_of(version: int) -> Path:
    return FOLDER / f"{version}.json"


def as_text(schema: dict[str, Any]) -> str:
    """The schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def published_schema(version: int) -> dict[str, Any] | None:
    """The JSON Schema of a version, without an ``$id``; None for one that never was."""
    if not 1 <= version <= SCHEMA_VERSION:
        return None
    schema: dict[str, Any] = json.loads(file_of(version).read_text(encoding="utf-8"))
    return schema
