"""Remarks beside a printed number: ``≥ 97 % (GC)``, ``> 90 %, by SDS-PAGE``, ``7 nM (n = 4)``.

A remark stands in brackets, after a comma or a semicolon, or begins with a preposition. It may name
a condition (25 °C, 24 h, pH 7.4, 254 nm), but no second amount: that would be lost to whoever
compares and calculates.
"""

import re
from collections.abc import Iterator
from typing import Final

from catalog.chemistry.errors import quoted
from catalog.chemistry.numerals import amount_end
from catalog.chemistry.typography import plain, tidy
from catalog.chemistry.units import QuantityError, family_of, parse_unit

CONDITIONS: Final = frozenset({"temperature", "time", "length", "acidity", "rotation"})
"""Families of what a value was measured at, so that a second number is none of the value."""

_PREPOSITIONS: Final = (
    "by|in|at|on|with|without|after|before|from|for|under|using|via|when|if|as|against|upon"
)
_PREPOSITION: Final = re.compile(rf"(?:{_PREPOSITIONS})\b", re.IGNORECASE)
_START: Final = re.compile(rf"[(\[,;]|(?<![^\s)\]]){_PREPOSITION.pattern}", re.IGNORECASE)
_BY: Final = re.compile(r"by\b", re.IGNORECASE)
_CLOSING: Final = {"(": ")", "[": "]"}
_PIECES: Final = re.compile(
    r"(?<!\d),|,(?!\d)|[;()\[\]|]|: |/(?=\s?[<>≤≥~]?\d)| (?:and|or|equals) "
)
_LEADING: Final = re.compile(r"(?:in|of|per|and|or|to|equals|i\.e\.)\b ?", re.IGNORECASE)
_WORD: Final = re.compile(r" ?(\S*)")


def split_remark(text: str) -> tuple[str, str]:
    """What follows a number, as its unit and its remark, without the brackets around that.

    Raises ``QuantityError`` for an unknown unit, and for brackets that do not match.
    """
    text, chars = tidy(text), plain(text)
    try:
        return parse_unit(text), ""
    except QuantityError as error:
        unknown = error
    for start in reversed([match.start() for match in _START.finditer(chars)]):
        try:
            unit = parse_unit(text[:start])
        except QuantityError as error:
            unknown = error
            continue
        remark = _unwrapped(text[start:].strip())
        return _as_unit(unit, remark) or (unit, remark)
    raise _explained(unknown, text)


def with_remark(printed: str, remark: str) -> str:
    """A printed value with its remark, as ``split_remark`` reads it."""
    return remark_layout(remark).format(printed, remark) if remark else printed


def remark_layout(remark: str) -> str:
    """How a remark stands beside what is printed, as a format of both."""
    if _BY.match(remark):
        return "{}, {}"
    return "{} {}" if remark[0] in _CLOSING else "{} ({})"


def second_amount(remark: str, unit: str) -> str:
    """The part of a remark that is an amount of its own, beside a value in ``unit``; or nothing.

    What begins with an amount of the value's own kind is one whatever follows: ``98% typical``.
    """
    return next((piece for piece in _pieces(remark) if _is_amount(piece, unit)), "")


def _unwrapped(remark: str) -> str:
    """Without its comma, or brackets around all of it. Raises QuantityError."""
    while True:
        chars = plain(remark)
        if chars[:1] in (",", ";"):
            remark = remark[1:].strip()
        elif chars and _end_of_brackets(chars) == len(chars) - 1:
            remark = remark[1:-1].strip()
        elif re.search(r"\w", chars):
            return remark
        else:
            raise QuantityError("Beside the number stands a remark without words; remove it.")


def _end_of_brackets(chars: str) -> int:
    """Where the bracket that begins the text ends; -1 if none begins it. Raises QuantityError."""
    open_, end = [], -1
    for place, char in enumerate(chars):
        if char in _CLOSING:
            open_.append(_CLOSING[char])
        elif char in _CLOSING.values():
            if not open_ or open_.pop() != char:
                raise _unbalanced(chars)
            if not open_ and end < 0 and chars[0] in _CLOSING:
                end = place
    if open_:
        raise _unbalanced(chars)
    return end


def _unbalanced(chars: str) -> QuantityError:
    return QuantityError(f"The brackets in {quoted(chars)} do not match; correct them.")


def _as_unit(unit: str, remark: str) -> tuple[str, str] | None:
    """``5 %, w/v`` has a unit and no remark."""
    try:
        return parse_unit(f"{unit} ({remark})"), ""
    except QuantityError:
        return None


def _explained(error: QuantityError, text: str) -> QuantityError:
    """Of ``% GC``: that the words behind the unit belong into brackets."""
    unit, _, words = text.partition(" ")
    if words[:1].isalpha() and not re.search(r"\d", words) and family_of(unit):
        return QuantityError(
            f"{quoted(text)} is not a unit known here; if '{words}' is a remark, write it "
            f"in brackets: {unit} ({words})."
        )
    return error


def _pieces(remark: str) -> Iterator[str]:
    return (piece.strip() for piece in _PIECES.split(plain(remark)))


def _is_amount(piece: str, unit: str) -> bool:
    bare = _LEADING.sub("", piece, count=1)
    end = amount_end(bare)
    if not end:
        return False
    own, rest = family_of(unit), bare[end:]
    try:
        family = family_of(parse_unit(rest))
    except QuantityError:  # words follow
        word = _next_word(rest)
        own_kind = own is not None and family_of(word) == own
        return bare == piece and (own_kind or bool(_PREPOSITION.fullmatch(word)))
    return family is None or family == own or family not in CONDITIONS


def _next_word(text: str) -> str:
    match = _WORD.match(text)
    return match[1] if match else ""
