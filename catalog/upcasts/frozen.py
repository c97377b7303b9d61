"""The JSON Schemas of all versions, frozen as files: what a document of that version says.

A file is written by ``manage.py freeze_schema`` when the schema is raised, and never again once
documents were published under it.
"""

import json
from functools import cache
from pathlib import Path

from catalog.plain_json import Schema

FOLDER = Path(__file__).parent / "schemas"


def file_of(version: int) -> Path:
    return FOLDER / f"{version}.json"


def as_text(schema: Schema) -> str:
    """The schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def frozen_schema(version: int) -> Schema:
    """The JSON Schema of a version, without an ``$id``."""
    schema: Schema = json.loads(file_of(version).read_text(encoding="utf-8"))
    return schema
