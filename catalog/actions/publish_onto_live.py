"""Publish a change now, onto what is live, and carry it into the revision that is scheduled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from catalog.actions.append_revision import (
    NewRevision,
    append_revision,
    latest_revision,
    open_log,
    scheduled_listing,
)
from catalog.actions.errors import DraftConflictError, PublicationError, refuse_unprintable
from catalog.actions.permissions import PUBLISH
from catalog.actions.publish import refuse_findings
from catalog.actions.save_draft import latest_draft
from catalog.curation import Finding, findings
from catalog.models import DraftVersion, Listing, Lock, Product, Revision
from catalog.models.plain_rows import insert_new
from catalog.plain_json import JsonObject
from catalog.signals import published
from catalog.specification.canonical import canonical_bytes, sha256
from catalog.specification.merging import Conflict, Merger
from catalog.specification.reading import as_draft, read_draft


class MergeConflictError(PublicationError):
    """The change and the scheduled revision say different things of the same member."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__(
            "The draft and the scheduled revision changed the same: "
            f"{', '.join(conflict.label for conflict in conflicts)}. Say for each what is shown "
            "now; the scheduled revision shows what the draft says."
        )
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class OntoLive:
    """What would be shown now: the live content with what the draft changed since scheduling."""

    live: Listing
    coming: Listing
    draft: DraftVersion
    document: JsonObject
    conflicts: list[Conflict]
    """Between the live value ("one") and the draft's ("other")."""

    @property
    def revisions(self) -> tuple[int, int]:
        """The numbers of the live and the scheduled revision."""
        return self.live.revision.number, self.coming.revision.number

    @property
    def changes_nothing(self) -> bool:
        return bool(self.document == self.live.revision.draft_version.read())


def onto_live(product: Product, decisions: Mapping[str, str] | None = None) -> OntoLive | None:
    """None unless something is scheduled over something that is shown."""
    now = timezone.now()
    coming, draft = scheduled_listing(product, now), latest_draft(product)
    live = Listing.objects.visible(now).filter(product=product, withdrawn=False).first()
    if coming is None or live is None or draft is None:
        return None
    merger = Merger(decisions or {})
    scheduled = coming.revision.draft_version.read()
    shown = live.revision.draft_version.read()
    document = merger.merge(scheduled, shown, draft.read())
    return OntoLive(live, coming, draft, document, merger.conflicts)


@transaction.atomic
def publish_onto_live(
    product: Product,
    *,
    by: User | None,
    change_note: str = "",
    reason: str = "",
    expected: str | None = None,
    revisions: tuple[int, int] | None = None,
    decisions: Mapping[str, str] | None = None,
) -> tuple[Revision, Revision]:
    """Two revisions: the live content with the change, shown now, and the draft, as scheduled.

    The draft holds what is scheduled and what was changed since, so that it stays what it is. The
    content that is shown now is kept as a draft version before it. ``expected`` is the hash of the
    draft that the caller saw, ``revisions`` the numbers of the live and the scheduled revision
    that it was merged with: with others the result is another. ``decisions`` tells by path
    whether "one", the live value, or "other", the draft's, is shown now where the scheduled
    revision had changed it, too.

    Raises PublicationError, MergeConflictError or DraftConflictError; then nothing changed.
    """
    PUBLISH.check(by)
    Lock.acquire(Lock.Name.DRAFTS)
    plan = onto_live(product, decisions)
    if plan is None:
        raise PublicationError(
            f"{product.catalog_number} has no live and no scheduled revision; publish it as usual."
        )
    _refuse_if_unseen(plan, expected, revisions)
    if plan.conflicts:
        raise MergeConflictError(plan.conflicts)
    if plan.changes_nothing:
        raise PublicationError(
            f"Nothing to publish now: the draft of {product.catalog_number} changes only what is "
            f"scheduled as revision {plan.coming.revision.number}."
        )
    refuse_unprintable("The change note", change_note)
    for draft in (as_draft(plan.document), read_draft(plan.draft.document)):
        refuse_findings(_distinct(findings(draft)), reason)
    why = f"Published onto revision {plan.live.revision.number}"
    now, then = _insert_versions(plan, by, why)
    position, moment = open_log()
    _refuse_if_overtaken(plan, product, moment)
    told = {"by": by, "change_note": change_note, "reason": reason, "moment": moment}
    first = append_revision(NewRevision(now, latest_revision(product)), position=position, **told)
    second = append_revision(
        NewRevision(then, first, plan.coming.visible_from), position=position + 1, **told
    )
    published.send(sender=Revision, revisions=[first, second])
    return first, second


def _refuse_if_unseen(
    plan: OntoLive, expected: str | None, revisions: tuple[int, int] | None
) -> None:
    """Raises DraftConflictError unless all that is merged is what the caller saw."""
    product = plan.draft.product
    if expected not in (None, plan.draft.sha256):
        raise DraftConflictError(
            f"The draft of {product.catalog_number} changed since you reviewed it. Nothing was "
            "published: review the present draft and publish again."
        )
    if revisions not in (None, plan.revisions):
        live, coming = plan.revisions
        raise DraftConflictError(
            f"The revisions of {product.catalog_number} changed since you reviewed them: now "
            f"revision {live} is live and revision {coming} is scheduled. Nothing was published: "
            "review what publishing would show and publish again."
        )


def _refuse_if_overtaken(plan: OntoLive, product: Product, moment: datetime) -> None:
    """Whoever publishes, withdraws or cancels takes the log's lock alone, so that the plan, made
    before it was held, may be of yesterday. Raises PublicationError."""
    coming = scheduled_listing(product, moment)
    live = Listing.objects.visible(moment).filter(product=product).first()
    if (live, coming) != (plan.live, plan.coming):
        raise PublicationError(
            f"What is shown or scheduled of {product.catalog_number} changed just now. Nothing "
            "was published: look at it, then publish again."
        )


def _distinct(found: list[Finding]) -> list[Finding]:
    return list(dict.fromkeys(found))


def _insert_versions(
    plan: OntoLive, by: User | None, reason: str
) -> tuple[DraftVersion, DraftVersion]:
    """What is shown now and then the draft again, which stays the latest version."""
    draft = plan.draft
    made = []
    for place, document in enumerate((plan.document, draft.read()), start=1):
        content = canonical_bytes(document)
        made.append(
            DraftVersion(
                product=draft.product,
                number=draft.number + place,
                document=content,
                sha256=sha256(content),
                author=by,
                reason=reason if place == 1 else f"As before: {reason[0].lower()}{reason[1:]}",
                saved_at=timezone.now(),
            )
        )
    insert_new(made)
    return made[0], made[1]
