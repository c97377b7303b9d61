"""Who says what in a document: each piece of its text, the language it is in, whether it is ours.

Ours are the words between the brackets of ``MARKED``, a translation that puts every message into
them. Text that an SVG draws belongs to the picture, which has one language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

OPEN, CLOSE = "⟦", "⟧"
MARKED = f"{OPEN}{{}}{CLOSE}"
WORD = re.compile(r"[^\W\d_]{3,}")
"""Shorter ones are units and symbols."""

SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "data-label"}
SPOKEN_META = {"description"}
VOID = {"meta", "link", "img", "br", "col"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with its language; ``element`` is what it stands in, ``ours`` has brackets around it.

    What a message quotes in another language than its own is not ours.
    """

    text: str
    language: str
    element: str
    ours: bool

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.text)


def pieces(html: str) -> list[Piece]:
    """The text of a document in order, and of those attributes that are seen or read aloud."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.brackets, "a bracket without its partner"
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[Piece] = []
        self.brackets: list[str] = []
        """The languages of the messages that are read just now, one in another."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = self.open[-1][1] if self.open else ""
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", around)
        if tag not in VOID:
            self.open.append((tag, language))
        for text in _spoken(tag, given):
            self._read(text, language, tag, [])

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            tag, language = self.open[-1]
            self._read(data, language, tag, self.brackets)

    def _read(self, text: str, language: str, tag: str, brackets: list[str]) -> None:
        for part in re.split(f"([{OPEN}{CLOSE}])", text):
            if part == OPEN:
                brackets.append(language)
            elif part == CLOSE:
                brackets.pop()
            elif part.strip():
                self.found.append(Piece(part, language, tag, brackets[-1:] == [language]))


def _spoken(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name in SPOKEN_ATTRIBUTES:
            yield value
    if tag == "meta" and attributes.get("name") in SPOKEN_META:
        yield attributes["content"]
    if tag == "body":  # the words around page numbers are one message
        yield "".join(value for name, value in attributes.items() if name.startswith("data-"))
