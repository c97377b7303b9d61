"""The facets of what is found: how many products each further choice would leave, and its label."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalog.models import ListingFacet, Term, TermAlias
from catalog.models.kinds import kind_label
from catalog.search.question import FACETS, Chosen, Question, in_order

Counts = dict[tuple[str, str], int]
"""(facet, slug) -> number of products."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]


def facets(question: Question, counts: Counts) -> tuple[Facet, ...]:
    """Every facet that the products found have, the values most products have first."""
    counts = {(facet, slug): 0 for facet, slugs in question.chosen for slug in slugs} | counts
    labels = _labels(counts)
    return tuple(
        Facet(name, str(label), values)
        for name, label in FACETS.items()
        if (values := tuple(_values(question, name, counts, labels)))
    )


def with_present_slugs(question: Question) -> Question:
    """Former slugs of merged terms mean the present ones."""
    return replace(question, chosen=_present(question.chosen))


def _present(chosen: Chosen) -> Chosen:
    vocabularies = Term.Vocabulary.values
    slugs = {(facet, slug) for facet, slugs in chosen if facet in vocabularies for slug in slugs}
    present = TermAlias.present_slugs(slugs) if slugs else {}
    return in_order(
        {facet: [present.get((facet, slug), slug) for slug in slugs] for facet, slugs in chosen}
    )


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
    question: Question, facet: str, counts: Counts, labels: dict[tuple[str, str], str]
) -> Iterator[FacetValue]:
    found = [
        (-number, labels[facet, slug], slug)
        for (of_facet, slug), number in counts.items()
        if of_facet == facet
    ]
    for number, label, slug in sorted(found):
        yield FacetValue(slug, label, -number, slug in question.slugs(facet))
