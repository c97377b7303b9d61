"""The digits and signs after an element or a bracket: which are a count, and which a charge."""

import re
from fractions import Fraction
from typing import Final

from catalog.chemistry.composition import ONE, Count, Tally
from catalog.chemistry.formula_cursor import KNOWN, Cursor

CLOSERS: Final = {"(": ")", "[": "]", "{": "}"}
_COUNT: Final = re.compile(r"\d+")
_RANGE: Final = re.compile(r"(\d+)-(\d+)(?![+-])")
_SUBUNIT: Final = re.compile(r"0[.,]\d{1,6}")
_FINAL_DECIMAL: Final = re.compile(r"\d+\.\d+$")
_DECIMAL: Final = re.compile(r"\d+[.,]\d+")
_REPEATS: Final = re.compile(r" ?[nm](?![a-z])|[xyz](?![a-z\d])")
_RATIO: Final = re.compile(r"\((\d{1,6})/(\d{1,6})\)")
_POLYATOMIC_ANIONS: Final = frozenset({"I", "Br", "N", "O", "C"})  # I3-, Br3-, N3-, O2-, C2 2-
_CHARGE: Final = re.compile(
    r" ?\((?P<n1>\d{0,2})(?P<s1>[+-])\)| ?\^?(?P<n2>\d{0,2})(?P<s2>\++|-+)(?P<after>\d?)(?!\d)"
)


class CountReader(Cursor):
    """A cursor that reads what may follow an element or a bracket."""

    def count(self, tally: Tally, after: str) -> Count:
        """The count after an element or a group, or 1; a digit that belongs to a charge is left."""
        start = self.at
        if after in CLOSERS and _REPEATS.match(self.chars, start):
            self.at += 2 if self.chars[start] == " " else 1
            self.mark("sub", start, self.at)
            return None
        if (
            self.chars.startswith("x", start)
            and after not in CLOSERS
            and not self.after_digit(start)
        ):
            self.at += 1
            self.mark("sub", start, self.at)
            return None
        if self.chars.startswith("n", start) and self.style_at(start) == "sub":
            self.at += 1
            self.mark("sub", start, self.at)
            return None
        ratio = _RATIO.match(self.chars, start)
        if ratio:
            return self.counted(ratio.end(), self.number(f"{ratio[1]}/{ratio[2]}"))
        digits = _COUNT.match(self.chars, start)
        if digits is None or self.style_at(start) == "sup":
            return ONE
        end = next(
            (i for i in range(start, digits.end()) if self.style_at(i) != self.style_at(start)),
            digits.end(),
        )
        span = _RANGE.match(self.chars, start)
        if span and self.style_at(span.start(2)) == self.style_at(start):
            low, high = Fraction(span[1]), Fraction(span[2])
            if low <= high or low >= 10 or after in CLOSERS:  # PO4-3 ends in a charge
                return self.counted(span.end(), self.range(low, high))
        for pattern in (_SUBUNIT, _FINAL_DECIMAL, _DECIMAL):
            decimal = pattern.match(self.chars, start)
            if decimal and (pattern is not _DECIMAL or self.is_lowered(decimal)):
                return self.counted(decimal.end(), self.number(decimal[0]))
        if (
            end == digits.end()
            and self.style_at(start) == "text"
            and self.is_charge_number(tally, after, digits[0])
        ):
            return ONE
        return self.counted(end, self.number(self.chars[start:end]))

    def is_lowered(self, match: re.Match[str]) -> bool:
        return all(self.style_at(place) == "sub" for place in range(*match.span()))

    def is_charge_number(self, tally: Tally, after: str, digits: str) -> bool:
        """Whether the digits before a sign, as in ``Ca2+``, are the charge and not a count."""
        sign = self.chars[self.at + len(digits) : self.at + len(digits) + 1]
        if sign not in ("+", "-") or self.style_at(self.at + len(digits)) == "sup":
            return False
        if after == "[":
            return True
        alone = not tally.units
        if (
            alone
            and after in KNOWN
            and len(digits) == 1
            and not (sign == "-" and after in _POLYATOMIC_ANIONS)
        ):
            return True
        if len(digits) > 1 or alone:
            element = after if after in KNOWN else ")"
            charge = f"{element}{digits[:-1]} {digits[-1]}{sign}"
            self.fail(
                f"'{digits}{sign}' can be a count or a charge; write '{charge}' or "
                f"'{element}{digits} {sign}'"
            )
        return False

    def charge(self, tally: Tally) -> bool:
        match = _CHARGE.match(self.chars, self.at)
        if match is None or not (tally.units or self.at):
            return False
        sign = match["s1"] or match["s2"]
        before, after = match["n1"] or match["n2"], match["after"]
        if before and after:
            self.fail_unexpected()
        size = int(before or after or len(sign))
        self.mark("sup", self.at, match.end())
        for position in range(self.at, match.end()):
            if self.chars[position] in " ^()":
                self.styles[position] = None
        tally.charge += size if sign[0] == "+" else -size
        self.at = match.end()
        return True

    def counted(self, end: int, count: Count) -> Count:
        self.mark("sub", self.at, end)
        self.at = end
        return count
