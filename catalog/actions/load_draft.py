"""Load a draft from a document: the way in for demo, import and REST."""

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.permissions import SAVE_DRAFT
from catalog.actions.save_draft import save_draft, save_drafts_sharing
from catalog.models import DraftVersion, Lock, Product
from catalog.plain_json import JsonObject
from catalog.specification.load import load


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
    which the document changed get a new draft version too.
    """
    SAVE_DRAFT.check(by)  # which of the two it takes is known when it is saved
    Lock.acquire(Lock.Name.DRAFTS)
    row, loader = load(document, product)
    version = save_draft(row, by=by, reason=reason, expected=expected)
    save_drafts_sharing(
        loader.shared_changes, by=by, reason=f"Shared data changed: {reason}", besides=row
    )
    return version
