"""Reading a molecular formula in the ways suppliers type it.

Understood, besides plain ``C44H69NO12``:

- Unicode or HTML sub- and superscripts, full-width characters, any Unicode dash, spaces between
  elements.
- Components joined by a dot of any kind (``·`` ``.`` ``*`` ``•``), by ``x`` or ``×`` before a
  number, or by a space before a number, each with a count in front: ``5H2O``, ``0.5 H2O``,
  ``½H2O``, ``1-2 H2O``, and ``xHCl`` or ``nH2O`` for a variable one. ``C6H12O6 x H2O`` is read as
  a variable count, never as one.
- A full stop is a decimal point in the count before a component and after a zero (``Fe0.95O``) or
  when nothing but the decimals follow (``YBa2Cu3O6.9``); otherwise it joins components, as in
  ``CuSO4.5H2O``.
- Brackets, nested; repeats ``(C2H4O)n`` and ``(C2H4O2)x(C3H4O2)y``; ranges ``C10-13H22`` and
  ``(C2H4O)8-10``; ``NaxCoO2``.
- Isotopes: ``[13C]``, ``[13C6]``, ``¹³C``, ``^13C``, D for deuterium, and T for tritium where it
  has a count (``T2O``).
- Charges: ``Na+``, ``SO4 2-``, ``SO4^2-``, ``[SO4]2-``, ``Ca²⁺``, ``Cu(2+)``. In ``Ca2+`` the
  digit belongs to the charge, because it follows the only element; in ``NH4+`` and ``NO3-`` it is
  a count. ``SO42-`` and ``I3-`` have two readings and are refused.

What looks like one of these and means another thing is refused; ``formula_lookalikes`` tells it.
"""

import re
from typing import Final

from catalog.chemistry.composition import ONE, Component, Count, Tally
from catalog.chemistry.elements import ISOTOPES
from catalog.chemistry.errors import quoted
from catalog.chemistry.formula_counts import CLOSERS, CountReader
from catalog.chemistry.formula_cursor import KNOWN, FormulaError
from catalog.chemistry.formula_glyphs import Segment
from catalog.chemistry.formula_lookalikes import refuse_lookalikes

MAX_LENGTH: Final = 500
MAX_DEPTH: Final = 12

_HYDROGENS: Final = {"D": "[2H]", "T": "[3H]"}
_ABBREVIATIONS: Final = {"Ac": "C2H3O", "Ts": "C7H7SO2"}  # and actinium, tennessine: never sold

_NUMBER: Final = r"(?:(?:\d{1,4} )?\d{1,4}/\d{1,4}|\d{1,6}(?:[.,]\d{1,6})?)"
_MULTIPLIER: Final = re.compile(rf" ?({_NUMBER})(?: ?(?:-|to) ?({_NUMBER}))? ?(?=[A-Z(\[{{])")
_VARIABLE: Final = re.compile(r"([xnmy]) ?(?=[A-Z(\[{])")
_JOINT: Final = re.compile(
    r" ?[·.] ?| ?[x×] ?(?=\d)| ?× ?| (?=[xnmy] ?[A-Z(\[{])| (?=\d[\d./,]* ?[A-Z(\[{])"
)
_ISOTOPE: Final = re.compile(r"(\d{1,3})([A-Z][a-z]?)")


