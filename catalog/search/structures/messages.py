"""What is asked of the structures, and what is answered. Both cross between two processes."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

DEADLINE = 2.0
"""Seconds that a question may take, its wait for its turn included."""
COUNTING = 0.3
"""Seconds after which a full page is shown, though not all that could match was counted."""

LONGEST_LINE = 10_000
"""Characters of a SMILES, SMARTS or InChI."""
LARGEST_MOLFILE = 200_000
"""Bytes; the largest molfile of the older kind, 999 atoms and bonds, has half as many."""
MOST_ATOMS = 1_000
MOST_PAGES = 1_000
"""Of hits: a page that is far behind asks for everything."""
DEEPEST_RECURSION = 8
"""Of SMARTS inside SMARTS: ``[$(…)]``."""
LOWEST_THRESHOLD = 0.2
"""Below it, everything is similar to everything."""
USUAL_THRESHOLD = 0.7


_ATOM = r"Cl|Br|[BCNOPSFI]|[bcnops]|\[[^\[\]\s]+\]"
_SMILES = re.compile(rf"(?=.*[=#()\[]|.*[a-z]\d)(?:{_ATOM})(?:{_ATOM}|[-=#$:/\\.()~@\d]|%\d\d)+")


def looks_like_a_structure(text: str) -> bool:
    """Whether a text, typed where names are asked for, is rather SMILES or InChI."""
    return text.startswith("InChI=") or bool(_SMILES.fullmatch(text))


class Mode(StrEnum):
    EXACT = "exact"
    SUBSTRUCTURE = "substructure"
    SIMILARITY = "similarity"


class Ignore(StrEnum):
    """What an exact search takes no notice of; the first means something to a substructure too."""

    STEREOCHEMISTRY = "stereochemistry"
    SALT = "salt"
    TAUTOMERS = "tautomers"


class Notation(StrEnum):
    SMILES = "smiles"
    SMARTS = "smarts"
    INCHI = "inchi"
    MOLFILE = "molfile"


NAMES = {
    Notation.SMILES: "SMILES",
    Notation.SMARTS: "SMARTS",
    Notation.INCHI: "InChI",
    Notation.MOLFILE: "molfile",
}

Chosen = tuple[tuple[str, tuple[str, ...]], ...]
"""Facets with the slugs chosen of each: any of them, in every facet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A structure, and how it is compared. ``notation`` is only given to have it read as SMARTS."""

    structure: str
    mode: Mode = Mode.SUBSTRUCTURE
    ignore: frozenset[Ignore] = frozenset()
    threshold: float = USUAL_THRESHOLD
    notation: Notation | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """Which of the structures in a folder match, among the products shown at a moment.

    ``moment`` in microseconds since 1970; ``first`` and ``most`` choose the hits to give whole.
    When these are found, and ``counting`` seconds are over, not all that could match is counted.
    """

    folder: str
    asked: Asked
    moment: int
    chosen: Chosen = ()
    first: int = 0
    most: int = 25
    counting: float = COUNTING
    seconds: float = DEADLINE


@dataclass(frozen=True, slots=True)
class Conversion:
    """A structure to be written on one line, so that an address can hold it."""

    asked: Asked
    seconds: float = DEADLINE


@dataclass(frozen=True, slots=True)
class AsRead:
    """How a structure was understood: its notation, and a line that says the same.

    ``note`` is a sentence about it; ``if_nothing`` is one that matters when nothing is found.
    ``is_also_smarts``: a line that was read as SMILES can be read as SMARTS, too.
    """

    notation: Notation
    line: str
    note: str = ""
    if_nothing: str = ""
    is_also_smarts: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A revision. ``atoms`` are those that match, by their places in the listing's SMILES."""

    revision: int
    similarity: float | None = None
    atoms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found until now. Further answers to the same question follow one that is not
    ``final``; if none comes before the deadline, it is the last.

    ``count`` is exact, or a lower bound. ``truncated``: time was over before all was looked at.
    ``counts`` has, for each value of a facet (facet, slug), how many products choosing it would
    leave, and a label as it was frozen.
    """

    read: AsRead
    hits: tuple[Hit, ...] = ()
    count: int = 0
    count_is_exact: bool = True
    truncated: bool = False
    counts: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    counts_are_exact: bool = True
    final: bool = True


@dataclass(frozen=True, slots=True)
class Unsearchable:
    """The structure cannot be searched for; the sentence says why, and what to do."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Damage:
    """The files cannot be read."""

    reason: str


def too_large_molfile(size: int) -> str:
    """What to say to whoever sends one of so many bytes."""
    return (
        f"A molfile may have {LARGEST_MOLFILE // 1000} kB here, and this one has "
        f"{size // 1000:,} kB. Paste one molecule, without the rest of an SD file, or its SMILES."
    )
