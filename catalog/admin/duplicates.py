"""References that are the same publication, and compounds that are the same molecule, for certain
or by the look of them."""

import re
from collections.abc import Collection

from django.db.models import Q

from catalog.keys import match_key
from catalog.models import Compound, Reference, RegistryNumber

SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "der", "und"})


def same_molecules(compound: Compound, cas_numbers: Collection[str]) -> list[Compound]:
    """Other rows with the same InChIKey, or with one of these CAS numbers of this very form."""
    numbers = RegistryNumber.objects.filter(
        type=RegistryNumber.Type.CAS,
        qualifier=RegistryNumber.Qualifier.THIS_FORM,
        value_key__in={match_key(number) for number in cas_numbers},
    )
    same = Q(pk__in=numbers.filter(compound__isnull=False).values("compound"))
    if compound.inchikey:
        same |= Q(inchikey=compound.inchikey)
    return list(Compound.objects.filter(same).exclude(pk=compound.pk))


def same_publication(reference: Reference) -> Reference | None:
    """Another row with the same DOI or PubMed ID, or with the very same citation."""
    same = Q(key=reference.identity())
    if reference.pmid:
        same |= Q(pmid=reference.pmid)
    return Reference.objects.filter(same).exclude(pk=reference.pk).first()


def likely_duplicates(reference: Reference) -> list[Reference]:
    """Rows with the same title and year, or the same journal, volume and first page."""
    alike = Q(pk__in=())
    if reference.title and reference.year:
        alike |= Q(year=reference.year)
    if reference.volume and reference.pages:
        alike |= Q(volume=reference.volume)
    candidates = Reference.objects.filter(alike).exclude(pk=reference.pk)
    return [
        other
        for other in candidates
        if _same_title(reference, other) or _same_place(reference, other)
    ]


def _same_title(one: Reference, other: Reference) -> bool:
    same = match_key(one.title) == match_key(other.title)
    return bool(one.title) and one.year == other.year and same


def _same_place(one: Reference, other: Reference) -> bool:
    page = _first_page(one.pages)
    return (
        bool(one.volume and page)
        and one.volume == other.volume
        and page == _first_page(other.pages)
        and same_journal(one.journal, other.journal)
    )


def _first_page(pages: str) -> str:
    """``807`` of ``807-815``, ``E1134`` of ``e1134``."""
    return match_key(re.split(r"[-‐‑–—,\s]", pages.strip())[0])


def same_journal(one: str, other: str) -> bool:
    """Whether one name may abbreviate the other.

    >>> same_journal("Proc Natl Acad Sci", "Proceedings of the National Academy of Sciences")
    True
    >>> same_journal("J. Biol. Chem.", "Journal of Biophysical Chemistry")
    False
    """
    first, second = _words(one), _words(other)
    return (
        bool(first)
        and len(first) == len(second)
        and all(
            long.startswith(short) or short.startswith(long) or _contracted(short, long)
            for short, long in zip(first, second, strict=True)
        )
    )


def _contracted(one: str, other: str) -> bool:
    """``natl`` is ``national``: the same first letters, and the others in their order."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return short[:2] == long[:2] and all(letter in letters for letter in short)


def _words(journal: str) -> list[str]:
    words = map(match_key, re.findall(r"\w+", journal))
    return [word for word in words if word and word not in SMALL_WORDS]
