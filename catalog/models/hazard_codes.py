"""Codes of hazard statements, precautionary statements and pictograms: how they are written, and
which there are.

The Globally Harmonized System (UN GHS, revision 10, annex 3), with the subdivisions and the EUH
statements of Regulation (EC) No 1272/2008 (CLP), annexes III and VI, and the precautionary
statements of earlier revisions that safety data sheets still print.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of one kind; some can be combined with ``+``."""

    name: str
    shape: re.Pattern[str]
    remedy: str
    known: frozenset[str]

    def is_written_well(self, code: str) -> bool:
        return self.shape.fullmatch(code) is not None

    def unknown_parts(self, code: str) -> list[str]:
        """Of a code that is written well, the parts that do not exist."""
        return [part for part in code.split("+") if part not in self.known]

    def read(self, text: str) -> list[str]:
        """The codes as typed, with commas, semicolons or spaces between. Raises ValueError."""
        words = [word for word in re.split(r"[,;\s]+", _closed_up(text)) if word]
        for word in words:
            if not self.is_written_well(word):
                raise ValueError(f"'{word[:60]}' is not a {self.name}; {self.remedy}.")
        return words


def _closed_up(text: str) -> str:
    """P301 + P310, as most data sheets print it, is one code."""
    return re.sub(r"\s*\+\s*", "+", text)


def _codes(letters: str, ranges: str) -> frozenset[str]:
    codes: set[str] = set()
    for run in ranges.split():
        first, _, last = run.partition("-")
        numbers = range(int(first), int(last or first) + 1)
        codes |= {f"{letters}{number:0{len(first)}}" for number in numbers}
    return frozenset(codes)


_HAZARDS = _codes(
    "H",
    "200-211 220-232 240-242 250-252 260-261 270-272 280-284 290 "
    "300-305 310-320 330-336 340 341 350 351 360 361 362 370-373 "
    "400-402 410-413 420",
)
_SUBDIVIDED = frozenset(
    ("H350i", "H360F", "H360D", "H360FD", "H360Fd", "H360Df", "H361f", "H361d", "H361fd")
)
_EUROPEAN = _codes(
    "EUH",
    "001 006 014 018 019 029 031 032 044 059 066 070 071 201-212 380 381 401 430 431 440 441 "
    "450 451",
) | {"EUH201A", "EUH209A"}

HAZARD_STATEMENTS = Codes(
    "hazard statement code",
    re.compile(r"(?:H[2-4]\d\d[A-Za-z]{0,2}(?:\+H[2-4]\d\d[A-Za-z]{0,2})*|EUH\d{3}A?)"),
    "write hazard statement codes, such as H301, H360D, H300+H310 or EUH066",
    _HAZARDS | _SUBDIVIDED | _EUROPEAN,
)
PRECAUTIONARY_STATEMENTS = Codes(
    "precautionary statement code",
    re.compile(r"P[1-5]\d\d(?:\+P[1-5]\d\d)*"),
    "write precautionary statement codes, such as P264 or P301+P310",
    _codes(
        "P",
        "101-103 "
        "201-203 210-212 220-223 230-236 240-244 250 251 260-265 268 270-273 280-285 "
        "301-308 310-323 330-338 340-342 350-354 360-364 370-378 380 381 390 391 "
        "401-407 410-413 420 422 "
        "501-503",
    ),
)
PICTOGRAMS = Codes(
    "pictogram",
    re.compile(r"GHS0[1-9]"),
    "write the codes of pictograms, GHS01 to GHS09",
    _codes("GHS0", "1-9"),
)
