"""Rebuild the listings from the publication log."""

from django.db import transaction

from catalog.actions.list_revision import list_revision
from catalog.models import Listing, Lock, Revision
from catalog.models.listing import LISTING_FORMAT


@transaction.atomic
def rebuild_listings() -> int:
    """Make every listing anew, in the order of the log. How many there are."""
    Lock.acquire(Lock.Name.LOG)
    Listing.objects.all().delete()
    for revision in Revision.objects.order_by("position").iterator(chunk_size=500):
        list_revision(revision, revision.read())
    return Listing.objects.count()


def listings_are_outdated() -> bool:
    """Whether some were made before listings held what they hold now."""
    return Listing.objects.exclude(format=LISTING_FORMAT).exists()
