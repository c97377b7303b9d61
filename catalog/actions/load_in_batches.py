"""Load drafts in batches: the way in for whole catalogs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, DataError, IntegrityError, transaction

from catalog.actions.batches import MOST_AT_ONCE, batches_of, room_for_writing
from catalog.actions.errors import ActionError
from catalog.actions.load_draft import load_draft
from catalog.actions.permissions import LOAD_IN_BATCHES
from catalog.actions.save_draft import save_drafts
from catalog.models import DraftVersion, Lock
from catalog.specification.insert_new_products import insert_new_products
from catalog.specification.load import DocumentError, DocumentProblem


@dataclass(frozen=True, slots=True)
class RefusedDocument:
    """A document that became no draft: its place among all, from 0 on, and why."""

    place: int
    document: Any
    error: DocumentError | ActionError


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a batch: draft versions in the order of their documents, and refusals."""

    versions: list[DraftVersion]
    refusals: list[RefusedDocument]


def load_in_batches(
    documents: Iterable[Any], *, by: User | None, reason: str, at_once: int = MOST_AT_ONCE
) -> Iterator[Loaded]:
    """``load_draft`` for many documents, batch after batch; each is saved when it is given out.

    Nothing happens before the first one is asked for. A document that cannot become a draft is
    refused, and the others go on. Within a batch, what is new comes first, unless something is odd
    about it; so documents of new products may point to one another.
    """
    LOAD_IN_BATCHES.check(by)
    first = 0
    with room_for_writing():
        for batch in batches_of(documents, at_once):
            yield _load_batch(batch, first, by=by, reason=reason)
            first += len(batch)


@transaction.atomic
def _load_batch(documents: Sequence[Any], first: int, *, by: User | None, reason: str) -> Loaded:
    Lock.acquire(Lock.Name.DRAFTS)
    new = insert_new_products(documents)
    saved = save_drafts(list(new.values()), by=by, reason=reason)
    versions = dict(zip(new, saved, strict=True))
    refusals = []
    for place, document in enumerate(documents):
        if place not in new:
            try:
                versions[place] = load_draft(document, by=by, reason=reason)
            except (DocumentError, ActionError) as error:
                refusals.append(RefusedDocument(first + place, document, error))
            except (IntegrityError, DataError) as error:
                refusals.append(RefusedDocument(first + place, document, _refused_by(error)))
    return Loaded([versions[place] for place in sorted(versions)], refusals)


def _refused_by(error: DatabaseError) -> DocumentError:
    """What only the database knows: a rule that no model checks, or what it cannot keep."""
    remedy = f"the database refuses this document: {error}"
    return DocumentError([DocumentProblem("", None, " ".join(remedy.split()))])
