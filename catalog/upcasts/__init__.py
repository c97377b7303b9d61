"""Documents of every age, read as documents of the present schema. No Django.

A stored document keeps its bytes, its hash and its ``schema_version`` for ever. Whoever reads it is
given what the present schema says of it: each step brings a document of one version, plain
dictionaries and lists, up to the next one. Drafts and specifications, tombstones among them, take
the same steps; a specification has the member ``revision`` and a draft has not.

Public face: ``read``, ``upcast``, ``version_of``, ``check_version``, ``SCHEMA_VERSION`` and
``DocumentVersionError``.
"""

from catalog.upcasts.reading import (
    DocumentVersionError,
    check_version,
    read,
    upcast,
    version_of,
)
from catalog.upcasts.steps import SCHEMA_VERSION

__all__ = [
    "SCHEMA_VERSION",
    "DocumentVersionError",
    "check_version",
    "read",
    "upcast",
    "version_of",
]
