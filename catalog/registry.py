"""Where other apps register what the catalog shows of theirs; the catalog imports none of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.plain_json import JsonObject

if TYPE_CHECKING:
    from catalog.models import Revision
    from catalog.specification.declaration import Specification


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document of a revision: its title, media type and address."""

    title: str
    media_type: str
    url: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A document that can be made of a specification before anything is published.

    ``make`` gives the bytes of a document that says of itself that it is a draft, or raises
    PreviewError. ``key`` stands in addresses.
    """

    key: str
    title: str
    media_type: str
    make: Callable[[JsonObject], bytes]


class PreviewError(Exception):
    """The preview cannot be made; the message tells staff what is wrong and what to do."""


ProblemFinder = Callable[["Revision"], Iterable[str]]
LinkMaker = Callable[["Specification"], Iterable[DocumentLink]]
FileAddress = Callable[[str], str | None]
AttachmentAddresses = Callable[["Specification"], Mapping[tuple[str, str], str]]
_link_makers: list[LinkMaker] = []
_problem_finders: list[ProblemFinder] = []
_file_addresses: list[FileAddress] = []
_attachment_addresses: list[AttachmentAddresses] = []
_previews: dict[str, Preview] = {}


def register_documents(maker: LinkMaker) -> None:
    """``maker`` gives the document links of a specification."""
    if maker not in _link_makers:
        _link_makers.append(maker)


def document_links(spec: "Specification") -> list[DocumentLink]:
    return [link for maker in _link_makers for link in maker(spec)]


def register_problems(finder: ProblemFinder) -> None:
    """``finder`` tells staff what is wrong with the documents of a revision."""
    if finder not in _problem_finders:
        _problem_finders.append(finder)


def problems_of(revision: "Revision") -> list[str]:
    return [problem for finder in _problem_finders for problem in finder(revision)]


def register_file_address(finder: FileAddress) -> None:
    """``finder`` gives the address of a document by the hash of its bytes, once it is public."""
    if finder not in _file_addresses:
        _file_addresses.append(finder)


def file_address(sha256: str) -> str | None:
    """Where a stored file is a document with a number; None for all others."""
    return next(filter(None, (finder(sha256) for finder in _file_addresses)), None)


def register_attachment_addresses(finder: AttachmentAddresses) -> None:
    """``finder`` gives the addresses of the documents that a product attaches, by kind of
    attachment and hash, once they are public."""
    if finder not in _attachment_addresses:
        _attachment_addresses.append(finder)


def attachment_addresses(spec: "Specification") -> dict[tuple[str, str], str]:
    """Of files that are documents of this very product: others may attach the same bytes."""
    return {
        place: address
        for finder in _attachment_addresses
        for place, address in finder(spec).items()
    }


def register_preview(preview: Preview) -> None:
    _previews[preview.key] = preview


def previews() -> list[Preview]:
    return list(_previews.values())


def preview_of(key: str) -> Preview | None:
    return _previews.get(key)
