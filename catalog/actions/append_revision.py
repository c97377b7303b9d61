"""Append a revision to the publication log: what publishing and withdrawing have in common."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from catalog.actions.errors import PublicationError
from catalog.actions.list_revision import list_revision
from catalog.keys import match_key
from catalog.models import (
    DraftVersion,
    Listing,
    Lock,
    Product,
    PublishedCatalogNumber,
    Revision,
)
from catalog.spec.canonical import canonical_bytes, sha256
from catalog.spec.document import public_names, specification
from catalog.spec.schema import faults

FARTHEST = timedelta(days=36525)
"""Later is a slip of the keyboard. The last day of the calendar, besides, means "for ever"."""


def open_log() -> tuple[int, datetime]:
    """Lock the log; its next position and that position's moment.

    Positions are given under the lock and so in the order of commits; their moments never run
    backwards, even if the clock does.
    """
    Lock.acquire(Lock.Name.LOG)
    now = timezone.now()
    log = Revision.objects.order_by("-position").values_list("position", "recorded_at")
    for position, recorded_at in log[:1]:
        return position + 1, max(now, recorded_at)
    return 1, now


def scheduled_listing(product: Product, moment: datetime) -> Listing | None:
    """The listing that is going to be shown after ``moment``, if one is."""
    coming = Listing.objects.filter(product=product, visible_from__gt=moment)
    return coming.filter(visible_until__gt=moment).order_by("revision__number").last()


def latest_revision(product: Product) -> Revision | None:
    return (
        Revision.objects.filter(product=product)
        .select_related("draft_version", "author")
        .order_by("-number")
        .first()
    )


def append_revision(
    version: DraftVersion,
    *,
    latest: Revision | None,
    position: int,
    moment: datetime,
    valid_from: datetime | None,
    by: User | None,
    approver: User | None = None,
    change_note: str = "",
    reason: str = "",
    kind: Revision.Kind = Revision.Kind.PUBLICATION,
    withdrawal: dict[str, Any] | None = None,
    along_with: Collection[Product] = (),
) -> Revision:
    """Freeze a draft version as the revision after ``latest`` of its product, and list it.

    To be called between ``open_log`` and the end of the transaction.
    """
    product = version.product
    start = valid_from or moment
    if start < moment:
        raise PublicationError(
            f"The publication cannot begin at {start:%Y-%m-%d %H:%M:%S} UTC, which is past; choose "
            f"a time after {moment:%Y-%m-%d %H:%M:%S} UTC or leave it empty for now."
        )
    if start - moment > FARTHEST:
        raise PublicationError(
            f"The publication would begin on {start:%Y-%m-%d}, more than a hundred years from now; "
            "correct the year."
        )
    number = latest.number + 1 if latest else 1
    spec = specification(
        version.read(),
        number=number,
        valid_from=start,
        change_note=change_note,
        name_of=public_names(along_with),
        withdrawal=withdrawal,
    )
    if broken := faults(spec):
        raise PublicationError(f"The specification breaks its schema: {'; '.join(broken[:5])}")
    _reserve_number(product, spec["catalog_number"])
    content = canonical_bytes(spec)
    revision: Revision = Revision.objects.create(
        product=product,
        number=number,
        position=position,
        kind=kind,
        draft_version=version,
        spec=content,
        sha256=sha256(content),
        recorded_at=moment,
        valid_from=start,
        change_note=change_note,
        reason=reason,
        author=by,
        approver=approver,
    )
    list_revision(revision, spec)
    return revision


def _reserve_number(product: Product, catalog_number: str) -> None:
    """A published catalog number stays its product's for ever."""
    reserved, _ = PublishedCatalogNumber.objects.get_or_create(
        key=match_key(catalog_number), defaults={"number": catalog_number, "product": product}
    )
    if reserved.product_id != product.pk:
        raise PublicationError(
            f"Catalog number '{catalog_number}' was published for another product, now "
            f"{reserved.product.catalog_number}, and is never used again. Choose a new number."
        )
