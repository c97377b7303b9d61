"""Hazard statement codes: how they are written, and which there are.

Codes of the Globally Harmonized System (UN GHS, revision 10, annex 3) with the subdivisions and the
EUH statements of Regulation (EC) No 1272/2008 (CLP), annexes III and VI.
"""

import re

SHAPE = re.compile(r"(?:H[2-4]\d\d[A-Za-z]{0,2}(?:\+H[2-4]\d\d[A-Za-z]{0,2})*|EUH\d{3}A?)")
REMEDY = "write hazard statement codes, such as H301, H360D, H300+H310 or EUH066"

_PHYSICAL = (
    "200-211 220-232 240-242 250-252 260-261 270-272 280-284 290"
)  # fmt: skip
_HEALTH = "300-305 310-320 330-336 340 341 350 351 360 361 362 370-373"
_ENVIRONMENT = "400-402 410-413 420"
_SUBDIVIDED = (
    "H350i H360F H360D H360FD H360Fd H360Df H361f H361d H361fd"
)  # fmt: skip
_EUROPEAN = (
    "001 006 014 018 019 029 031 032 044 059 066 070 071 201 201A 202 203 204 205 206 207 208 209 "
    "209A 210 211 212 380 381 401 430 431 440 441 450 451"
)


def _codes(ranges: str) -> set[str]:
    codes = set()
    for run in ranges.split():
        first, _, last = run.partition("-")
        codes |= {f"H{number}" for number in range(int(first), int(last or first) + 1)}
    return codes


KNOWN = frozenset(
    _codes(f"{_PHYSICAL} {_HEALTH} {_ENVIRONMENT}")
    | set(_SUBDIVIDED.split())
    | {f"EUH{number}" for number in _EUROPEAN.split()}
)


def codes_in(text: str) -> list[str]:
    """The codes as typed, with commas, semicolons or spaces between."""
    return [word for word in re.split(r"[,;\s]+", text) if word]


def is_written_well(code: str) -> bool:
    return SHAPE.fullmatch(code) is not None


def unknown_parts(code: str) -> list[str]:
    """Of a code that is written well, the statements that do not exist."""
    return [part for part in code.split("+") if part not in KNOWN]
