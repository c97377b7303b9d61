"""What documents are about: a version of a product today, of a lot or of anything else later."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from catalog.models import Revision

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Subject:
    """One version of a subject. ``id`` is permanent, while numbers and names may change.

    ``name`` is how staff know this version; it says nothing of which one it is.
    """

    type: str
    id: str
    version: int
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Edition(Generic[Content]):
    """A version of a subject as it was frozen: what its documents are made of.

    ``stored`` are the bytes that ``content`` was read from and ``sha256`` is their hash. Both are
    empty for a draft.
    """

    subject: Subject
    content: Content
    stored: bytes = b""
    sha256: str = ""
    revision: Revision | None = None
    """The subject's row, if it is the revision of a product."""

    @property
    def is_draft(self) -> bool:
        return not self.stored
