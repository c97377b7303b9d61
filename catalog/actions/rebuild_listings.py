"""Rebuild the listings from the publication log."""

from collections.abc import Iterator

from django.db import transaction

from catalog.actions.batches import room_for_writing
from catalog.actions.list_revision import list_revisions
from catalog.models import Listing, Lock, Revision
from catalog.models.listing import LISTING_FORMAT
from catalog.specification.reading import read_specification

AT_ONCE = 500


@room_for_writing()
@transaction.atomic
def rebuild_listings() -> int:
    """Rebuild every listing, in the order of the log. How many there are."""
    Lock.acquire(Lock.Name.LOG)
    Listing.objects.all().delete()
    for revisions in _stretches():
        list_revisions([(revision, read_specification(revision.spec)) for revision in revisions])
    return Listing.objects.count()


def _stretches() -> Iterator[list[Revision]]:
    """The log in its order, in stretches that have no product twice."""
    stretch: dict[int, Revision] = {}
    for revision in Revision.objects.order_by("position").iterator(chunk_size=AT_ONCE):
        if len(stretch) == AT_ONCE or revision.product_id in stretch:
            yield list(stretch.values())
            stretch = {}
        stretch[revision.product_id] = revision
    yield list(stretch.values())


def listings_are_outdated() -> bool:
    """Whether some were made before listings held what they hold now."""
    return Listing.objects.exclude(format=LISTING_FORMAT).exists()
