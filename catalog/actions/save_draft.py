"""Save a draft: every change of one, through whatever door, ends here."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from catalog.actions.errors import DraftConflictError
from catalog.actions.permissions import ADD_DRAFT, CHANGE_DRAFT, SAVE_DRAFT, change_of
from catalog.actions.restatements import restatements, says_the_same
from catalog.models import Compound, DraftVersion, Lock, Product, Reference, Term, VariantGroup
from catalog.models.plain_rows import insert_new
from catalog.specification.canonical import canonical_bytes, sha256
from catalog.specification.declaration import Draft
from catalog.specification.document import draft_documents
from catalog.specification.reading import as_draft, read_draft


def latest_draft(product: Product) -> DraftVersion | None:
    return latest_drafts([product]).get(product.pk)


def latest_drafts(products: Collection[Product]) -> dict[int, DraftVersion]:
    """The latest draft versions, by primary key of their product."""
    known = {product.pk: product for product in products}
    rows = DraftVersion.objects.select_related("restatement__original")
    versions = latest_by_product(rows.defer("restatement__original__document"), known.keys())
    for version in versions.values():
        version.product = known[version.product_id]
    return versions


def latest_by_product(rows: QuerySet[Any], products: Collection[int]) -> dict[int, Any]:
    """``latest_of``, by primary key of their product."""
    return {row.product_id: row for row in latest_of(rows, products)}


def latest_of(rows: QuerySet[Any], products: Collection[int]) -> QuerySet[Any]:
    """Of rows that are numbered by product, those with the highest number of each."""
    newer = rows.model._default_manager.filter(
        product=OuterRef("product"), number__gt=OuterRef("number")
    )
    return rows.filter(~Exists(newer), product__in=products).order_by()


@transaction.atomic
def save_draft(
    product: Product, *, by: User | None, reason: str = "", expected: str | None = None
) -> DraftVersion:
    """Keep the draft's rows, as they are now, as the product's next immutable version.

    ``expected`` is the hash of the version that the editor began with, "" for a new product: if
    the draft has moved on, DraftConflictError is raised and the caller's transaction undoes the
    change. A draft that says the same as its latest version, read under the present schema, is not
    kept twice. When number or name
    changed, the drafts that point to the product are saved with it.

    Whoever changes rows before calling this takes ``Lock.Name.DRAFTS`` before the first change.
    """
    SAVE_DRAFT.check(by)
    Lock.acquire(Lock.Name.DRAFTS)
    latest = latest_drafts([product])
    version = latest.get(product.pk)
    (CHANGE_DRAFT if version else ADD_DRAFT).check(by)
    if expected is not None and expected != (version.sha256 if version else ""):
        raise DraftConflictError(_conflict(product, version))
    return _save([product], latest, by=by, reason=reason)[0]


@transaction.atomic
def save_drafts(
    products: Sequence[Product], *, by: User | None, reason: str = ""
) -> list[DraftVersion]:
    """``save_draft`` for many products, each given once, in a few queries for them all.

    For actions, which have checked what ``by`` may do.
    """
    Lock.acquire(Lock.Name.DRAFTS)
    return _save(products, latest_drafts(products), by=by, reason=reason)


def _save(
    products: Sequence[Product], latest: dict[int, DraftVersion], *, by: User | None, reason: str
) -> list[DraftVersion]:
    documents = draft_documents(products)
    new: list[DraftVersion] = []
    renamed: list[Product] = []
    for product in products:
        document, before = documents[product.pk], latest.get(product.pk)
        content = canonical_bytes(document)
        digest = sha256(content)
        if before and says_the_same(before, content, digest):
            continue
        if before and _names(read_draft(before.document)) != _names(as_draft(document)):
            renamed.append(product)
        version = DraftVersion(
            product=product,
            number=before.number + 1 if before else 1,
            document=content,
            sha256=digest,
            author=by,
            reason=reason,
            saved_at=timezone.now(),
        )
        new.append(version)
    insert_new(new)
    insert_new(restatements(new, latest.values()))
    for product in renamed:
        why = f"{product.catalog_number} {product.name} was renamed"[:300]
        save_drafts(_others_sharing([product], product), by=by, reason=why)
    saved = latest | {version.product_id: version for version in new}
    return [saved[product.pk] for product in products]


def _names(draft: Draft) -> tuple[str, str]:
    """What other documents call the product by."""
    return draft.catalog_number, draft.name


def save_drafts_sharing(
    rows: Iterable[models.Model], *, by: User | None, reason: str, besides: Product | None = None
) -> list[DraftVersion]:
    """Save the draft of every product that contains one of these shared, changed rows.

    Rows that changed with the draft of a product, ``besides``, take the permission to save that
    one. Otherwise it takes the permission to change the rows.
    """
    changed = list(rows)
    if besides is None:
        for model in {type(row) for row in changed}:
            change_of(model).check(by)
    else:
        SAVE_DRAFT.check(by)
    return save_drafts(_others_sharing(changed, besides), by=by, reason=reason)


def _others_sharing(rows: Iterable[models.Model], besides: Product | None) -> list[Product]:
    return [product for product in products_sharing(rows) if product != besides]


CONTAINING: dict[type[models.Model], tuple[str, ...]] = {
    Compound: ("compound", "constituents__compound", "compound__parent"),
    Reference: ("sections__citations__reference", "activities__reference"),
    Term: ("terms",),
    VariantGroup: ("variant_group",),
    Product: ("relations__related", "kit_components__component", "replaced_by"),
}
"""By which ways a product's document contains a row of each kind."""


def products_sharing(rows: Iterable[models.Model]) -> list[Product]:
    """The products whose documents contain one of these rows, by catalog number."""
    containing = Q(pk__in=())
    for row in rows:
        for way in CONTAINING.get(type(row), ()):
            containing |= Q(**{way: row})
    return list(Product.objects.filter(containing).distinct())


def _conflict(product: Product, latest: DraftVersion | None) -> str:
    if latest is None:
        return f"{product.catalog_number} has no draft that could be changed; create it again."
    who = latest.author.get_username() if latest.author else "an automatic process"
    return (
        f"{product.catalog_number} was changed by {who} at {latest.saved_at:%Y-%m-%d %H:%M:%S} UTC "
        "while you were editing it. Nothing of yours was saved: look at the present draft, then "
        "make your change again."
    )
