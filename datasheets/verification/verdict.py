"""What there is to say of a file: one verdict, and why."""

from dataclasses import dataclass
from enum import Enum


class Origin(Enum):
    ORIGINAL = "original"
    """The very bytes that are stored."""
    EXTENDED = "extended"
    """These bytes are all there, with others before or after them."""
    ALTERED = "altered"
    """It names a document of this catalog, whose bytes are others."""
    FOREIGN = "foreign"


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
class Verdict:
    origin: Origin
    headline: Statement
    """The verdict. What else is said gives reasons, and says nothing against it."""
    document_number: str
    """Empty for a PDF that names none."""
    revision: int | None
    """The number of the revision of this catalog that the document describes."""
    data_untouched: bool | None
    """Whether what it carries for programs is as published, wherever they look for it. None where
    that was not looked at. It says nothing of its pages."""
    is_current: bool | None
    """Whether the revision is the one that is shown now."""
    statements: tuple[Statement, ...]
