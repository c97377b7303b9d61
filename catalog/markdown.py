"""The Markdown subset of narrative: paragraphs, lists, emphasis, sub- and superscripts, links.

Raw HTML, images, headings and code blocks are not in the subset; the form says so instead of
dropping them. Links go to http, https and mailto addresses only.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|<!--|<!\[CDATA\[|<\?")
LINK_SCHEMES = re.compile(r"^(https?://|mailto:)", re.I)
ADDRESS = re.compile(r"\]\(\s*<?([^)\s>]+)")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "typographer": False})
    parser.enable(["list", "emphasis", "link", "escape", "newline", "entity", "table"])
    parser.validateLink = lambda url: bool(LINK_SCHEMES.match(url))  # type: ignore[method-assign]
    return parser


def render(text: str) -> str:
    """Safe HTML of a narrative; anything outside the subset appears as the text it is."""
    return str(_parser().render(text))


def faults(text: str) -> list[str]:
    """What in a text is outside the subset, each with its place and remedy."""
    found = []
    for line_number, line in enumerate(text.splitlines(), start=1):
        for markup in MARKUP.findall(line):
            found.append(
                f"Line {line_number} has HTML ('{markup[:40]}'), which is not shown; remove it or "
                "write it in Markdown."
            )
        for address in ADDRESS.findall(line):
            if not LINK_SCHEMES.match(address):
                found.append(
                    f"Line {line_number} links to '{address[:60]}'; a link begins with https://, "
                    "http:// or mailto:."
                )
        if line.startswith("#"):
            found.append(
                f"Line {line_number} is a heading ('{line[:40]}'); a section has one heading of "
                "its own, so start another section."
            )
    return found


def plain(text: str) -> str:
    """The words of a narrative without its marks, for search and descriptions."""
    words: list[str] = []

    def collect(tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.children:
                collect(token.children)
            elif token.type == "text":
                words.append(token.content)
            elif token.type in ("softbreak", "hardbreak") or token.type.endswith("_close"):
                words.append(" " if token.block or "break" in token.type else "")

    collect(_parser().parse(text))
    return " ".join("".join(words).split())
