"""Revert: make the draft what it was when a revision was published."""

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.errors import ActionError
from catalog.actions.load_draft import load_draft
from catalog.actions.permissions import REVERT
from catalog.models import DraftVersion, Product, Revision
from catalog.specification.load import DocumentError


@transaction.atomic
def revert(
    product: Product,
    to: Revision | DraftVersion,
    *,
    by: User | None,
    expected: str | None = None,
) -> DraftVersion:
    """A new draft version with the content that a revision was frozen from, or of an old draft.

    Nothing public changes until it is published. Shared rows, such as the compound, are reverted
    with it. Raises ActionError if that content cannot be a draft any more, because a product
    that it points to was renumbered, say.
    """
    REVERT.check(by)
    if to.product_id != product.pk:
        raise ActionError(f"{str(to).capitalize()} belongs to another product.")
    version = to.draft_version if isinstance(to, Revision) else to
    try:
        return load_draft(
            version.read(),
            by=by,
            reason=f"Reverted to {to}",
            product=product,
            expected=expected,
        )
    except DocumentError as error:
        message = f"{str(to).capitalize()} cannot become the draft again. {error}"
        raise ActionError(message) from error
