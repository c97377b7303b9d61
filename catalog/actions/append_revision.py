"""Append revisions to the publication log: what publishing and withdrawing have in common."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from catalog.actions.accept_lead import refuse_lead
from catalog.actions.errors import PublicationError
from catalog.actions.list_revision import list_revisions
from catalog.actions.save_draft import latest_by_product
from catalog.actions.sifting import RefusedProduct, sift
from catalog.keys import match_key
from catalog.models import (
    DraftVersion,
    Listing,
    Lock,
    Product,
    PublishedCatalogNumber,
    Revision,
)
from catalog.models.plain_rows import insert_new
from catalog.plain_json import JsonObject
from catalog.specification.canonical import canonical_bytes, sha256
from catalog.specification.declaration import Draft, Withdrawal
from catalog.specification.document import pointed_to, public_names, specification
from catalog.specification.reading import as_draft, as_specification
from catalog.specification.schema import faults

TICK = timedelta(microseconds=1)
"""Moments are kept no finer."""
FARTHEST = timedelta(days=36525)
"""Later is a slip of the keyboard. The last day of the calendar, besides, means "for ever"."""


@dataclass(frozen=True)
class NewRevision:
    """What is to be frozen: a draft version, as the revision after ``latest`` of its product.

    It is shown from ``valid_from``, or from now.
    """

    version: DraftVersion
    latest: Revision | None
    valid_from: datetime | None = None

    @property
    def product(self) -> Product:
        return self.version.product

    @property
    def number(self) -> int:
        return self.latest.number + 1 if self.latest else 1

    @cached_property
    def document(self) -> JsonObject:
        return self.version.read()

    @cached_property
    def draft(self) -> Draft:
        return as_draft(self.document)


def open_log() -> tuple[int, datetime]:
    """Lock the log; its next position and that position's moment.

    Both are given under the lock and so in the order of commits. The moment is later than any that
    is final (see ``catalog.actions.settle``), even if the clock ran backwards; if it is far behind,
    this raises ClockError.
    """
    lock = Lock.acquire(Lock.Name.LOG)
    log = Revision.objects.order_by("-position").values_list("position", "recorded_at")
    position, recorded_at = log.first() or (0, None)
    now = timezone.now()
    final = [moment for moment in (recorded_at, lock.settled_at) if moment]
    if not final:
        return position + 1, now
    refuse_lead(now, max(final))
    return position + 1, max(now, max(final) + TICK)


def scheduled_listing(product: Product, moment: datetime) -> Listing | None:
    """The listing that is going to be shown after ``moment``, if one is."""
    return scheduled_listings([product.pk], moment).get(product.pk)


def scheduled_listings(products: Collection[int], moment: datetime) -> dict[int, Listing]:
    """By product, the listings that are going to be shown after ``moment``."""
    if not products:
        return {}
    coming = Listing.objects.filter(product__in=products, visible_from__gt=moment)
    ordered = coming.filter(visible_until__gt=moment).order_by("revision__number")
    rows = ordered.select_related("revision").defer("revision__spec")
    return {listing.product_id: listing for listing in rows}


def latest_revision(product: Product) -> Revision | None:
    return latest_revisions([product.pk]).get(product.pk)


def latest_revisions(products: Collection[int]) -> dict[int, Revision]:
    """By product, without what they are made of: that is read when it is asked for."""
    rows = Revision.objects.select_related("draft_version__restatement__original", "author")
    documents = (
        "spec",
        "draft_version__document",
        "draft_version__restatement__original__document",
    )
    return latest_by_product(rows.defer(*documents), products)


def append_revision(entry: NewRevision, **common: Any) -> Revision:
    """``append_revisions`` for one. Raises PublicationError."""
    revisions, refusals = append_revisions([entry], **common)
    for refusal in refusals:
        raise refusal.error
    return revisions[0]


def append_revisions(
    entries: Iterable[NewRevision],
    *,
    position: int,
    moment: datetime,
    by: User | None,
    approver: User | None = None,
    change_note: str = "",
    reason: str = "",
    kind: Revision.Kind = Revision.Kind.PUBLICATION,
    withdrawal: Withdrawal | None = None,
    along_with: Collection[Product] = (),
) -> tuple[list[Revision], list[RefusedProduct]]:
    """Freeze draft versions, each of another product, as revisions, and list them.

    They take positions one after another from ``position`` on, and name one another. What cannot
    be frozen is refused, and the others go on. To be called between ``open_log`` and the end of
    the transaction.
    """
    timely = sift(entries, lambda entry: _refuse_moment(entry, moment))
    numbers = _CatalogNumbers(timely.going)
    numbered = sift(timely.going, numbers.reserve)
    specs, faulty = _specifications(
        numbered.going,
        moment=moment,
        change_note=change_note,
        withdrawal=withdrawal,
        along_with=along_with,
    )
    going = [entry for entry in numbered.going if entry.product.pk in specs]
    numbers.insert_new_of({entry.product.pk for entry in going})
    revisions = []
    for place, entry in enumerate(going, start=position):
        content = canonical_bytes(specs[entry.product.pk])
        revisions.append(
            Revision(
                product=entry.product,
                number=entry.number,
                position=place,
                kind=kind,
                draft_version=entry.version,
                spec=content,
                sha256=sha256(content),
                recorded_at=moment,
                valid_from=entry.valid_from or moment,
                change_note=change_note,
                reason=reason,
                author=by,
                approver=approver,
            )
        )
    insert_new(revisions)
    list_revisions([(row, as_specification(specs[row.product_id])) for row in revisions])
    return revisions, [*timely.refusals, *numbered.refusals, *faulty]


def _refuse_moment(entry: NewRevision, moment: datetime) -> None:
    """Raises PublicationError for a revision that would begin in the past, or too late."""
    start = entry.valid_from or moment
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


def _specifications(
    entries: Collection[NewRevision],
    *,
    moment: datetime,
    change_note: str,
    withdrawal: Withdrawal | None,
    along_with: Collection[Product],
) -> tuple[dict[int, JsonObject], list[RefusedProduct]]:
    """What is published of each product, by its primary key; and what cannot be."""
    named = {number for entry in entries for number in pointed_to(entry.document)}
    name_of = public_names(named, [*along_with, *(entry.product for entry in entries)])
    specs = {
        entry.product.pk: specification(
            entry.document,
            number=entry.number,
            valid_from=entry.valid_from or moment,
            change_note=change_note,
            name_of=name_of,
            withdrawal=withdrawal,
        )
        for entry in entries
    }
    sound = sift(entries, lambda entry: _refuse_faults(specs[entry.product.pk]))
    if not sound.refusals:
        return specs, []
    without, more = _specifications(  # nothing names what is refused
        sound.going,
        moment=moment,
        change_note=change_note,
        withdrawal=withdrawal,
        along_with=along_with,
    )
    return without, sound.refusals + more


def _refuse_faults(spec: JsonObject) -> None:
    """Raises PublicationError for a specification that readers could not rely on."""
    if broken := faults(spec):
        raise PublicationError(f"The specification breaks its schema: {'; '.join(broken[:5])}")


class _CatalogNumbers:
    """The catalog numbers of the drafts: once published, a number stays its product's for ever."""

    def __init__(self, entries: Iterable[NewRevision]) -> None:
        keys = [match_key(entry.draft.catalog_number) for entry in entries]
        seen = PublishedCatalogNumber.objects.filter(key__in=keys).select_related("product")
        self._seen = {number.key: number for number in seen}
        self._new: dict[str, PublishedCatalogNumber] = {}

    def reserve(self, entry: NewRevision) -> None:
        """Raises PublicationError if the number is another product's."""
        number = entry.draft.catalog_number
        key = match_key(number)
        taken = self._seen.get(key) or self._new.get(key)
        if taken is None:
            self._new[key] = PublishedCatalogNumber(key=key, number=number, product=entry.product)
        elif taken.product != entry.product:
            raise PublicationError(
                f"Catalog number '{number}' was published for another product, now "
                f"{taken.product.catalog_number}, and is never used again. Choose a new number."
            )

    def insert_new_of(self, products: Collection[int]) -> None:
        """Keep those numbers that the public is going to see of these products first."""
        insert_new([number for number in self._new.values() if number.product_id in products])
