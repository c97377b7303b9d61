"""What is asked of the process that reads files, and what it answers. Plain data, no Django."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class RefusedError(Exception):
    """The file cannot be taken. The message is for whoever sent it."""


class Job(Generic[T_co]):
    """Something to read out of a file; a ``T_co`` comes back."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FileRefusal:
    """What crosses between the processes for a RefusedError."""

    sentence: str


class Place(Enum):
    """Where a PDF names a file that it carries. Programs look in different places."""

    ATTACHMENTS = "the list of attachments"
    """The name tree ``EmbeddedFiles``, which readers show to people."""
    ASSOCIATED = "the associated files"
    """``AF`` of the document, which programs read that know PDF/A-3."""
    ELSEWHERE = "an annotation, or another place"


@dataclass(frozen=True, slots=True, order=True)
class CarriedFile:
    """A file by one of its names in one of its places.

    ``sha256`` is that of its content, and empty if that is packed in a way that is not read.
    """

    place: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What a PDF says of itself.

    ``properties`` are those of the namespace that was asked for, by their local names; a name with
    several values has them all. ``files`` are sorted, and each is there once for every name in
    every place: two documents carry the same, for whatever program, if these are equal.
    """

    properties: dict[str, tuple[str, ...]]
    files: tuple[CarriedFile, ...]


@dataclass(frozen=True, slots=True)
class ReadClaims(Job[Claims]):
    """Of a PDF, its properties in the XMP packet and the files that it carries."""

    content: bytes
    namespace: str


class Part(Enum):
    """What of a document was touched by what was added to its end."""

    SIGNATURE = "a digital signature"
    COMMENTS = "comments, form fields or other marks on the pages"
    PAGES = "other content of the pages"
    FILES = "the files inside"
    SETTINGS = "settings of the document"


@dataclass(frozen=True, slots=True)
class Addition:
    """``is_read``: the whole can be opened. Without parts, nothing in it is used by a reader."""

    is_read: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReadAddition(Job[Addition]):
    """What is added to a PDF by the bytes after its first ``length``."""

    content: bytes
    length: int


@dataclass(frozen=True, slots=True)
class Inspected:
    """A PDF that readers can open without a password."""

    pages: int


@dataclass(frozen=True, slots=True)
class Inspect(Job[Inspected]):
    """Whether a file is a PDF that people can open. ``name`` stands in the refusal."""

    content: bytes
    name: str
