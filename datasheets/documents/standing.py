"""How a version of a subject stands beside the others, in words for people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from catalog.specification.differences import Difference


class Tone(Enum):
    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or two for people, and where to go on."""

    tone: Tone
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A version that the public has seen. ``clause`` goes on in a sentence on its document."""

    name: str
    """Of the subject and its version: ``ALQ-1001 FK506, revision 2``."""
    sha256: str
    """Of the bytes that its documents are made of."""
    is_current: bool
    clause: str
    statements: tuple[Statement, ...]

    def of_another_file(self) -> Iterator[Statement]:
        """The same beside a file that is not the document: it speaks neither for it nor against."""
        return (replace(said, tone=Tone.NEUTRAL) for said in self.statements)


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A version of a subject, as the page of its documents lists it."""

    number: int
    title: str
    """``Revision 2``"""
    valid_from: datetime
    note: str
    page: Link | None
    """What else there is to read on this very version."""
    file: str
    """Where its document is asked for, whatever its issue; completed by a variant's query."""
    is_current: bool
    changes: tuple[Difference, ...] = ()
    """Field by field, since the version before."""


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a subject that the public has seen, the latest first."""

    number: str
    """The document number that all of them share."""
    title: str
    """``Technical datasheet of FK506``"""
    superseded: str
    """What is said beside a version that is not the current one; empty if nothing is."""
    notice: Statement | None
    versions: tuple[PublicVersion, ...]
