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
        self.chars = "".join(glyph.char for glyph in self.glyphs).rstrip()
        self.styles: list[Style | None] = ["text"] * len(self.chars)
        self.at = 0

    def segments(self) -> tuple[Segment, ...]:
        styled = zip(self.chars, self.styles, strict=True)
        return segments([(char, style) for char, style in styled if style is not None])

    def number(self, text: str) -> Fraction:
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
