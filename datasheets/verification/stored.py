"""The file among the stored documents, by its hash: nothing of it is parsed for that."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datasheets.archive import subject_of
from datasheets.documents.registry import installed
from datasheets.documents.standing import Standing
from datasheets.models import Datasheet

_BEGIN, _END = b"%PDF-", b"%%EOF"
_LINE_ENDS = (b"\r\n", b"\n", b"")
MAX_BEGINNINGS, MAX_ENDS = 2, 3
"""A document of ours begins once and ends once, but either may stand in what was put around it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A stored document of a version that has been public, and how that stands now."""

    sheet: Datasheet
    standing: Standing


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the bytes of a stored document stand in a file."""

    document: Document
    begin: int
    end: int


def document_of(sheet: Datasheet | None) -> Document | None:
    """None for one that is scheduled: nobody learns from here what is."""
    kind = installed(sheet.document_kind) if sheet else None
    if sheet is None or kind is None:
        return None
    standing = kind.standing(subject_of(sheet))
    return Document(sheet, standing) if standing else None


def stored_as(content: bytes) -> Document | None:
    """The document that has these very bytes."""
    return _public_among([hashlib.sha256(content).hexdigest()])


def stored_within(content: bytes) -> Stretch | None:
    """The document whose bytes are all there, one after the other, with others around them."""
    found = {sha256: (begin, end) for begin, end, sha256 in _stretches(content)}
    document = _public_among(found)
    return Stretch(document, *found[document.sheet.sha256]) if document else None


def _public_among(hashes: Iterable[str]) -> Document | None:
    """The first public one: the same bytes may have come for several products, and one of them
    may be scheduled."""
    documents = map(document_of, Datasheet.ready().filter(sha256__in=hashes))
    return next(filter(None, documents), None)


def _stretches(content: bytes) -> Iterator[tuple[int, int, str]]:
    """From where to where a whole PDF may go, with the hash of that."""
    view = memoryview(content)
    for begin in _places(content, _BEGIN, 0, MAX_BEGINNINGS):
        running, hashed = hashlib.sha256(), begin
        for end in _ends(content, begin):
            running.update(view[hashed:end])
            hashed = end
            yield begin, end, running.hexdigest()


def _ends(content: bytes, begin: int) -> list[int]:
    ends = {len(content)} if begin else set()
    for mark in _places(content, _END, begin, MAX_ENDS):
        place = mark + len(_END)
        ends |= {place + len(line) for line in _LINE_ENDS if content.startswith(line, place)}
    return sorted(ends)


def _places(content: bytes, mark: bytes, begin: int, most: int) -> Iterator[int]:
    place = content.find(mark, begin)
    while place >= 0 and most > 0:
        yield place
        most -= 1
        place = content.find(mark, place + 1)
