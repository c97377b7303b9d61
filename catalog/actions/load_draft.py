"""Load a draft from a document: the way in for demo, import and REST."""

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.permissions import SAVE_DRAFT, change_of
from catalog.actions.save_draft import products_sharing, save_draft, save_drafts_sharing
from catalog.models import DraftVersion, Lock, Product
from catalog.plain_json import JsonObject
from catalog.specification.load import load

LONGEST_REASON = 300


@transaction.atomic
def load_draft(
    document: JsonObject,
    *,
    by: User | None,
    reason: str,
    product: Product | None = None,
    expected: str | None = None,
) -> DraftVersion:
    """Make the draft of a product, new or known by its catalog number, what ``document`` says.

    Raises ``catalog.specification.load.DocumentError``, naming every member that is wrong, or
    DraftConflictError; then nothing is written. Products that share a compound or another row
    which the document changed get a new draft version too; that takes the permission to change
    such rows.
    """
    SAVE_DRAFT.check(by)  # which of the two it takes is known when it is saved
    Lock.acquire(Lock.Name.DRAFTS)
    row, loader = load(document, product)
    version = save_draft(row, by=by, reason=reason, expected=expected)
    changed = loader.shared_changes
    if changed and any(product != row for product in products_sharing(changed)):
        for model in {type(shared) for shared in changed}:
            change_of(model).check(by)
    why = f"Shared data changed: {reason}"[:LONGEST_REASON]
    save_drafts_sharing(changed, by=by, reason=why, besides=row)
    return version
