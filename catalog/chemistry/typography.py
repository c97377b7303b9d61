"""What typists and word processors make of digits, dashes, dots and spaces."""

import unicodedata
from typing import Final

DASHES: Final = (
    "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}"
    "\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{SMALL HYPHEN-MINUS}\N{SMALL EM DASH}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{HYPHEN BULLET}"
)
INVISIBLE: Final = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    "\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)

_REMOVED: Final = {ord(mark): None for mark in INVISIBLE}
_PLAIN: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    ord(dash): "-" for dash in DASHES
}


def tidy(text: str) -> str:
    """The text as typed, without invisible characters and with single spaces, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_REMOVED).split())


def plain(text: str) -> str:
    """Tidy, with every dash as ``-`` and full-width characters as ASCII.

    Superscripts and subscripts stay what they are, because there they mean something. Each
    character stands where it stands in ``tidy(text)``.
    """
    return tidy(text).translate(_PLAIN)
