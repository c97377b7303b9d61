"""A place in a typed formula: what stands there, and how to say what is wrong with it."""

import re
from fractions import Fraction
from typing import Final, NoReturn

from catalog.chemistry.composition import CountRange
from catalog.chemistry.elements import SYMBOLS
from catalog.chemistry.errors import ChemistryError, quoted
from catalog.chemistry.formula_glyphs import Glyph, Segment, Style, glyphs, segments

KNOWN: Final = frozenset(SYMBOLS)
MAX_COUNT: Final = 1_000_000


class FormulaError(ChemistryError):
    """Not a molecular formula."""


class Cursor:
    """The characters of a formula from left to right, and the style in which each is to be set."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.glyphs: list[Glyph] = []
        for glyph in glyphs(text):  # runs of spaces count as one, at the ends as none
            if glyph.char != " " or (self.glyphs and self.glyphs[-1].char != " "):
                self.glyphs.append(glyph)
        self.glyphs = counts_joined(self.glyphs)
        self.chars = "".join(glyph.char for glyph in self.glyphs).rstrip()
        self.styles: list[Style | None] = ["text"] * len(self.chars)
        self.at = 0

    def segments(self) -> tuple[Segment, ...]:
        styled = zip(self.chars, self.styles, strict=True)
        return segments([(char, style) for char, style in styled if style is not None])

    def number(self, text: str) -> Fraction:
        if re.match(r"0\d", text):
            zero, rest = text[0], text[1:]
            self.fail(
                f"The count '{text}' begins with {zero}; type the letter O if oxygen is meant "
                f"('O{rest}'), or leave the {zero} out"
            )
        whole, _, part = text.replace(",", ".").rpartition(" ")
        try:
            value = Fraction(part) + Fraction(whole or 0)
        except ZeroDivisionError:
            value = Fraction(0)
        if value == 0:
            self.fail(f"The count '{text}' is zero; leave the part out or correct the count")
        if value > MAX_COUNT:
            self.fail(f"The count '{text}' is above a million; correct the count")
        return value

    def range(self, low: Fraction, high: Fraction) -> CountRange:
        if low > high:
            self.fail(f"The range {low}-{high} runs backwards; write {high}-{low}")
        if low == high:
            self.fail(
                f"The range {low}-{high} has equal ends; write {low} alone, or a dot instead of "
                "the hyphen"
            )
        return CountRange(low, high)

    def after_digit(self, position: int) -> bool:
        return position > 0 and self.chars[position - 1].isdigit()

    def style_at(self, position: int) -> Style:
        return self.glyphs[position].style

    def mark(self, style: Style, start: int, end: int) -> None:
        self.styles[start:end] = [style] * (end - start)

    def fail_unexpected(self) -> NoReturn:
        rest = self.chars[self.at :]
        token = (re.match(r"[A-Za-z][a-z]?|\d+|.", rest) or [rest])[0]
        before = self.chars[self.at - 1 : self.at]
        candidates = [before + token[:1].lower(), token[:2].capitalize(), token[:1].upper()]
        suggestion = next(
            (symbol for symbol in candidates if symbol in KNOWN and symbol != before), ""
        )
        hint = f"; did you mean {suggestion}?" if rest[:1].isalpha() and suggestion else ""
        what = "is not an element symbol" if rest[:1].isalpha() else "is not expected"
        self.fail(f"'{token}' {what}{hint or '; correct it'}")

    def fail(self, problem: str) -> NoReturn:
        place = self.glyphs[min(self.at, len(self.chars) - 1)].place + 1
        raise FormulaError(f"{problem} (character {place} of formula {quoted(self.text)}).")


def counts_joined(spaced: list[Glyph]) -> list[Glyph]:
    """A formula with a space between any two parts, as in ``C 10 H 10 Fe``, as ``C10 H10 Fe``.

    One whose counts stand by their elements is returned as it is: in ``CuSO4 5H2O`` a space
    before a number joins components.
    """
    tokens = "".join(glyph.char for glyph in spaced).split(" ")
    symbols = [token in KNOWN for token in tokens]
    if not all(
        symbol or token.isdigit() or token in ("·", ".", "x", "×", "")
        for token, symbol in zip(tokens, symbols, strict=True)
    ):
        return spaced
    kept: list[Glyph] = []
    place = 0
    for index, token in enumerate(tokens):
        counts = index > 0 and symbols[index - 1] and token.isdigit()
        if index and not counts:
            kept.append(spaced[place - 1])
        kept += spaced[place : place + len(token)]
        place += len(token) + 1
    return kept
