"""Where in a text stands what was searched for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.keys import fold, match_key
from catalog.presentation.parts import NOTHING
from catalog.search.words import words

Span = tuple[int, int]
BESIDE = 70
"""Characters that a fragment shows on each side of its first match."""
_PIECE = re.compile(r"[0-9]+|[a-z]+")
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was searched for, as it is looked for in every text: as a whole, and its words."""

    key: str
    words: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        return cls(match_key(text), tuple(words(text)))


def marked(text: str, typed: Typed) -> SafeString:
    """The text as HTML, with ``<mark>`` around what of it was typed."""
    return _html(text, spans(text, typed))


def spans(text: str, typed: Typed) -> list[Span]:
    """The places of what was typed: as a whole if the text has it, spelling marks aside, or else
    its words where a word begins so."""
    folded, places = _folded(text)
    return _whole(folded, places, typed.key) or list(_words(folded, places, typed.words))


def missing(texts: list[str], typed: Typed) -> Typed:
    """The words typed that begin no word of the texts."""
    found = {word for text in texts for word in words(text)}
    absent = [word for word in typed.words if not any(each.startswith(word) for each in found)]
    return Typed("".join(absent), tuple(absent))


def fragment(narrative: str, typed: Typed) -> SafeString:
    """The part of a long text that has most of what was typed, marked; nothing if it has none."""
    best: tuple[int, str, list[Span]] = (0, "", [])
    for line in map(str.strip, narrative.splitlines()):
        found = spans(line, typed)
        told = sum(map(len, {fold(line[start:end]) for start, end in found}))
        if told > best[0]:
            best = (told, line, found)
    _, line, found = best
    if not found:
        return NOTHING
    start = _word_border(line, max(found[0][0] - BESIDE, 0), -1)
    end = _word_border(line, min(found[0][1] + BESIDE, len(line)), 1)
    inside = [(low - start, high - start) for low, high in found if low >= start and high <= end]
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(line) else ""
    return format_html("{}{}{}", before, _html(line[start:end], inside), after)


def _word_border(line: str, place: int, step: int) -> int:
    while 0 < place < len(line) and not line[place - (step < 0)].isspace():
        place += step
    return place


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place that it comes from."""
    folded, places = [], []
    for place, character in enumerate(text):
        for letter in fold(character):
            folded.append(letter)
            places.append(place)
    return "".join(folded), places


def _whole(folded: str, places: list[int], key: str) -> list[Span]:
    letters = [place for place, letter in enumerate(folded) if letter.isalnum()]
    at = "".join(folded[place] for place in letters).find(key) if key else -1
    if at < 0:
        return []
    return [(places[letters[at]], places[letters[at + len(key) - 1]] + 1)]


def _words(folded: str, places: list[int], typed: Sequence[str]) -> Iterator[Span]:
    for piece in _PIECE.finditer(folded):
        lengths = [len(word) for word in typed if _begins(piece[0], word)]
        if lengths:
            last = piece.start() + max(lengths) - 1
            yield places[piece.start()], places[last] + 1


def _begins(piece: str, word: str) -> bool:
    return piece == word or (len(word) > 1 and piece.startswith(word))


def _html(text: str, found: list[Span]) -> SafeString:
    parts, end = [], 0
    for start, stop in found:
        parts += [escape(text[end:start]), format_html("<mark>{}</mark>", text[start:stop])]
        end = stop
    return mark_safe("".join([*parts, escape(text[end:])]))
