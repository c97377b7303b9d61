"""Counts of the facets: how many products each further choice would leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet

from catalog.models import Listing, ListingFacet, Term
from catalog.models.kinds import kind_label
from catalog.search.browse import FACETS, Browse


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


Counts = dict[tuple[str, str], tuple[int, str]]


def facets(asked: Browse) -> list[Facet]:
    """Every facet that the products found have, the values most products have first.

    The values of a facet are alternatives: they are counted as if none of it were chosen.
    """
    counts = _counted(asked.found())
    for facet, slugs in asked.chosen:
        of_facet = _counted(asked.without(facet).found(), facet)
        counts = {key: found for key, found in counts.items() if key[0] != facet} | of_facet
        for slug in slugs:
            counts.setdefault((facet, slug), (0, slug))
    labels = live_labels(counts)
    return [
        Facet(name, str(label), values)
        for name, label in FACETS.items()
        if (values := tuple(_values(asked, name, counts, labels)))
    ]


def _counted(listings: QuerySet[Listing], facet: str = "") -> Counts:
    """(facet, slug) -> number of products and a label as it was frozen."""
    rows = ListingFacet.objects.filter(listing__in=listings)
    if facet:
        rows = rows.filter(facet=facet)
    counted = rows.values("facet", "slug").annotate(number=Count("pk"), frozen=Min("label"))
    return {
        (facet, slug): (number, frozen)
        for facet, slug, number, frozen in counted.values_list("facet", "slug", "number", "frozen")
    }


def live_labels(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The labels that kinds and terms have now; other facets keep the frozen ones."""
    keys = set(keys)
    labels = {key: kind_label(key[1]) for key in keys if key[0] == "kind"}
    slugs = {slug for facet, slug in keys if facet in Term.Vocabulary.values}
    terms = Term.objects.filter(slug__in=slugs) if slugs else Term.objects.none()
    for vocabulary, slug, label in terms.values_list("vocabulary", "slug", "label"):
        labels[vocabulary, slug] = label
    return labels


def _values(
    asked: Browse, facet: str, counts: Counts, labels: dict[tuple[str, str], str]
) -> Iterator[Value]:
    found = [
        (-number, labels.get((facet, slug), frozen), slug)
        for (of_facet, slug), (number, frozen) in counts.items()
        if of_facet == facet
    ]
    for number, label, slug in sorted(found):
        chosen = slug in asked.slugs(facet)
        yield Value(slug, label, -number, chosen, asked.toggled(facet, slug).address())
