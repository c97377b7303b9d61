"""Normalised ASCII keys for matching, sorting and uniqueness.

SQLite and PostgreSQL fold and collate text differently, and PostgreSQL again by its locale. So
everything that is matched, sorted or kept unique is reduced here, in Python, to the characters
``0-9a-z``, which every collation orders alike.
"""

import re
import unicodedata

GREEK_LETTERS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu",
    "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
LETTERS_WITHOUT_DECOMPOSITION = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}
_TRADE_MARKS = dict.fromkeys(map(ord, "™℠®©"))
"""They are no letters of a name, though compatibility would make them some."""
DIGITS_PADDED_TO = 10
_MARKS = dict.fromkeys(code for code in range(128) if not re.match("[0-9a-z]", chr(code)))


def fold(text: str) -> str:
    """Case-folded ASCII: Unicode width and subscripts undone, Greek letters named, accents off.

    >>> fold("β-Estradiol"), fold("C₄₄H₆₉NO₁₂"), fold("Übergröße")
    ('beta-estradiol', 'c44h69no12', 'ubergrosse')
    """
    if text.isascii():
        return text.lower()  # a shortcut: nine names in ten
    folded = unicodedata.normalize("NFKC", text.translate(_TRADE_MARKS)).casefold()
    for letter, name in (GREEK_LETTERS | LETTERS_WITHOUT_DECOMPOSITION).items():
        folded = folded.replace(letter, name)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(character for character in decomposed if character.isascii())


def match_key(text: str) -> str:
    """What two spellings of one identifier have in common: letters and digits alone.

    A text in a script that has no ASCII form keeps its code points in hexadecimal, so that
    different names never share the empty key.

    >>> match_key("FK-506"), match_key("2'3'-cGAMP"), match_key("104987-11-3")
    ('fk506', '23cgamp', '104987113')
    """
    key = fold(text).translate(_MARKS)
    return key or "".join(f"u{ord(character):05x}" for character in text.strip())


def sort_key(text: str) -> str:
    """Natural order as ASCII: numbers are padded, so that IL-2 comes before IL-10."""
    padded = re.sub(r"\d+", lambda run: run.group().zfill(DIGITS_PADDED_TO), fold(text))
    return match_key(padded)[:200]
