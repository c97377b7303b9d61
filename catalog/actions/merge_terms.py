"""Merge a term into another of its vocabulary: its products move, its slug leads on."""

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.errors import ActionError
from catalog.actions.permissions import MERGE_TERMS
from catalog.actions.save_draft import products_sharing, save_drafts
from catalog.models import DraftVersion, ListingFacet, Lock, Term, TermAlias


@transaction.atomic
def merge_terms(kept: Term, merged: Term, *, by: User | None) -> list[DraftVersion]:
    """Give the products of ``merged`` the term ``kept``, and make its slugs aliases of that one.

    What is published stays as it was frozen, and is filtered under the term that is kept. The
    drafts that had the merged term are saved, and given back. Raises ActionError, and changes
    nothing, for terms that cannot be merged.
    """
    MERGE_TERMS.check(by)
    Lock.acquire(Lock.Name.DRAFTS)
    Lock.acquire(Lock.Name.LOG)  # nobody lists a revision under the old slug meanwhile
    rows = Term.objects.in_bulk([kept.pk, merged.pk])
    if len(rows) < 2:
        raise ActionError("A term is merged into another one; choose one that is there still.")
    kept, merged = rows[kept.pk], rows[merged.pk]
    if kept.vocabulary != merged.vocabulary:
        raise ActionError(
            f"{merged} and {kept} are of two vocabularies; choose a term of the same one."
        )
    products = products_sharing([merged])
    kept.products.add(*products)
    _list_under(kept, merged)
    merged.aliases.update(term=kept)
    TermAlias.objects.create(vocabulary=merged.vocabulary, slug=merged.slug, term=kept)
    reason = f"Merged the term {merged} into {kept.label}"[:300]
    merged.delete()
    return save_drafts(products, by=by, reason=reason)


def _list_under(kept: Term, merged: Term) -> None:
    """Each listing has a facet once, so that one which had both terms loses the merged one."""
    facets = ListingFacet.objects.filter(facet=kept.vocabulary)
    with_kept = facets.filter(slug=kept.slug).values("listing")
    facets.filter(slug=merged.slug, listing__in=with_kept).delete()
    facets.filter(slug=merged.slug).update(slug=kept.slug)
