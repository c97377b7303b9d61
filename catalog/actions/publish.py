"""Publish: freeze the latest draft of a product, or of several together, into revisions."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from catalog.actions.append_revision import (
    NewRevision,
    append_revisions,
    latest_revisions,
    open_log,
    scheduled_listings,
)
from catalog.actions.errors import (
    ClockError,
    DraftConflictError,
    PublicationError,
    ScheduledRevisionError,
    refuse_unprintable,
)
from catalog.actions.left_out import public_since
from catalog.actions.permissions import PUBLISH
from catalog.actions.save_draft import latest_drafts
from catalog.actions.sifting import RefusedProduct, sift_made
from catalog.curation import Finding, Severity, findings
from catalog.models import DraftVersion, Listing, Product, Revision
from catalog.signals import published
from catalog.specification.reading import read_draft

Scheduled = Literal["cancel", "carry"]


@dataclass(frozen=True, slots=True)
class Instruction:
    """How to publish: on whose word, with which words, from when.

    ``change_note`` is public, ``reason`` internal. While another revision is scheduled,
    ``scheduled`` says what becomes of it: "cancel" overtakes it with this one, shown no later
    than it would have been; "carry" puts this one in its place, at its time.
    """

    by: User | None
    change_note: str = ""
    reason: str = ""
    approver: User | None = None
    valid_from: datetime | None = None
    scheduled: Scheduled | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of products: revisions in the order of the log, and what was refused."""

    revisions: list[Revision]
    refusals: list[RefusedProduct]


def publish(
    product: Product,
    *,
    by: User | None,
    change_note: str = "",
    reason: str = "",
    approver: User | None = None,
    valid_from: datetime | None = None,
    scheduled: Scheduled | None = None,
    expected: str | None = None,
    along_with: Collection[Product] = (),
) -> Revision:
    """Freeze the product's latest draft version as its next revision, as ``Instruction`` says.

    ``expected`` is the hash of the draft that was reviewed. A pointer to a product that was never
    public is left out, unless that product is one of ``along_with``, published in the same
    transaction.

    Raises PublicationError, ScheduledRevisionError or DraftConflictError; then nothing changed.
    """
    told = Instruction(by, change_note, reason, approver, valid_from, scheduled)
    reviewed = {} if expected is None else {product.pk: expected}
    done = publish_together([product], told, expected=reviewed, along_with=along_with)
    for refusal in done.refusals:
        raise refusal.error
    return done.revisions[0]


def publish_together(
    products: Collection[Product],
    told: Instruction,
    *,
    expected: Mapping[int, str] | None = None,
    along_with: Collection[Product] = (),
    curated: Mapping[str, list[Finding]] | None = None,
) -> Publication:
    """``publish`` for many products in one transaction; those published name one another.

    Each takes its own place in the log, in the order given; one that is given twice counts once.
    What single publication would refuse is refused, and the others go on. ``expected`` holds the
    reviewed hashes by primary key; ``curated`` the findings that are known, by the hash of their
    draft. The others are sought before the log is locked: readers wait for the lock, too.
    """
    PUBLISH.check(told.by)
    found = _curated(products, curated or {})
    try:
        return _publish_under_lock(products, told, expected or {}, along_with, found)
    except ClockError as error:
        return Publication([], [RefusedProduct(product, error) for product in products])


@transaction.atomic
def _publish_under_lock(
    products: Collection[Product],
    told: Instruction,
    expected: Mapping[int, str],
    along_with: Collection[Product],
    curated: Mapping[str, list[Finding]],
) -> Publication:
    position, moment = open_log()
    fit = sift_made(
        _candidates(products, moment),
        lambda candidate: _new_revision(candidate, told, expected, curated),
    )
    revisions, not_frozen = append_revisions(
        fit.going,
        position=position,
        moment=moment,
        by=told.by,
        approver=told.approver,
        change_note=told.change_note,
        reason=told.reason,
        along_with=along_with,
    )
    if revisions:
        published.send(sender=Revision, revisions=revisions)
    return Publication(revisions, fit.refusals + not_frozen)


def _curated(
    products: Collection[Product], known: Mapping[str, list[Finding]]
) -> Mapping[str, list[Finding]]:
    """By hash, the findings of the latest drafts, which may change until the log is locked."""
    drafts = latest_drafts(products).values()
    unknown = {draft.sha256: draft for draft in drafts if draft.sha256 not in known}
    return {
        **known,
        **{sha256: findings(read_draft(draft.document)) for sha256, draft in unknown.items()},
    }


