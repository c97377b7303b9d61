"""Withdraw: publish a tombstone that says why and names the replacement."""

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.append_revision import (
    append_revision,
    latest_revision,
    open_log,
    scheduled_listing,
)
from catalog.actions.errors import PublicationError, ScheduledRevisionError
from catalog.models import Product, Revision


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

    The tombstone repeats what was last public, never the draft. A scheduled revision is overtaken
    if ``cancel_scheduled``. Raises PublicationError or ScheduledRevisionError.
    """
    position, moment = open_log()
    latest = latest_revision(product)
    if latest is None or latest.kind == Revision.Kind.WITHDRAWAL:
        raise PublicationError(f"{product.catalog_number} is not published.")
    coming = scheduled_listing(product, moment)
    if coming is not None and not cancel_scheduled:
        raise ScheduledRevisionError(
            f"Revision {coming.revision.number} is scheduled for "
            f"{coming.visible_from:%Y-%m-%d %H:%M} UTC; say that it is to be cancelled too."
        )
    shown = (
        Revision.objects.filter(product=product, listing__visible_from__lte=moment)
        .filter(listing__visible_until__gt=moment)
        .first()
    )
    if shown is None:
        raise PublicationError(
            f"{product.catalog_number} is not public yet; cancel its scheduled publication by "
            "publishing another draft instead."
        )
    replacement = None
    if replaced_by is not None:
        replacement = {"catalog_number": replaced_by.catalog_number, "name": replaced_by.name}
    return append_revision(
        shown.draft_version,
        latest=latest,
        position=position,
        moment=moment,
        valid_from=None,
        by=by,
        change_note=note,
        reason=reason,
        withdrawal={"note": note or None, "replaced_by": replacement},
    )
