"""Search as it is usually done: conditions of the ORM; on PostgreSQL its full text and trigrams."""

from django.db import connection
from django.db.models import Count, Q, QuerySet

from catalog.models import Listing, ListingFacet
from catalog.search.question import Question


def with_orm(asked: Question) -> object:
    """The conventional way: conditions of the ORM, a count, a page, and each facet counted."""
    found = Listing.objects.offered()
    for word in asked.text.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(summary__icontains=word)
            | Q(identifiers__text__icontains=word)
        )
    return _answered(_filtered(found.distinct(), asked))


def prepare_full_text() -> None:
    """A column of words with its index, and an index of trigrams over the names."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE TABLE bench_words AS SELECT listing_id AS id, to_tsvector('simple',"
            " string_agg(text, ' ')) AS words, string_agg(lower(text), ' ') AS names"
            " FROM catalog_listingidentifier GROUP BY listing_id"
        )
        cursor.execute("CREATE INDEX ON bench_words USING gin (words)")
        cursor.execute("CREATE INDEX ON bench_words USING gin (names gin_trgm_ops)")
        cursor.execute("ANALYZE bench_words")


def with_full_text(asked: Question) -> object:
    found: QuerySet[Listing] = Listing.objects.offered()
    if asked.text:
        found = found.extra(
            where=[
                "revision_id IN (SELECT id FROM bench_words"
                " WHERE words @@ plainto_tsquery('simple', %s) OR names LIKE %s)"
            ],
            params=[asked.text, f"%{asked.text.casefold()}%"],
        )
    return _answered(_filtered(found, asked))


def _filtered(found: QuerySet[Listing], asked: Question) -> QuerySet[Listing]:
    for facet, slugs in asked.chosen:
        found = found.filter(facets__facet=facet, facets__slug__in=slugs)
    low, high = asked.ranges.limits("weight")
    if low is not None:
        found = found.filter(grams_per_mole__gte=low, grams_per_mole__lte=high)
    return found


def _answered(found: QuerySet[Listing]) -> object:
    rows = ListingFacet.objects.filter(listing__in=found.values("pk"))
    counts = list(rows.values("facet", "slug").annotate(number=Count("pk")))
    return found.count(), list(found.order_by("name_key")[:25]), counts
