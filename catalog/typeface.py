"""What can be printed: the characters of the typeface, and how much text a document may hold.

The engine of datasheets has these fonts and no other: a character that they lack, and that would
be a box on paper, makes it refuse the document. So it is said when the text is saved.
"""

import re
import unicodedata
from functools import cache
from html import unescape
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
MAX_TEXT = 200_000
"""Bytes in UTF-8: about fifty pages, of a field and of a document."""

DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What changes the direction of text: marks, embeddings, overrides, isolates (UAX #9)."""

_SPACES = "\t\n\r"
_INTERLINEAR = "\ufff9\ufffa\ufffb"
_SELECTORS = re.compile("[\u034f\ufe00-\ufe0f]")


def unprintable(text: str) -> str:
    """The characters of a text that no datasheet can show, each once.

    >>> unprintable("β-Estradiol, −20 °C"), unprintable("Tacrolimus 他克莫司 😀")
    ('', '他克莫司😀')
    """
    strange = {
        sign: None
        for sign in dict.fromkeys(text)
        if ord(sign) not in _glyphs() and not _is_unseen(sign)
    }
    return "".join(strange)


def named(character: str) -> str:
    """``U+4ED6``, by which a character can be looked up, with the character if it is seen."""
    code = f"U+{ord(character):04X}"
    return f"'{character}' ({code})" if character.isprintable() else code


def printing_problem(text: str) -> str:
    """Why a text cannot stand in a document, with the remedy, or nothing."""
    if (size := len(text.encode())) > MAX_TEXT:
        return (
            f"it has {size / 1000:,.0f} kB of text; a document holds {MAX_TEXT // 1000} kB. "
            "Shorten it, or add it as an attachment."
        )
    if direction := DIRECTIONS.search(unescape(text)):
        return (
            f"it holds {named(direction[0])}, which changes the direction of text. Remove it, also "
            "where it is written as an entity."
        )
    if strange := unprintable(text):
        told = ", ".join(map(named, strange[:5])) + (" …" if len(strange) > 5 else "")
        return (
            f"the typeface of datasheets has no {told}. Write it in Latin or Greek letters, or "
            "leave it out."
        )
    return ""


def _is_unseen(character: str) -> bool:
    """What takes no room, and so needs no shape: joiners, soft hyphens, selectors of variants."""
    if character in _SPACES or _SELECTORS.match(character):
        return True
    return unicodedata.category(character) == "Cf" and character not in _INTERLINEAR


@cache
def _glyphs() -> frozenset[int]:
    """The code points that every style of the typeface has."""
    styles = [TTFont(file, lazy=True) for file in sorted(FONTS.glob("*.ttf"))]
    shapes = frozenset.intersection(*(frozenset(font.getBestCmap()) for font in styles))
    for font in styles:
        font.close()
    return shapes
