"""Stored documents as the types of the declaration.

A document of the present schema is read straight into its type; an older one goes through the
upcasts first. What is written stays with ``canonical``: a type never becomes bytes.
"""

from typing import TypeVar

import msgspec

from catalog import upcasts
from catalog.plain_json import JsonObject
from catalog.specification.declaration import Draft, Specification
from catalog.specification.values import Members, Quantity

M = TypeVar("M", bound=Members)


def read_specification(content: bytes | memoryview) -> Specification:
    """A published document of any age. Raises DocumentVersionError for one of a later schema."""
    return _read(content, Specification)


def read_draft(content: bytes | memoryview) -> Draft:
    """The document of a draft version of any age. Raises DocumentVersionError, too."""
    return _read(content, Draft)


def as_specification(document: JsonObject) -> Specification:
    """A document of the present schema that is JSON already, such as a preview's."""
    return msgspec.convert(document, Specification)


def as_draft(document: JsonObject) -> Draft:
    return msgspec.convert(document, Draft)


def as_quantity(document: JsonObject | None) -> Quantity | None:
    """A quantity that stands in a column or among differences as documents write it."""
    return None if document is None else msgspec.convert(document, Quantity)


def _read(content: bytes | memoryview, type_: type[M]) -> M:
    if upcasts.version_of(content) == upcasts.SCHEMA_VERSION:
        return msgspec.json.decode(content, type=type_)
    return msgspec.convert(upcasts.read(content), type_)
