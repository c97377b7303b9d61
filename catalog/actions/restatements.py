"""Whether a draft says what an earlier version said, though the schema was raised in between."""

from collections import defaultdict
from collections.abc import Collection

from django.utils import timezone

from catalog import upcasts
from catalog.models import DraftVersion, Listing, Restatement
from catalog.specification.canonical import canonical_bytes


def says_the_same(earlier: DraftVersion, content: bytes, digest: str) -> bool:
    """Whether canonical bytes, whose hash is ``digest``, say what an earlier version says.

    That one is parsed only if its schema is older.
    """
    if earlier.sha256 == digest:
        return True
    is_older = upcasts.version_of(earlier.document) < upcasts.SCHEMA_VERSION
    return is_older and canonical_bytes(earlier.read()) == content


def restatements(
    new: Collection[DraftVersion], before: Collection[DraftVersion]
) -> list[Restatement]:
    """Of new versions, those that say what is published of their product, now or as scheduled.

    ``before`` holds the versions that were the latest until now: the new ones differ from them.
    """
    published = _published_drafts([version.product_id for version in new], before)
    found = {}
    for version in new:
        for earlier in published[version.product_id]:
            if says_the_same(earlier, bytes(version.document), version.sha256):
                found[version.pk] = Restatement(version=version, original=earlier.original)
    return [entry for entry in found.values() if entry.original.sha256 != entry.version.sha256]


def _published_drafts(
    products: Collection[int], before: Collection[DraftVersion]
) -> defaultdict[int, list[DraftVersion]]:
    """By product, the draft versions that its listings were frozen from, but for those before."""
    listings = Listing.objects.filter(product__in=products, visible_until__gt=timezone.now())
    frozen = set(listings.values_list("revision__draft_version", flat=True))
    wanted = frozen - {version.pk for version in before}
    rows = DraftVersion.objects.filter(pk__in=wanted).select_related("restatement__original")
    found = defaultdict(list)
    for version in rows.defer("restatement__original__document") if wanted else ():
        found[version.product_id].append(version)
    return found
