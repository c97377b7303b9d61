"""Under which key an identifier is found: without the name of its kind; of a formula, its atoms."""

import re

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import parse_formula
from catalog.keys import match_key

_KIND = re.compile(
    r"^(?:CAS[\s-]*(?:No\.?|Number|RN|Nr\.?|#)?[\s:#-]*(?=\d{2,7}-?\d{2}-?\d$)|InChIKey\s*[=:]\s*)",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    "C#(?:H#)?(?:Br#)?(?:Cl#)?(?:F#)?(?:I#)?(?:N#)?(?:O#)?(?:P#)?(?:S#)?(?:Si#)?".replace(
        "#", r"(?:[2-9]|[1-9]\d{1,3})?"
    ),
    re.ASCII,
)
"""The formula of an ordinary compound, in Hill order already."""


def bare(text: str) -> str:
    """An identifier without the name of its kind: ``CAS No. 58-08-2``, ``InChIKey=RYYV…``."""
    return _KIND.sub("", text.strip())


def formula_key(text: str) -> str:
    """The same for every way to write a formula: ``C8H10N4O2``, ``C₈H₁₀N₄O₂``, ``N4O2C8H10``.

    Nothing for a text that is not a formula, or whose atoms cannot be counted.
    """
    if not any(character.isdecimal() or character.isdigit() for character in text):
        return ""  # a name, though "No" and "Co" could be read
    if _ORDERED.fullmatch(text):
        return text.lower()  # a shortcut for most compounds
    try:
        return match_key(parse_formula(text).total_hill or "")[:200]
    except ChemistryError:
        return ""
