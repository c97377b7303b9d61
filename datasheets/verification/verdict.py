"""What there is to say of a file: one verdict, and why."""

from dataclasses import dataclass
from enum import Enum

from datasheets.documents.standing import Statement


class Origin(Enum):
    ORIGINAL = "original"
    """The very bytes that are stored."""
    EXTENDED = "extended"
    """These bytes are all there, with others before or after them."""
    ALTERED = "altered"
    """It names a document of this catalog, whose bytes are others."""
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Verdict:
    origin: Origin
    headline: Statement
    """The verdict. What else is said gives reasons, and says nothing against it."""
    document_number: str
    """Empty for a PDF that names none."""
    revision: int | None
    """The number of the version that the document describes: of a product, its revision."""
    data_untouched: bool | None
    """Whether what it carries for programs is as published, wherever they look for it. None where
    that was not looked at. It says nothing of its pages."""
    is_current: bool | None
    """Whether that version is the one that is shown now."""
    statements: tuple[Statement, ...]