def read_formula(text: str) -> tuple[tuple[Component, ...], tuple[Segment, ...]]:
    """The components of a formula, and its text in pieces for typesetting."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            f"A formula has at most {MAX_LENGTH} characters; {quoted(text)} has {len(text)}, so "
            "check the field."
        )
    reader = _Reader(text)
    refuse_lookalikes(reader)
    components = reader.components()
    return components, reader.segments()


class _Reader(CountReader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

    def components(self) -> tuple[Component, ...]:
        if not self.chars:
            raise FormulaError(
                "The formula is empty; type one such as C44H69NO12, or leave the field blank."
            )
        found = [self.component()]
        while self.at < len(self.chars):
            self.joint()
            found.append(self.component())
        if len(found) == 1:
            self.refuse_bare_isotope()
        return tuple(found)

    def component(self) -> Component:
        count = self.multiplier()
        tally = self.body("")
        if not tally.units:
            self.fail("An element symbol is missing")
        return tally.component(count)

    def joint(self) -> None:
        joint = _JOINT.match(self.chars, self.at)
        if joint is None:
            self.fail_unexpected()
        for position in range(self.at, joint.end()):
            if self.chars[position] == ".":
                self.chars = f"{self.chars[:position]}·{self.chars[position + 1 :]}"
        self.at = joint.end()

    def multiplier(self) -> Count:
        number = _MULTIPLIER.match(self.chars, self.at)
        if number and self.style_at(number.start(1)) != "sup":
            self.at = number.end()
            low = self.number(number[1])
            return low if number[2] is None else self.range(low, self.number(number[2]))
        variable = _VARIABLE.match(self.chars, self.at)
        if variable:
            self.at = variable.end()
            return None
        return ONE

    def body(self, closer: str) -> Tally:
        """Atoms, groups and charges up to the closing bracket, the next joint or the end."""
        tally = Tally()
        charged_before_atoms = False
        if closer in ("]", ")"):
            self.isotope(tally)
        while self.at < len(self.chars) and self.chars[self.at] != (closer or None):
            if self.charge(tally):
                charged_before_atoms = charged_before_atoms or not self.at_boundary(closer)
            elif self.unit(tally, closer):
                continue
            elif joint := _JOINT.match(self.chars, self.at):
                if not closer:
                    break
                self.at = joint.end()
                count = self.multiplier()
                tally.add_group(self.body(closer), count)
            elif self.chars[self.at] == " ":
                self.at += 1
            elif not closer and tally.units and _VARIABLE.match(self.chars, self.at):
                break
            else:
                self.fail_unexpected()
        if charged_before_atoms and tally.charge:
            self.fail(
                "A charge stands between two elements, and the charges do not cancel; join "
                "components "
                "with a dot and put each charge at the end of its component"
            )
        return tally

    def unit(self, tally: Tally, closer: str) -> bool:
        """A bracket, an isotope or an element, each with its count."""
        if self.chars[self.at] in CLOSERS:
            self.group(tally)
            return True
        if closer and tally.units and self.chars[self.at] == ",":  # [13C6,15N2]
            comma = self.at
            self.at += 2 if self.chars.startswith(", ", self.at) else 1
            if not self.isotope(tally):
                self.at = comma
                self.fail_unexpected()
            return True
        return self.styled_isotope(tally) or self.element(tally)

    def group(self, tally: Tally) -> None:
        opened_at = self.at
        opener = self.chars[self.at]
        closer = CLOSERS[opener]
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"More than {MAX_DEPTH} brackets are nested")
        self.at += 1
        inner = self.body(closer)
        if self.at >= len(self.chars):
            self.at = opened_at
            self.fail(f"The bracket '{opener}' is not closed with '{closer}'")
        if not inner.units:
            self.fail("An element symbol is missing in the bracket")
        self.at += 1
        self.depth -= 1
        tally.add_group(inner, self.count(tally, opener))

    def element(self, tally: Tally) -> bool:
        two, one = self.chars[self.at : self.at + 2], self.chars[self.at]
        if not one.isalpha() or not one.isupper():
            return False
        same_style = len(two) == 2 and self.style_at(self.at) == self.style_at(self.at + 1)
        symbol = two if two in KNOWN and same_style else one
        if symbol not in KNOWN and symbol not in _HYDROGENS:
            self.fail_unexpected()
        if meant := _ABBREVIATIONS.get(symbol):
            self.fail(f"'{symbol}' is an abbreviation here; write its atoms, {meant}")
        start = self.at
        self.at += len(symbol)
        counted_from = self.at
        count = self.count(tally, symbol)
        if symbol == "T" and self.at == counted_from:
            self.at = start
            titanium = "did you mean Ti? For" if self.chars[start : start + 2] == "TI" else "for"
            self.fail(
                f"'T' without a count looks like an abbreviation; {titanium} tritium write [3H]"
            )
        tally.add(_HYDROGENS.get(symbol, symbol), count)
        return True

    def isotope(self, tally: Tally) -> bool:
        """``13C6`` after an opening bracket or a comma."""
        match = _ISOTOPE.match(self.chars, self.at)
        if match is None:
            return False
        symbol = next((part for part in (match[2], match[2][0]) if part in KNOWN), "")
        if (symbol, int(match[1])) not in ISOTOPES:
            known = ", ".join(
                f"[{mass}{element}]" for element, mass in sorted(ISOTOPES) if element == symbol
            )
            remedy = f"known ones are {known}" if known else "write it such as [13C] or [2H]"
            self.fail(f"'{match[0]}' is not an isotope known here; {remedy}")
        self.mark("sup", self.at, match.end(1))
        self.at = match.end(1) + len(symbol)
        tally.add(f"[{match[1]}{symbol}]", self.count(tally, symbol))
        return True

    def styled_isotope(self, tally: Tally) -> bool:
        """``¹³C`` or ``^13C``."""
        if self.chars[self.at] == "^" and _ISOTOPE.match(self.chars, self.at + 1):
            self.styles[self.at] = None
            self.at += 1
            return self.isotope(tally)
        return self.style_at(self.at) == "sup" and self.isotope(tally)

    def refuse_bare_isotope(self) -> None:
        """``13C6H12O6`` alone means labelled glucose, not thirteen of it."""
        match = re.match(r"(\d{2,3})([A-Z][a-z]?)", self.chars)
        if match is None or self.style_at(0) == "sup":
            return
        symbol = match[2] if match[2] in KNOWN else match[2][0]
        if (symbol, int(match[1])) in ISOTOPES:
            raise FormulaError(
                f"{quoted(self.text)} can be an isotope or a count; write [{match[1]}{symbol}] for "
                "the isotope."
            )

    def at_boundary(self, closer: str) -> bool:
        rest = self.chars[self.at :]
        return not rest or rest[0] == closer or bool(_JOINT.match(rest))
