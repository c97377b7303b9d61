"""How the draft of a product stands to what the public sees, as columns of a query; and whether
a revision is what the public sees."""

from django.db.models import (
    Case,
    CharField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.models import DraftVersion, Listing, Product, Revision


class DraftState(TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    CHANGED = "changed", "Changed since"
    SCHEDULED = "scheduled", "Scheduled"
    WITHDRAWN = "withdrawn", "Withdrawn"


def with_state(products: QuerySet[Product]) -> QuerySet[Product]:
    """The products with ``state``, and with hash, time and author of their latest draft version:
    ``draft_sha``, ``saved_at`` and ``saved_by``.

    A draft is compared with what is shown by the versions of which they are restatements, if so.
    """
    now = timezone.now()
    drafts = DraftVersion.objects.filter(product=OuterRef("pk")).order_by("-number")
    listings = Listing.objects.filter(product=OuterRef("pk"))
    shown = listings.visible(now)
    coming = listings.filter(visible_from__gt=now, visible_until__gt=F("visible_from"))
    return products.annotate(
        draft_sha=Subquery(drafts.values("sha256")[:1]),
        saved_at=Subquery(drafts.values("saved_at")[:1]),
        saved_by=Subquery(drafts.values("author__username")[:1]),
        said=Subquery(drafts.values(sha=_original_sha())[:1]),
        shown_sha=Subquery(shown.values(sha=_original_sha("revision__draft_version__"))[:1]),
        shown_withdrawn=Subquery(shown.values("withdrawn")[:1]),
        scheduled_for=Subquery(coming.order_by("visible_from").values("visible_from")[:1]),
    ).annotate(
        state=Case(
            When(scheduled_for__isnull=False, then=_value(DraftState.SCHEDULED)),
            When(shown_withdrawn=True, then=_value(DraftState.WITHDRAWN)),
            When(shown_sha__isnull=True, then=_value(DraftState.DRAFT)),
            When(shown_sha=F("said"), then=_value(DraftState.PUBLISHED)),
            default=_value(DraftState.CHANGED),
            output_field=CharField(),
        )
    )


def _original_sha(way: str = "") -> Coalesce:
    return Coalesce(f"{way}restatement__original__sha256", f"{way}sha256")


def _value(state: DraftState) -> Value:
    return Value(state.value)


class Showing(TextChoices):
    SHOWN = "shown", "Shown"
    SCHEDULED = "scheduled", "Scheduled"
    CANCELLED = "cancelled", "Cancelled before it was shown"
    PAST = "past", "Past"
    ENTRY = "entry", "Entry of the log alone"


def showing(revision: Revision, listing: Listing) -> Showing:
    """Whether a revision is shown now, was, will be, or never; ``listing`` is its own."""
    now = timezone.now()
    if revision.kind == Revision.Kind.CANCELLATION:
        return Showing.ENTRY
    if listing.visible_until <= listing.visible_from:
        return Showing.CANCELLED
    if listing.visible_from > now:
        return Showing.SCHEDULED
    return Showing.PAST if listing.visible_until <= now else Showing.SHOWN
