"""Documents that the site should have and has not: after a variant was added, or work was lost."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet

from catalog.models import Listing, Revision
from datasheets import tasks
from datasheets.archive import Kind, State, new_row
from datasheets.models import Datasheet
from datasheets.variants import Variant, variants

AT_ONCE = 500
"""Rows that are asked for in one transaction."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Of which revision a document is missing, and in which variant."""

    listing: Listing
    variant: Variant

    def __str__(self) -> str:
        revision = f"{self.listing.catalog_number} revision {self.listing.revision.number}"
        return revision if self.variant == Variant() else f"{revision} ({self.variant})"


def missing(catalog_numbers: Collection[str] = ()) -> list[Missing]:
    """The revisions that were ever public and lack a datasheet, by catalog number.

    Only of these catalog numbers, if any are given. A withdrawal has none: there is nothing to
    describe. Specifications are not loaded: there may be a hundred thousand.
    """
    listings = Listing.objects.ever_public().filter(withdrawn=False)
    if catalog_numbers:
        listings = listings.filter(catalog_number__in=catalog_numbers)
    ordered = listings.order_by("catalog_number_key", "revision__number")
    ordered = ordered.select_related("revision").defer("revision__spec")
    return [
        Missing(listing, variant)
        for variant in variants()
        for listing in ordered.exclude(
            revision__in=_rows(variant).filter(state=State.READY).values("revision")
        )
    ]


def request_missing() -> int:
    """Have workers make what has no row yet, of revisions that are scheduled, too. How many."""
    asked = 0
    for variant in variants():
        revisions = list(_unasked(variant).values_list("pk", flat=True))
        for start in range(0, len(revisions), AT_ONCE):
            _request(revisions[start : start + AT_ONCE], variant)
        asked += len(revisions)
    return asked


def is_any_unasked() -> bool:
    """Whether ``request_missing`` has something to ask for."""
    return any(_unasked(variant).exists() for variant in variants())


@transaction.atomic
def _request(revisions: list[int], variant: Variant) -> None:
    """Somebody may ask for the same meanwhile, or publish: rows that are there stay."""
    new = [new_row(revision, variant) for revision in Revision.objects.filter(pk__in=revisions)]
    Datasheet.objects.bulk_create(new, ignore_conflicts=True)
    tasks.enqueue_all(_rows(variant).filter(revision__in=revisions, state=State.PENDING))


def _unasked(variant: Variant) -> QuerySet[Listing]:
    """The revisions on offer, now, once or later, that have no row of this variant."""
    listings = Listing.objects.filter(withdrawn=False, visible_until__gt=F("visible_from"))
    return listings.exclude(revision__in=_rows(variant).values("revision"))


def _rows(variant: Variant) -> QuerySet[Datasheet]:
    return Datasheet.objects.filter(
        document_kind=Kind.TDS, paper=variant.paper, language=variant.language
    )
