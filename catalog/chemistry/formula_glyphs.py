"""The characters of a typed formula, each with how high it stands and where it was typed."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, Literal, NamedTuple, TypeAlias

from catalog.chemistry.typography import DASHES, INVISIBLE

Style: TypeAlias = Literal["text", "sub", "sup"]
Segment: TypeAlias = tuple[str, Style]


class Glyph(NamedTuple):
    """One character in plain ASCII (or ``·``)."""

    char: str
    style: Style
    place: int
    """Position in the text as typed, from 0."""


_SUBSCRIPTS: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₓₙₘ", "0123456789+-xnm", strict=True))
_SUPERSCRIPTS: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
_FRACTIONS: Final = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅕": "1/5",
    "⅛": "1/8",
}
_DOTS: Final = "·•∙⋅‧・･●▪*"
_TAG: Final = re.compile(r"<\s*(/?)\s*(sub|sup)\s*>", re.IGNORECASE)


def glyphs(text: str) -> Iterator[Glyph]:
    """Characters in one spelling; Unicode sub- and superscripts and HTML tags become a style."""
    tag_style: Style = "text"
    position = 0
    while position < len(text):
        tag = _TAG.match(text, position)
        if tag:
            tag_style = "text" if tag[1] else ("sub" if tag[2].lower() == "sub" else "sup")
            position = tag.end()
            continue
        yield from _spelled(text[position], tag_style, position)
        position += 1


def _spelled(char: str, style: Style, place: int) -> Iterator[Glyph]:
    if char in INVISIBLE:
        return
    if char in _FRACTIONS:  # a space before it keeps 1½ from becoming 11/2
        yield from (Glyph(part, style, place) for part in " " + _FRACTIONS[char])
    elif char in _SUBSCRIPTS:
        yield Glyph(_SUBSCRIPTS[char], "sub", place)
    elif char in _SUPERSCRIPTS:
        yield Glyph(_SUPERSCRIPTS[char], "sup", place)
    elif char in DASHES:
        yield Glyph("-", style, place)
    elif char in _DOTS:
        yield Glyph("·", style, place)
    elif char.isspace():
        yield Glyph(" ", style, place)
    elif "！" <= char <= "～":  # full-width forms of ASCII
        yield Glyph(chr(ord(char) - 0xFEE0), style, place)
    else:
        yield Glyph("/" if char == "⁄" else char, style, place)


def segments(pieces: list[Segment]) -> tuple[Segment, ...]:
    """Neighbours of the same style joined, empty ones dropped."""
    kept = [piece for piece in pieces if piece[0]]
    return tuple(
        ("".join(text for text, _ in run), style)
        for style, run in groupby(kept, key=lambda piece: piece[1])
    )
