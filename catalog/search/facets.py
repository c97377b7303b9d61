"""Counts of the facets: how many products each further choice would leave."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from catalog.models import Listing, ListingFacet, Term
from catalog.models.kinds import kind_label
from catalog.search.question import FACETS, Question


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet. ``address`` chooses it, or gives it up if it is chosen."""

    slug: str
    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[Value, ...]

    @property
    def chosen(self) -> tuple[Value, ...]:
        return tuple(value for value in self.values if value.chosen)


Counts = dict[tuple[str, str], int]
"""(facet, slug) -> number of products."""


def facets(
    asked: Question, counts: Counts, address: Callable[[Question], str] = Question.address
) -> list[Facet]:
    """Every facet that the products found have, the values most products have first.

    ``address`` is that of a page which shows the products of a ``Question``.
    """
    counts = {(facet, slug): 0 for facet, slugs in asked.chosen for slug in slugs} | counts
    labels = _labels(counts)
    return [
        Facet(name, str(label), values)
        for name, label in FACETS.items()
        if (values := tuple(_values(asked, name, counts, labels, address)))
    ]


def counts_in_database(asked: Question) -> Counts:
    """The values of a facet are alternatives: they are counted as if none of it were chosen."""
    counts = _counted(asked.found())
    for facet, _ in asked.chosen:
        of_facet = _counted(asked.without(facet).found(), facet)
        counts = {key: found for key, found in counts.items() if key[0] != facet} | of_facet
    return counts


def _counted(listings: QuerySet[Listing], facet: str = "") -> Counts:
    rows = ListingFacet.objects.filter(listing__in=listings)
    if facet:
        rows = rows.filter(facet=facet)
    counted = rows.values("facet", "slug").annotate(number=Count("pk"))
    found = counted.values_list("facet", "slug", "number")
    return {(facet, slug): number for facet, slug, number in found}


def _labels(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Kinds and terms have the labels of now, all others the ones that were frozen."""
    live = live_labels(keys)
    return {key: live.get(key) or _frozen_label(*key) for key in keys}


def _frozen_label(facet: str, slug: str) -> str:
    """A slug is made of its label, so that what was read once stays."""
    if (facet, slug) not in _frozen_labels:
        rows = ListingFacet.objects.filter(facet=facet, slug=slug)
        if (label := rows.values_list("label", flat=True).first()) is None:
            return slug
        _frozen_labels[facet, slug] = label
    return _frozen_labels[facet, slug]


_frozen_labels: dict[tuple[str, str], str] = {}


def live_labels(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The labels that kinds and terms have now."""
    keys = set(keys)
    labels = {key: kind_label(key[1]) for key in keys if key[0] == "kind"}
    slugs = {slug for facet, slug in keys if facet in Term.Vocabulary.values}
    terms = Term.objects.filter(slug__in=slugs) if slugs else Term.objects.none()
    for vocabulary, slug, label in terms.values_list("vocabulary", "slug", "label"):
        labels[vocabulary, slug] = label
    return labels


def _values(
    asked: Question,
    facet: str,
    counts: Counts,
    labels: dict[tuple[str, str], str],
    address: Callable[[Question], str],
) -> Iterator[Value]:
    found = [
        (-number, labels[facet, slug], slug)
        for (of_facet, slug), number in counts.items()
        if of_facet == facet
    ]
    for number, label, slug in sorted(found):
        chosen = slug in asked.slugs(facet)
        yield Value(slug, label, -number, chosen, address(asked.toggled(facet, slug)))
