"""Cancel a scheduled revision: what is shown stays, and the log keeps who cancelled, and why."""

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.append_revision import (
    NewRevision,
    append_revision,
    latest_revision,
    open_log,
    scheduled_listing,
)
from catalog.actions.errors import PublicationError
from catalog.actions.permissions import CANCEL_SCHEDULED
from catalog.models import Product, Revision


@transaction.atomic
def cancel_scheduled(product: Product, *, by: User | None, reason: str = "") -> Revision:
    """Append a cancellation, a revision that is never shown. Raises PublicationError."""
    CANCEL_SCHEDULED.check(by)
    position, moment = open_log()
    coming = scheduled_listing(product, moment)
    if coming is None:
        raise PublicationError(f"No revision of {product.catalog_number} is scheduled.")
    return append_revision(
        NewRevision(coming.revision.draft_version, latest_revision(product)),
        position=position,
        moment=moment,
        by=by,
        reason=reason,
        kind=Revision.Kind.CANCELLATION,
    )
