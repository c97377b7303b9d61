"""Browsing what is on offer: a text, facets, an order. The whole state is in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.http import QueryDict
from django_stubs_ext import StrOrPromise

from catalog.identifier_keys import formula_key
from catalog.keys import match_key
from catalog.models import Listing, ListingFacet, ListingIdentifier, Term, TermAlias
from catalog.models.characteristic_keys import REGISTRY
from catalog.moments import write_moment
from catalog.search import identifiers
from catalog.search.ranges import LIMITS, NO_RANGES, SOLVENT, UNIT, Ranges
from catalog.search.words import LONGEST_TEXT

FACETS: Mapping[str, StrOrPromise] = {
    "kind": "Kind",
    **{vocabulary.value: vocabulary.label for vocabulary in Term.Vocabulary},
    "grade": "Grade",
    **{entry.key: entry.label for entry in REGISTRY.values() if entry.facet},
}
"""Names and labels of the facets, in the order in which they are shown."""

ORDERS = {
    "relevance": (),
    "name": ("name_key",),
    "-name": ("-name_key",),
    "number": ("catalog_number_sort",),
    "-number": ("-catalog_number_sort",),
    "weight": (F("grams_per_mole").asc(nulls_last=True), "name_key"),
    "-weight": (F("grams_per_mole").desc(nulls_last=True), "name_key"),
    "newest": ("-visible_from", "name_key"),
}


MOST_CHOSEN = 50
"""Values of one facet."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. ``chosen`` holds the slugs of each facet: any of them, in every facet."""

    text: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ranges: Ranges = NO_RANGES
    order: str = ""
    page: int = 1
    moment: datetime | None = None
    """What was public at that moment, or is now. Further pages show the moment of the first one."""

    @classmethod
    def read(cls, parameters: QueryDict) -> Self:
        """From an address; what it says that is not known is left aside."""
        chosen = {
            facet: tuple(dict.fromkeys(filter(None, parameters.getlist(facet))))[:MOST_CHOSEN]
            for facet in FACETS
        }
        order, page = parameters.get("sort", ""), parameters.get("page", "")
        return cls(
            text=" ".join(parameters.get("q", "").split())[:LONGEST_TEXT],
            chosen=_under_present_slugs(chosen),
            ranges=Ranges.read(parameters),
            order=order if order in ORDERS else "",
            page=max(int(page), 1) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
        )

    def slugs(self, facet: str) -> tuple[str, ...]:
        return dict(self.chosen).get(facet, ())

    @property
    def chosen_count(self) -> int:
        """How many filters are set."""
        return sum(len(slugs) for _, slugs in self.chosen) + len(self.ranges.asked())

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen or self.ranges)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text) or self.is_filtered

    @property
    def shown_order(self) -> str:
        """The order that holds where none is asked for: by relevance of a text, else by name."""
        if self.order and (self.text or self.order != "relevance"):
            return self.order
        return "relevance" if self.text else "name"

    def toggled(self, facet: str, slug: str) -> Self:
        """With this value of a facet, or without it if it is chosen; from the first page."""
        slugs = [*self.slugs(facet)]
        slugs = [other for other in slugs if other != slug] if slug in slugs else [*slugs, slug]
        return self._choosing(dict(self.chosen) | {facet: tuple(slugs)})

    def without(self, facet: str) -> Self:
        return self._choosing(dict(self.chosen) | {facet: ()})

    def without_range(self, name: str) -> Self:
        return replace(self, ranges=self.ranges.without(name), page=1)

    def unfiltered(self) -> Self:
        return replace(self, chosen=(), ranges=NO_RANGES, page=1)

    def ordered(self, order: str) -> Self:
        return replace(self, order=order, page=1)

    def on_page(self, page: int) -> Self:
        return replace(self, page=page)

    def as_of(self, moment: datetime | None) -> Self:
        return replace(self, moment=moment)

    def parameters(self) -> list[tuple[str, str]]:
        """As an address writes it: nothing of what holds anyway."""
        pairs = [("q", self.text)]
        pairs += [(facet, slug) for facet, slugs in self.chosen for slug in slugs]
        pairs += self.ranges.pairs()
        pairs.append(("sort", self.order))
        if self.page > 1:
            pairs += [("page", str(self.page)), ("as_of", write_moment(self.moment))]
        return [(name, value) for name, value in pairs if value]

    def others(self, *names: str) -> list[tuple[str, str]]:
        """What a form that asks for ``names`` has to carry along; it begins on the first page."""
        return [pair for pair in self.parameters() if pair[0] not in {*names, "page", "as_of"}]

    def beside_text(self) -> list[tuple[str, str]]:
        return self.others("q")

    def beside_ranges(self) -> list[tuple[str, str]]:
        return self.others(*LIMITS, SOLVENT, UNIT)

    def address(self) -> str:
        return f"?{urlencode(self.parameters())}"

    def found(self) -> QuerySet[Listing]:
        """The products on offer that are asked for, in no order."""
        listings: QuerySet[Listing] = Listing.objects.offered(self.moment)
        if self.text:
            listings = identifiers.matching(listings, self.text)
        for facet, slugs in self.chosen:
            values = ListingFacet.objects.filter(
                listing=OuterRef("pk"), facet=facet, slug__in=slugs
            )
            listings = listings.filter(Exists(values))
        return listings

    def results(self) -> QuerySet[Listing]:
        """The same in the order that is asked for; the order of two equals never changes."""
        listings = self.found()
        if self.shown_order == "relevance":
            return _by_relevance(listings, self.text)
        return listings.order_by(*ORDERS[self.shown_order], "revision_id")

    def _choosing(self, chosen: Mapping[str, tuple[str, ...]]) -> Self:
        return replace(self, chosen=_in_order(chosen), page=1)


def _in_order(chosen: Mapping[str, Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """In the order of the facets, so that one state has one address."""
    kept = {facet: tuple(sorted(chosen.get(facet, ()))) for facet in FACETS}
    return tuple((facet, slugs) for facet, slugs in kept.items() if slugs)


def _under_present_slugs(
    chosen: Mapping[str, tuple[str, ...]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Former slugs of merged terms mean the present ones."""
    slugs = {(facet, slug) for facet in Term.Vocabulary.values for slug in chosen[facet]}
    present = TermAlias.present_slugs(slugs) if slugs else {}
    return _in_order(
        {
            facet: {present.get((facet, slug), slug) for slug in slugs}
            for facet, slugs in chosen.items()
        }
    )


def _by_relevance(listings: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    """What is called by the text comes first, then whose name or number begins with it, then
    whose contains it, last what only has its words."""
    key = match_key(text)[:200]
    whole = {key, formula_key(text) or key}
    own = ListingIdentifier.objects.filter(listing=OuterRef("pk"))
    rank = Case(
        When(Exists(own.filter(key__in=whole)), then=Value(0)),
        When(Exists(own.filter(key__startswith=key)), then=Value(1)),
        When(Exists(own.filter(key__contains=key)), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return listings.order_by(rank, "name_key", "revision_id")
