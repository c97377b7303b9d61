"""Numbers as they are printed: operators, thousands, powers of ten, ranges, dilutions."""

import math
import re
from typing import Final, Literal, TypeAlias, cast

from catalog.chemistry.errors import quoted
from catalog.chemistry.typography import plain, tidy
from catalog.chemistry.unit_table import DILUTION
from catalog.chemistry.units import QuantityError, parse_unit

Operator: TypeAlias = Literal["=", "<", "≤", ">", "≥", "~"]

_OPERATORS: Final = {
    "=": r"=|equals",
    "≤": r"≤|≦|⩽|<=|=<|up to|at most|not more than|no more than|NMT|max(?:imum|\.)?",
    "≥": r"≥|≧|⩾|>=|=>|at least|not less than|no less than|NLT|min(?:imum|\.|(?= ?\d))",
    "<": r"<|less than|below|under",
    ">": r">|more than|greater than|above|over",
    "~": r"~|≈|∼|≃|ca\.?|c\.|approx(?:\.|imately)?|about|around|circa",
}
_OPERATOR: Final = re.compile(
    "|".join(f"(?P<o{rank}>{pattern})" for rank, pattern in enumerate(_OPERATORS.values())),
    re.IGNORECASE,
)
_DIGITS: Final = r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?|\.\d+"
_TEN: Final = r"10(?:\^ ?[+-]?\d{1,3}|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
_POWER: Final = rf"[eE][+-]?\d{{1,3}}(?![A-Za-z\d])| ?[x×·*] ?{_TEN}"
_NUMBER: Final = re.compile(
    rf"(?P<sign>[+-]?) ?(?:(?P<ten>{_TEN})|(?P<digits>{_DIGITS})(?P<power>{_POWER})?)"
)
_DILUTION: Final = re.compile(r"1 ?: ?(?=[1-9])|1/(?=[1-9]\d)")
_BETWEEN: Final = re.compile(r" ?(?:-|to|through|~|∼|…|\.\.\.?|and) ?(?=[+\-.\d])", re.IGNORECASE)
_POWER_OF_UNIT: Final = (  # of M-1s-1 and min-1, which begin no second number
    r"-1(?:$|[,;()\[]| (?:[(\[]|(?:by|in|at|on|with|for)\b)|[ ·.]?(?:s|sec|min|h|cm)(?![a-z]))"
)
_INNER_UNIT: Final = re.compile(
    r" ?([^\d\s-][^\d]*?)"
    rf"(?= ?(?:(?<= )-|(?!{_POWER_OF_UNIT})-|to|through|~|±) ?[+-]?\d)"
)
_PLUS_MINUS: Final = re.compile(r" ?(?:±|\+/-|\+-) ?(?=[.\d])")
_SUPERSCRIPTS: Final = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_ACIDITY: Final = re.compile(r"pH ?(?==|[<>≤≥~\d])")


class NumberReading:
    """A place in the text, and the spans of it that belong to the number."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = tidy(text)
        self.chars = plain(text)
        self.at = 0
        self.spans: list[tuple[int, int]] = []
        self.prefix = ""
        """The unit that stands before the number: pH, or the 1 of a dilution."""
        if acidity := _ACIDITY.match(self.chars):
            self.prefix, self.at = "pH", acidity.end()

    def operator(self) -> Operator:
        self.skip_space()
        match = _OPERATOR.match(self.chars, self.at)
        if match is None or not match.lastgroup:
            return "="
        self.take(match.end())
        return cast(Operator, list(_OPERATORS)[int(match.lastgroup[1:])])

    def number(self) -> tuple[float, str]:
        """The number here, and a unit before the second number of a range (``2 °C to 8 °C``)."""
        self.skip_space()
        if dilution := _DILUTION.match(self.chars, self.at):
            self.prefix = DILUTION
            self.take(dilution.end())
        match = _NUMBER.match(self.chars, self.at)
        if match is None:
            raise QuantityError(
                f"No number can be read in {quoted(self.text)}; write one with its unit, such as "
                "25 mg/mL."
            )
        self.take(match.end())
        if self.chars.startswith("+", self.at) and not _PLUS_MINUS.match(self.chars, self.at):
            raise QuantityError(
                f"{quoted(self.text)} ends a number with '+'; write ≥ in front of it instead."
            )
        value = _value(match)
        if not math.isfinite(value):
            raise QuantityError(
                f"The number in {quoted(self.text)} is too large; correct the exponent."
            )
        return value, self.unit_before_second_number()

    def unit_before_second_number(self) -> str:
        inner = _INNER_UNIT.match(self.chars[self.at :])
        if (
            inner is None
            or _BETWEEN.match(self.chars, self.at)
            or _PLUS_MINUS.match(self.chars, self.at)
        ):
            return ""
        try:
            unit = parse_unit(inner[1])
        except QuantityError:  # mg mL-1
            return ""
        self.at += inner.end()
        return unit

    def margin(self) -> float:
        match = _PLUS_MINUS.match(self.chars, self.at)
        if match is None:
            return 0.0
        self.take(match.end())
        return self.number()[0]

    def continues(self) -> bool:
        match = _BETWEEN.match(self.chars, self.at)
        if match is None:
            return False
        self.take(match.end())
        return True

    def rest(self) -> str:
        return self.shown[self.at :]

    def printed(self) -> str:
        return tidy("".join(self.shown[start:end] for start, end in self.spans))

    def take(self, end: int) -> None:
        self.spans.append((self.at, end))
        self.at = end

    def skip_space(self) -> None:
        while self.chars.startswith(" ", self.at):
            self.take(self.at + 1)


def amount_end(text: str) -> int:
    """Where the number or range ends that begins a text; 0 where none does. pH 7.4 is a condition
    and no amount."""
    reading = NumberReading(text)
    if reading.prefix:
        return 0
    try:
        reading.operator()
        reading.number()
        if reading.margin() or reading.continues():
            reading.number()
    except QuantityError:
        return 0
    return reading.at


def _value(match: re.Match[str]) -> float:
    digits = (match["digits"] or "1").replace("'", "").replace(" ", "")
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".")
    power = (match["ten"] or match["power"] or "").translate(_SUPERSCRIPTS).replace(" ", "")
    exponent = re.sub(r"^(?:[eE]|[x×·*]?10\^?)", "", power) or "0"
    return float(f"{match['sign']}{digits}e{exponent}")
