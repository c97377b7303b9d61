"""Where other apps register what pages show of theirs; the catalog imports none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document of a revision: its title, media type and address."""

    title: str
    media_type: str
    url: str


LinkMaker = Callable[[dict[str, Any]], Iterable[DocumentLink]]
_link_makers: list[LinkMaker] = []


def register_documents(maker: LinkMaker) -> None:
    """``maker`` gives the document links of a specification."""
    if maker not in _link_makers:
        _link_makers.append(maker)


def document_links(spec: dict[str, Any]) -> list[DocumentLink]:
    return [link for maker in _link_makers for link in maker(spec)]
