"""Stored bytes into a document of the present schema."""

import json
import re
from typing import Any

from catalog.plain_json import JsonObject
from catalog.upcasts import steps

_VERSION = re.compile(rb'"schema_version":(\d+)')
"""In canonical bytes: a text that says the same has its quotation marks escaped."""


class DocumentVersionError(ValueError):
    """A document whose schema version this code cannot read."""


def read(content: bytes | memoryview) -> JsonObject:
    """A stored document as the present schema has it. Raises DocumentVersionError."""
    document: JsonObject = json.loads(bytes(content))
    return upcast(document)


def upcast(document: JsonObject) -> JsonObject:
    """The document, changed in place into one of the present schema.

    Raises DocumentVersionError for one that a newer Aliquot wrote.
    """
    version: Any = document.get("schema_version")
    if version == steps.SCHEMA_VERSION:
        return document
    check_version(version)
    for step in steps.STEPS[version - 1 :]:
        step(document)
    document["schema_version"] = steps.SCHEMA_VERSION
    return document


def version_of(content: bytes | memoryview) -> int:
    """The schema version of a stored document, which need not be parsed for it."""
    found = _VERSION.search(bytes(content))
    if found is None:
        raise DocumentVersionError("This document has no schema_version; it is not one of ours.")
    return int(found[1])


def check_version(version: Any) -> None:
    """Raises DocumentVersionError for the version of a document that this code cannot read."""
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DocumentVersionError(
            f"This document has the schema_version {version!r}; a whole number from 1 to "
            f"{steps.SCHEMA_VERSION} is expected."
        )
    if version > steps.SCHEMA_VERSION:
        raise DocumentVersionError(
            f"This document has schema_version {version}, and this version of Aliquot reads up to "
            f"{steps.SCHEMA_VERSION}: the software is older than the document. Install the version "
            "of Aliquot that wrote it, or a later one."
        )
