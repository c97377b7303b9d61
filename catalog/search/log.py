"""Where the publication log stands, and what of it an index has yet to take in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from django.db.models import F, QuerySet
from django.utils import timezone

from catalog.models import Listing, Revision, TermAlias
from catalog.models.listing import LISTING_FORMAT

MOST_CHANGES = 200
"""As many are applied while a search waits; more are a matter for ``manage.py reindex``."""
KEPT = timedelta(minutes=10)
"""For so long, indexes have what is on offer no longer: pages of a search show one moment."""
PART = 500
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tip:
    """A place in a log: the last revision taken in, and whatever else changes listings.

    ``alias`` is the last merge of terms, which moves listings from one slug to another.
    """

    position: int
    sha256: str
    alias: int
    listing_format: int

    def is_in_log_of(self, tip: "Tip") -> bool:
        """Whether the log that ends in ``tip`` goes on from here; a restored backup may not."""
        if (self.alias, self.listing_format) != (tip.alias, tip.listing_format):
            return False
        if self.position == tip.position:
            return self.sha256 == tip.sha256
        if self.position > tip.position:
            return False
        return self.position == 0 or _sha256_at(self.position) == self.sha256


def latest() -> Tip:
    """The end of the log."""
    alias = TermAlias.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    last = Revision.objects.order_by("-position").values_list("position", "sha256").first()
    position, sha256 = last or (0, "")
    return Tip(position, sha256, alias, LISTING_FORMAT)


def changed_products(position: int, most: int | None = MOST_CHANGES) -> list[int] | None:
    """The products with revisions after a position; None if these are more than ``most``."""
    after = Revision.objects.filter(position__gt=position).order_by("position")
    limit = None if most is None else most + 1
    products = list(after.values_list("product_id", flat=True)[:limit])
    return None if limit and len(products) == limit else list(dict.fromkeys(products))


def indexed() -> QuerySet[Listing]:
    """The listings that an index holds: on offer now or later, or until a while ago. Which are
    shown, the clock says."""
    lasting = Listing.objects.filter(withdrawn=False, visible_until__gt=timezone.now() - KEPT)
    return lasting.filter(visible_until__gt=F("visible_from"))


def in_parts(revisions: Iterable[int]) -> Iterator[QuerySet[Listing]]:
    """The listings of revisions by their primary keys, some hundreds at a time."""
    left = iter(revisions)
    while part := list(islice(left, PART)):
        yield Listing.objects.filter(pk__in=part)


def microseconds(moment: datetime) -> int:
    """Since 1970; exact, which a float is not."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def _sha256_at(position: int) -> str | None:
    at = Revision.objects.filter(position=position)
    return at.values_list("sha256", flat=True).first()
