"""Publish: freeze the latest draft into a revision."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db import transaction

from catalog.actions.append_revision import (
    append_revision,
    latest_revision,
    open_log,
    scheduled_listing,
)
from catalog.actions.errors import DraftConflictError, PublicationError, ScheduledRevisionError
from catalog.actions.save_draft import latest_draft
from catalog.curation import Severity, findings
from catalog.models import DraftVersion, Listing, Product, Revision
from catalog.signals import published
from catalog.spec.document import public_names


@transaction.atomic
def publish(
    product: Product,
    *,
    by: User | None,
    change_note: str = "",
    reason: str = "",
    approver: User | None = None,
    valid_from: datetime | None = None,
    scheduled: Literal["cancel", "carry"] | None = None,
    expected: str | None = None,
    along_with: Collection[Product] = (),
) -> Revision:
    """Freeze the product's latest draft version as its next revision, shown from ``valid_from``.

    ``change_note`` is public, ``reason`` internal. While another revision is scheduled,
    ``scheduled`` says what becomes of it: "cancel" overtakes it with this one, shown no later
    than it would have been; "carry" puts this one in its place, at its time. ``expected`` is the
    hash of the draft that was reviewed. A pointer to a product that was never public is left out,
    unless that product is one of ``along_with``, published in the same transaction.

    Raises PublicationError, ScheduledRevisionError or DraftConflictError; then nothing changed.
    """
    position, moment = open_log()
    version = latest_draft(product)
    if version is None:
        raise PublicationError(f"{product.catalog_number} has no draft yet; save it first.")
    if expected is not None and expected != version.sha256:
        raise DraftConflictError(
            f"The draft of {product.catalog_number} changed since you reviewed it. Nothing was "
            "published: review the present draft and publish again."
        )
    latest = latest_revision(product)
    coming = scheduled_listing(product, moment) if latest else None
    if coming is None:
        _refuse_repetition(version, latest)
    else:
        valid_from = _start_beside(coming, scheduled, valid_from)
    _refuse_findings(version, reason)
    revision = append_revision(
        version,
        latest=latest,
        position=position,
        moment=moment,
        valid_from=valid_from,
        by=by,
        approver=approver,
        change_note=change_note,
        reason=reason,
        along_with=along_with,
    )
    published.send(sender=Revision, revision=revision)
    return revision


def left_out(draft: dict[str, Any]) -> list[str]:
    """The catalog numbers that a draft points to and that its specification would leave out."""
    name_of = public_names()
    pointers = [draft["replaced_by"], *(row["product"] for row in draft["relations"])]
    pointers += [row["product"] for row in draft["kit_components"]]
    numbers = dict.fromkeys(pointer["catalog_number"] for pointer in pointers if pointer)
    return [number for number in numbers if name_of(number) is None]


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
    """Whether the draft is the one that was published last."""
    if latest is None or latest.kind != Revision.Kind.PUBLICATION:
        return False
    return latest.draft_version.sha256 == version.sha256


def _refuse_repetition(version: DraftVersion, latest: Revision | None) -> None:
    if latest is not None and repeats(version, latest):
        who = f" by {latest.author.get_username()}" if latest.author else ""
        raise PublicationError(
            f"Nothing to publish: this draft of {version.product.catalog_number} is revision "
            f"{latest.number}, published{who} at {latest.recorded_at:%Y-%m-%d %H:%M:%S} UTC."
        )


def _refuse_findings(version: DraftVersion, reason: str) -> None:
    found = findings(version.read())
    if errors := [finding for finding in found if finding.severity is Severity.ERROR]:
        raise PublicationError(
            "The draft cannot be published until this is mended: "
            + " ".join(str(finding) for finding in errors)
        )
    if found and not reason:
        raise PublicationError(
            "The draft has warnings; publish it with an internal reason that answers them: "
            + " ".join(str(finding) for finding in found)
        )
