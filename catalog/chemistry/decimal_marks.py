"""Numbers of a pasted table: whether dot or comma stands before decimals, told by all of them."""

import re
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from catalog.chemistry.errors import ChemistryError, quoted

Mark: TypeAlias = Literal[".", ","]

_SPACED: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:[ '’\u00a0\u2009\u202f]\d{3})+(?:[.,]\d*)?")
"""A number whose thousands stand apart in a way that no decimals do."""


def _pattern(decimal: Mark, thousands: Mark) -> re.Pattern[str]:
    grouped = rf"[1-9]\d{{0,2}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d*)?"
    whole = rf"(?:(?:0|[1-9]\d*)(?:\{decimal}\d*)?|\{decimal}\d+)(?:[eE][+-]?\d{{1,3}})?"
    return re.compile(rf"[+-]?(?:{grouped}|{whole})")


_OTHER: Final[dict[Mark, Mark]] = {".": ",", ",": "."}
_PATTERNS: Final = {mark: _pattern(mark, other) for mark, other in _OTHER.items()}


def is_number(text: str) -> bool:
    return bool(_readings(text))


def decimal_mark(numbers: Iterable[str], otherwise: Mark | None = None) -> Mark | None:
    """What stands before decimals in numbers that were written together: ``otherwise`` if none of
    them tells, and None if they contradict one another.

    >>> decimal_mark(["0.500", "1.000"]), decimal_mark(["98,4", "1.000"]), decimal_mark(["1.000"])
    ('.', ',', None)
    """
    told = {mark for number in numbers for mark in _told(_readings(number))}
    if not told:
        return otherwise
    return told.pop() if len(told) == 1 else None


def read_number(text: str, mark: Mark | None) -> float:
    """A number among others whose decimals stand behind ``mark``, or behind who knows which.

    Raises ChemistryError if it is none, or may be two.
    """
    readings = _readings(text)
    if not readings:
        raise ChemistryError(f"{quoted(text)} is not a number.")
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    if mark is None:
        small, large = sorted(readings.values(), key=abs)
        raise ChemistryError(
            f"{quoted(text)} is {small:.15g} or {large:.15g}, and no number beside it tells "
            f"which. Write {large:.15g}, or {text.strip()}0 for {small:.15g}."
        )
    return readings[mark]


def _readings(text: str) -> dict[Mark, float]:
    """What a text means if this or that mark stands before decimals."""
    bare = text.strip().replace("−", "-")
    if _SPACED.fullmatch(bare):
        bare = re.sub(r"[^\d.,+-]", "", bare)
    return {
        mark: float(bare.replace(_OTHER[mark], "").replace(mark, "."))
        for mark, pattern in _PATTERNS.items()
        if pattern.fullmatch(bare)
    }


def _told(readings: dict[Mark, float]) -> list[Mark]:
    """The mark that a number has if it is the only one that it can have."""
    return list(readings) if len(readings) == 1 else []
