"""What a text is found by: the words in it, and the keys of whole names.

Both sides of a search go through here, what is published and what is typed, so that case, hyphens,
spaces, Unicode width, accents, subscripts, primes and the spelling of Greek letters do not matter.
"""

import re
from collections.abc import Iterator

from catalog.keys import GREEK_LETTERS, fold, match_key

LONGEST_TEXT, MOST_WORDS = 200, 12
"""Characters and words of what is typed."""
LONGEST_KEY = 64
"""Of longer names, so much tells them apart."""
_PIECE = re.compile(r"[0-9]+|[a-z]+")
_INITIAL = {letter: name[0] for letter, name in GREEK_LETTERS.items()}
_SPELLED = re.compile(rf"(?<![a-z])({'|'.join(sorted(GREEK_LETTERS.values()))})(?![a-z])")
_GREEK = re.compile(f"[{''.join(GREEK_LETTERS)}{''.join(GREEK_LETTERS).upper()}]")
_SIGN = re.compile(r"(?![\u0300-\u036f])[^\w\s\x00-\x7f]")
"""Of no alphabet, and no accent: typographic primes and dashes, which fold to nothing."""
_JOINT = re.compile(r"[\s\-\u2010-\u2015/+,;:()\[\]]+")
LONG_ENOUGH_FOR_A_PLURAL = 5
_INCHIKEY = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")


def words(text: str) -> list[str]:
    """Runs of letters and runs of digits, in order. A Greek letter is a word of its own.

    >>> words("17β-Estradiol, 2’3’-cGAMP")
    ['17', 'beta', 'estradiol', '2', '3', 'cgamp']
    """
    if not text.isascii():
        text = _GREEK.sub(lambda letter: f" {letter[0]} ", _SIGN.sub(" ", text))
    return _PIECE.findall(fold(text))


def spellings(text: str) -> list[list[str]]:
    """The words of a published text; with Greek letters, also as people shorten them, in pieces
    and as one.

    >>> spellings("NF-κB pathway")
    [['nf', 'kappa', 'b', 'pathway'], ['nf', 'kb'], ['nfkappab'], ['nfkb']]
    """
    found = [words(text)]
    if not text.isascii():
        for token in filter(_GREEK.search, text.split()):
            found += [words(_shortened(token)), *([key] for key in keys(token))]
    return found


def sides(token: str) -> list[str]:
    """What the slashes of a word stand between, each written out.

    >>> sides("MEK1/2"), sides("IKKα/β"), sides("PI3K/mTOR"), sides("mTOR")
    (['MEK1', 'MEK2'], ['IKKα', 'IKKβ'], ['PI3K', 'mTOR'], ['mTOR'])
    """
    found: list[str] = []
    for side in filter(words, token.split("/")):
        stem = ""
        if found and side.isdecimal():
            stem = found[-1].rstrip("0123456789")
        elif found and len(side) == 1:
            stem = found[-1][:-1]
        found.append(stem + side)
    return found


def parts(text: str) -> list[str]:
    """The words of a text without what joins them: ``anti-CD3`` is ``anti`` and ``CD3``."""
    return [part for part in _JOINT.split(text) if words(part)]


def singulars(word: str) -> list[str]:
    """What an English word may be the plural of: ``inhibitor``, ``antibody``."""
    if len(word) < LONG_ENOUGH_FOR_A_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return []
    return [f"{word[:-3]}y"] if word.endswith("ies") else [word[:-1]]


def keys(text: str) -> list[str]:
    """The keys of a name: its letters and digits; with Greek letters, also as people shorten them.

    Of an InChIKey, the first block, which is that of every stereoisomer and isotopologue, is a key.

    >>> keys("NF-κB"), keys("TNF alpha"), keys("FK-506")
    (['nfkappab', 'nfkb'], ['tnfalpha', 'tnfa'], ['fk506'])
    """
    return list(dict.fromkeys(key[:LONGEST_KEY] for key in _keys(text) if key))


def _keys(text: str) -> Iterator[str]:
    yield match_key(text)
    shortened = _shortened(text)
    if shortened != text.casefold():
        yield match_key(shortened)
    if _INCHIKEY.fullmatch(text):
        yield match_key(text[:14])


def _shortened(text: str) -> str:
    """With one Latin letter for each Greek one, whether it is written as such or by its name."""
    shortened = text.casefold()
    if not text.isascii():
        shortened = "".join(_INITIAL.get(letter, letter) for letter in shortened)
    return _SPELLED.sub(lambda name: name[0][0], shortened)
