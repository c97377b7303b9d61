"""The page that searches by structure: its form, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from catalog.presentation.facet_links import LinkedFacet, linked
from catalog.presentation.identity import matched_structure
from catalog.search.structure_hits import StructureHit, StructureHits
from catalog.search.structures.messages import (
    LOWEST_THRESHOLD,
    MOST_PAGES,
    NAMES,
    Asked,
    AsRead,
    Ignore,
    Mode,
    Notation,
)
from catalog.search.structures.question import StructureQuestion

MODES = {
    Mode.SUBSTRUCTURE: ("Substructure", "products that contain it"),
    Mode.EXACT: ("Exact", "the same compound"),
    Mode.SIMILARITY: ("Similarity", "products that look like it"),
}
OPTIONS = {
    Ignore.STEREOCHEMISTRY: (
        "Stereochemistry",
        "in an exact or substructure search: wedges and double-bond geometry do not count",
    ),
    Ignore.SALT: (
        "Salt and solvent",
        "in an exact search: only the largest organic part counts, neutralised, so that a sodium "
        "salt finds the acid; mobile hydrogens do not count then, either",
    ),
    Ignore.TAUTOMERS: (
        "Tautomers",
        "in an exact search: mobile hydrogens have no place, as in the standard InChI; keto and "
        "enol stay different",
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to search, or something to ignore, as the form offers it."""

    value: str
    label: str
    explanation: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A hit with its drawing."""

    hit: StructureHit
    structure: SafeString


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. ``pages`` is None while not all was counted."""

    total: str
    read: AsRead
    read_as: str
    other_reading: Link | None
    unused: str
    cards: list[Card]
    facets: tuple[LinkedFacet, ...]
    clear_url: str
    pages: int | None
    previous_url: str
    next_url: str
    remedies: list[Link]


@dataclass(frozen=True, slots=True)
class StructurePage:
    question: StructureQuestion
    hits: StructureHits
    modes: list[Choice]
    options: list[Choice]
    lowest_threshold: float
    canonical_url: str
    results: Results | None


def structure_page(hits: StructureHits) -> StructurePage:
    question = hits.question
    asked = question.asked
    return StructurePage(
        question,
        hits,
        [Choice(mode, *words, mode is asked.mode) for mode, words in MODES.items()],
        [Choice(option, *words, option in asked.ignore) for option, words in OPTIONS.items()],
        LOWEST_THRESHOLD,
        settings.SITE_URL + reverse("catalog:structures"),
        None if hits.read is None else _results(hits, hits.read),
    )


def _results(hits: StructureHits, read: AsRead) -> Results:
    question = hits.question
    page, pages = question.filters.page, min(hits.pages, MOST_PAGES)
    return Results(
        f"{hits.count:,}",
        read,
        NAMES[read.notation],
        _other_reading(question, read),
        _unused(question.asked),
        [Card(hit, matched_structure(hit.listing.smiles, hit.atoms)) for hit in hits.listed],
        linked(hits.facets, question.filters, lambda filters: question.filtered(filters).address()),
        question.unfiltered().address(),
        pages if hits.count_is_exact else None,
        previous_url=question.on_page(page - 1).address() if page > 1 else "",
        next_url=question.on_page(page + 1).address() if page < pages else "",
        remedies=[] if hits.listed else list(_remedies(hits, read)),
    )


def _other_reading(question: StructureQuestion, read: AsRead) -> Link | None:
    """A line may be SMILES and SMARTS at once."""
    if question.asked.mode is not Mode.SUBSTRUCTURE:
        return None
    if question.asked.notation is Notation.SMARTS:
        return Link(NAMES[Notation.SMILES], question.asking(notation=None).address())
    if read.notation is Notation.SMILES:
        return Link(NAMES[Notation.SMARTS], question.asking(notation=Notation.SMARTS).address())
    return None


def _unused(asked: Asked) -> str:
    """What was asked to be ignored, and means nothing to this way to search."""
    unused = [
        OPTIONS[option][0].lower()
        for option in (Ignore.SALT, Ignore.TAUTOMERS)
        if option in asked.ignore and asked.mode is not Mode.EXACT
    ]
    return f"Only an exact search can ignore {' and '.join(unused)}." if unused else ""


def _remedies(hits: StructureHits, read: AsRead) -> Iterator[Link]:
    """What would find more."""
    question, asked = hits.question, hits.question.asked
    if read.is_also_smarts:
        yield Link("read it as SMARTS", question.asking(notation=Notation.SMARTS).address())
    if question.filters.chosen:
        yield Link("leave the filters out", question.unfiltered().address())
    for option in _not_ignored(asked, read):
        more = question.asking(ignore=asked.ignore | {option})
        yield Link(f"ignore {OPTIONS[option][0].lower()}", more.address())
    if asked.mode is not Mode.SUBSTRUCTURE:
        part = question.asking(mode=Mode.SUBSTRUCTURE)
        yield Link("look for it as a substructure", part.address())
    if asked.mode is not Mode.SIMILARITY and read.notation is not Notation.SMARTS:
        yield Link("look for similar structures", question.asking(mode=Mode.SIMILARITY).address())
    if hits.nearest:
        threshold = f"{int(hits.nearest * 20) / 20:g}"  # a twentieth below, at most
        words = f"lower the threshold to {threshold}, which the most similar products have"
        yield Link(words, replace(question.on_page(1), threshold=threshold).address())


def _not_ignored(asked: Asked, read: AsRead) -> list[Ignore]:
    """What could be ignored, too."""
    useful = {Mode.EXACT: tuple(Ignore), Mode.SUBSTRUCTURE: (Ignore.STEREOCHEMISTRY,)}
    ignored = set(asked.ignore)
    if Ignore.SALT in ignored or read.notation is Notation.INCHI:
        ignored.add(Ignore.TAUTOMERS)
    return [option for option in useful.get(asked.mode, ()) if option not in ignored]
