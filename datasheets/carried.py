"""What goes to a process that renders, and what a document carries for programs.

Plain data, without Django: it is read where only the engine is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

NAMESPACE = "https://aliquot.example/ns/document#"
"""Of our own properties. A name, not an address: nobody can own a domain below .example."""


def property_name(field: str) -> str:
    """``document_type`` is ``documentType`` in the packet."""
    first, *rest = field.split("_")
    return first + "".join(part.capitalize() for part in rest)


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside a document. ``relationship``: ``Source`` of its content, or ``Data`` in it."""

    name: str
    content: bytes
    media_type: str
    relationship: Literal["Source", "Data"]
    description: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class DocumentProperties:
    """Which document of which catalog this is, and of which specification."""

    document_type: str
    document_number: str
    catalog_number: str
    revision: int
    revision_address: str
    specification_sha256: str


@dataclass(frozen=True, slots=True)
class OwnData:
    """What a document says of itself, and the files in it."""

    properties: DocumentProperties
    files: tuple[EmbeddedFile, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a document shows."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Job:
    """A document to render, with all that it may load: ``images`` by their addresses in ``html``.

    Links are completed with ``base_url``. ``paper`` is ``a4`` or ``letter``.
    """

    html: str
    base_url: str
    paper: str = "a4"
    own: OwnData | None = None
    images: Mapping[str, Image] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back for a job: a document, or why there can be none."""

    pdf: bytes
    problem: str = ""
