"""Withdraw: publish a tombstone that says why and names the replacement, or amend the one shown."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.append_revision import (
    NewRevision,
    append_revision,
    latest_revision,
    open_log,
    scheduled_listing,
)
from catalog.actions.errors import PublicationError, ScheduledRevisionError, refuse_unprintable
from catalog.actions.permissions import WITHDRAW
from catalog.models import Listing, Product, Revision
from catalog.specification.declaration import Withdrawal
from catalog.specification.reading import read_specification
from catalog.specification.values import NamedProduct


@transaction.atomic
def withdraw(
    product: Product,
    *,
    by: User | None,
    note: str = "",
    reason: str = "",
    replaced_by: Product | None = None,
    cancel_scheduled: bool = False,
) -> Revision:
    """Show, from now on, that the product is withdrawn. Past revisions keep their addresses.

    The tombstone repeats what was last public, never the draft, and names a replacement as the
    public knows it. Of a product that is withdrawn, another note or replacement is shown from now
    on, in a tombstone of its own. A scheduled revision is overtaken if ``cancel_scheduled``. Raises
    PublicationError or ScheduledRevisionError; then nothing changed.
    """
    WITHDRAW.check(by)
    refuse_unprintable("The note", note)
    position, moment = open_log()
    shown = Listing.objects.visible(moment).filter(product=product).first()
    coming = scheduled_listing(product, moment)
    if shown is None:
        remedy = "; cancel its scheduled publication instead" if coming else ""
        raise PublicationError(f"{product.catalog_number} is not public{remedy}.")
    if coming is not None and not cancel_scheduled:
        raise ScheduledRevisionError(
            f"Revision {coming.revision.number} is scheduled for "
            f"{coming.visible_from:%Y-%m-%d %H:%M} UTC; say that it is to be cancelled too."
        )
    withdrawal = Withdrawal(
        note=note or None, replaced_by=_replacement(product, replaced_by, moment)
    )
    if shown.withdrawn and read_specification(shown.revision.spec).withdrawal == withdrawal:
        raise PublicationError(
            f"{product.catalog_number} is withdrawn already, with this note and this replacement. "
            "Change one of them to amend what customers are told."
        )
    return append_revision(
        NewRevision(shown.revision.draft_version, latest_revision(product)),
        position=position,
        moment=moment,
        by=by,
        change_note=note,
        reason=reason,
        kind=Revision.Kind.WITHDRAWAL,
        withdrawal=withdrawal,
    )


def _replacement(
    product: Product, replaced_by: Product | None, moment: datetime
) -> NamedProduct | None:
    if replaced_by is None:
        return None
    if replaced_by == product:
        raise PublicationError(f"{product.catalog_number} cannot replace itself.")
    offered = Listing.objects.offered(moment).filter(product=replaced_by)
    named = offered.values("catalog_number", "name").first()
    if named is None:
        raise PublicationError(
            f"{replaced_by.catalog_number} is not on offer, so it cannot replace "
            f"{product.catalog_number}; publish it first or choose another product."
        )
    return NamedProduct(**named)