def unfit(
    products: Collection[Product],
    told: Instruction,
    *,
    curated: Mapping[str, list[Finding]] | None = None,
) -> list[RefusedProduct]:
    """Before it is tried: what ``publish_together`` would refuse for its draft or its schedule."""
    sifted = sift_made(
        _candidates(products, timezone.now()),
        lambda candidate: _new_revision(candidate, told, {}, curated or {}),
    )
    return sifted.refusals


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A product with its latest draft and revision, and what is scheduled for it."""

    product: Product
    draft: DraftVersion | None
    latest: Revision | None
    coming: Listing | None


def _candidates(products: Collection[Product], moment: datetime) -> Iterator[_Candidate]:
    unique = {product.pk: product for product in products}
    drafts = latest_drafts(unique.values())
    latest = latest_revisions(unique.keys())
    coming = scheduled_listings(latest.keys(), moment)
    for pk, product in unique.items():
        yield _Candidate(product, drafts.get(pk), latest.get(pk), coming.get(pk))


def _new_revision(
    candidate: _Candidate,
    told: Instruction,
    expected: Mapping[int, str],
    curated: Mapping[str, list[Finding]],
) -> NewRevision:
    """What is to be frozen. Raises an ActionError, as ``publish`` says."""
    product, draft = candidate.product, candidate.draft
    if draft is None:
        raise PublicationError(f"{product.catalog_number} has no draft yet; save it first.")
    if expected.get(product.pk, draft.sha256) != draft.sha256:
        raise DraftConflictError(
            f"The draft of {product.catalog_number} changed since you reviewed it. Nothing was "
            "published: review the present draft and publish again."
        )
    if candidate.coming is None:
        _refuse_repetition(draft, candidate.latest)
        start = told.valid_from
    else:
        start = _start_beside(candidate.coming, told.scheduled, told.valid_from)
    entry = NewRevision(draft, candidate.latest, start)
    known = curated.get(draft.sha256)
    refuse_unprintable("The change note", told.change_note)
    refuse_findings(findings(entry.draft) if known is None else known, told.reason)
    return entry


def _start_beside(
    coming: Listing, scheduled: str | None, valid_from: datetime | None
) -> datetime | None:
    """When to begin while ``coming`` is scheduled, by what the caller chose."""
    when = f"{coming.visible_from:%Y-%m-%d %H:%M} UTC"
    number = coming.revision.number
    if scheduled is None:
        raise ScheduledRevisionError(
            f"Revision {number} is scheduled for {when}. Choose: cancel it and publish this draft "
            "instead, or carry this change into it, published at that time."
        )
    if scheduled == "carry":
        if valid_from is not None:
            raise ScheduledRevisionError(
                f"A change carried into revision {number} is published at its time, {when}; leave "
                "the time empty, or cancel that revision first."
            )
        return coming.visible_from
    if valid_from is not None and valid_from > coming.visible_from:
        raise ScheduledRevisionError(
            f"Revision {number} would still be shown from {when} until then. Cancel it first, or "
            "choose a time before it."
        )
    return valid_from


def repeats(version: DraftVersion, latest: Revision | None) -> bool:
    """Whether publishing the draft would say what was published last."""
    if latest is None or latest.kind != Revision.Kind.PUBLICATION:
        return False
    if latest.draft_version.original.sha256 != version.original.sha256:
        return False
    return not public_since(version.read(), latest)


def _refuse_repetition(version: DraftVersion, latest: Revision | None) -> None:
    if latest is not None and repeats(version, latest):
        who = f" by {latest.author.get_username()}" if latest.author else ""
        when = f"published{who} at {latest.recorded_at:%Y-%m-%d %H:%M:%S} UTC"
        if latest.valid_from > timezone.now():
            when = f"which will be shown from {latest.valid_from:%Y-%m-%d %H:%M:%S} UTC"
        raise PublicationError(
            f"Nothing to publish: this draft of {version.product.catalog_number} is revision "
            f"{latest.number}, {when}."
        )


def refuse_findings(found: list[Finding], reason: str) -> None:
    if errors := [finding for finding in found if finding.severity is Severity.ERROR]:
        raise PublicationError(
            "The draft cannot be published until this is corrected: "
            + " ".join(str(finding) for finding in errors)
        )
    if found and not reason:
        raise PublicationError(
            "The draft has warnings; publish it with an internal reason that answers them: "
            + " ".join(str(finding) for finding in found)
        )
