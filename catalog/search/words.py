"""What a text is found by: the words in it, and the keys of whole names.

Both sides of a search go through here, what is published and what is typed, so that case, hyphens,
spaces, Unicode width, accents, subscripts, primes and the spelling of Greek letters do not matter.
"""

import re
from collections.abc import Iterator

from catalog.keys import GREEK_LETTERS, fold, match_key

LONGEST_KEY = 64
"""Of longer names, so much tells them apart."""
_PIECE = re.compile(r"[0-9]+|[a-z]+")
_INITIAL = {letter: name[0] for letter, name in GREEK_LETTERS.items()}
_SPELLED = re.compile(rf"(?<![a-z])({'|'.join(sorted(GREEK_LETTERS.values()))})(?![a-z])")
_INCHIKEY = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")


def words(text: str) -> list[str]:
    """Runs of letters and runs of digits, in order.

    >>> words("17β-Estradiol, 2'3'-cGAMP")
    ['17', 'beta', 'estradiol', '2', '3', 'cgamp']
    """
    return _PIECE.findall(fold(text))


def keys(text: str) -> list[str]:
    """The keys of a name: its letters and digits; with Greek letters, also as people shorten them.

    Of an InChIKey, the first block, which is that of every stereoisomer and isotopologue, is a key.

    >>> keys("NF-κB"), keys("TNF alpha"), keys("FK-506")
    (['nfkappab', 'nfkb'], ['tnfalpha', 'tnfa'], ['fk506'])
    """
    return list(dict.fromkeys(key[:LONGEST_KEY] for key in _keys(text) if key))


def _keys(text: str) -> Iterator[str]:
    yield match_key(text)
    folded = text.casefold()
    shortened = folded
    if not text.isascii():
        shortened = "".join(_INITIAL.get(letter, letter) for letter in folded)
    shortened = _SPELLED.sub(lambda name: name[0][0], shortened)
    if shortened != folded:
        yield match_key(shortened)
    if _INCHIKEY.fullmatch(text):
        yield match_key(text[:14])
