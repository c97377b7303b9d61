"""What a question finds in the database alone: for as long as there is no text index."""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, QuerySet, Value, When

from catalog.identifier_keys import formula_key
from catalog.keys import match_key
from catalog.models import Listing, ListingFacet, ListingIdentifier
from catalog.search import identifiers
from catalog.search.facets import Counts
from catalog.search.question import Question

ORDERS = {
    "name": ("name_key",),
    "-name": ("-name_key",),
    "number": ("catalog_number_sort",),
    "-number": ("-catalog_number_sort",),
    "weight": (F("grams_per_mole").asc(nulls_last=True), "name_key"),
    "-weight": (F("grams_per_mole").desc(nulls_last=True), "name_key"),
    "newest": ("-visible_from", "name_key"),
}


def with_revisions(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """As rows are shown: their revisions' numbers come along, the documents do not."""
    return listings.select_related("revision").defer("revision__spec")


def matching(question: Question) -> QuerySet[Listing]:
    """The products on offer that are asked for, in the order that is asked for; the order of two
    equals never changes. Numbers are in the index alone: nothing is found by them."""
    if question.ranges:
        return Listing.objects.none()
    listings = _narrowed(question)
    if question.shown_order == "relevance":
        return _by_relevance(listings, question.text)
    return listings.order_by(*ORDERS[question.shown_order], "revision_id")


def counts(question: Question) -> Counts:
    """The values of a facet are alternatives: they are counted as if none of it were chosen."""
    if question.ranges:
        return {}
    counted = _counted(_narrowed(question))
    for facet, _ in question.chosen:
        of_facet = _counted(_narrowed(question.without(facet)), facet)
        counted = {key: found for key, found in counted.items() if key[0] != facet} | of_facet
    return counted


def _narrowed(question: Question) -> QuerySet[Listing]:
    listings: QuerySet[Listing] = Listing.objects.offered(question.moment)
    if question.text:
        listings = identifiers.matching(listings, question.text)
    for facet, slugs in question.chosen:
        values = ListingFacet.objects.filter(listing=OuterRef("pk"), facet=facet, slug__in=slugs)
        listings = listings.filter(Exists(values))
    return listings


def _counted(listings: QuerySet[Listing], facet: str = "") -> Counts:
    rows = ListingFacet.objects.filter(listing__in=listings)
    if facet:
        rows = rows.filter(facet=facet)
    counted = rows.values("facet", "slug").annotate(number=Count("pk"))
    found = counted.values_list("facet", "slug", "number")
    return {(facet, slug): number for facet, slug, number in found}


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
