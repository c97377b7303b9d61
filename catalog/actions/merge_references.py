"""Merge references: several rows of one publication become one."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.errors import ActionError
from catalog.actions.permissions import MERGE_REFERENCES
from catalog.actions.save_draft import products_sharing, save_drafts
from catalog.models import Activity, Citation, DraftVersion, Lock, Reference
from catalog.specification import declaration
from catalog.specification.deriving import part_of


@transaction.atomic
def merge_references(
    kept: Reference, merged: Collection[Reference], *, by: User | None
) -> list[DraftVersion]:
    """Let whatever cites one of ``merged`` cite ``kept``, and remove them.

    What the kept row lacks it takes from them, a PubMed ID, say. The drafts that cited any of them
    are saved, and given back. Raises ActionError when there is nothing to merge; then nothing
    changed.
    """
    MERGE_REFERENCES.check(by)
    Lock.acquire(Lock.Name.DRAFTS)
    row = Reference.objects.filter(pk=kept.pk).first()
    others = list(Reference.objects.filter(pk__in=[row.pk for row in merged]).exclude(pk=kept.pk))
    if row is None or not others:
        raise ActionError(
            "There is nothing to merge: choose two references or more that are there still."
        )
    kept = row
    products = products_sharing([kept, *others])
    for rows in (Citation.objects, Activity.objects):
        rows.filter(reference__in=others).update(reference=kept)
    for other in others:
        _complete(kept, other)
        other.delete()
    kept.save()
    reason = f"Merged references into {kept}"[:300]
    return save_drafts(products, by=by, reason=reason)


def _complete(kept: Reference, other: Reference) -> None:
    for member in part_of(declaration.Reference).fields:
        if not getattr(kept, member.column):
            setattr(kept, member.column, getattr(other, member.column))
