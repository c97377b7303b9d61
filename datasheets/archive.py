"""Which documents there are: made on publication, kept for ever, issued again only by staff."""

import threading
import time
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils import timezone

from catalog.models import Listing, Revision, SiteSettings
from catalog.models.plain_rows import insert_new
from catalog.typeface import printing_problem
from datasheets import tasks
from datasheets.composing import compose, fingerprint
from datasheets.documents import tds
from datasheets.documents.tds import Issue
from datasheets.models import Datasheet
from datasheets.renderers import pool
from datasheets.variants import Variant, variants

Kind = Datasheet.DocumentKind
Paper = Datasheet.Paper
State = Datasheet.State
Language = Datasheet.Language

PATIENCE = 3.0
"""Seconds that a request waits for a document that is being made."""

_LOOK_AGAIN = 0.05
_waiting = threading.BoundedSemaphore(1)
"""A process has few threads to serve pages with: one of them may wait, the others go on."""


class NothingChangedError(Exception):
    """A document would be issued again, made of the very same."""


def latest(
    revision: Revision, paper: str = Paper.A4, language: str = Language.EN
) -> Datasheet | None:
    """The last issue of a revision's technical datasheet that is ready, if one is."""
    alike = Datasheet.ready().filter(revision=revision, document_kind=Kind.TDS)
    return alike.filter(paper=paper, language=language).order_by("issue").last()


def wanted(revision: Revision, paper: str = Paper.A4, language: str = Language.EN) -> Datasheet:
    """The technical datasheet of a revision: what is stored, or the row of what is to be made.

    It has no task yet if the row is new.
    """
    if known := found(revision, paper, language):
        return known
    place = {"document_kind": Kind.TDS, "paper": paper, "language": language, "issue": 1}
    number = tds.number(revision.read(), Issue(paper, language))
    sheet, _ = Datasheet.objects.get_or_create(
        revision=revision, **place, defaults={"number": number}
    )
    return sheet


def found(
    revision: Revision, paper: str = Paper.A4, language: str = Language.EN
) -> Datasheet | None:
    """The technical datasheet of a revision: what is stored, else the row of what is to be made,
    if there is one."""
    if kept := latest(revision, paper, language):
        return kept
    alike = Datasheet.objects.filter(revision=revision, document_kind=Kind.TDS)
    return alike.filter(paper=paper, language=language).order_by("issue").first()


@transaction.atomic
def request(revisions: Collection[Revision]) -> list[Datasheet]:
    """Have workers make the technical datasheets of new revisions, in every variant of the site.

    To be called in the transaction that publishes them: none can be there before.
    """
    sheets = [new_row(revision, variant) for variant in variants() for revision in revisions]
    insert_new(sheets)
    tasks.enqueue_all(sheets)
    return sheets


def new_row(revision: Revision, variant: Variant) -> Datasheet:
    return Datasheet(
        revision=revision,
        document_kind=Kind.TDS,
        paper=variant.paper,
        language=variant.language,
        issue=1,
        number=tds.number(revision.read(), Issue(variant.paper, variant.language)),
    )


def awaited(
    revision: Revision, paper: str = Paper.A4, language: str = Language.EN
) -> Datasheet | None:
    """The document, once a worker has made it; after ``PATIENCE`` seconds, as far as it is; None if
    nobody has asked for it yet. Nothing is asked for here.

    Somebody waits for it: it is taken before those that were made in advance. However many ask,
    one thread of a process waits, and the document is rendered once.
    """
    sheet = found(revision, paper, language)
    if (
        sheet is None
        or sheet.state not in (State.PENDING, State.RENDERING)
        or not _waiting.acquire(blocking=False)
    ):
        return sheet
    try:
        if sheet.state == State.PENDING:
            with suppress(DatabaseError):  # it can only be read, or not be written now
                tasks.hasten(sheet)
        until = time.monotonic() + PATIENCE
        sheet.refresh_from_db()
        while sheet.state in (State.PENDING, State.RENDERING) and time.monotonic() < until:
            time.sleep(_LOOK_AGAIN)
            sheet.refresh_from_db()
    finally:
        _waiting.release()
    return sheet


def reissue(sheet: Datasheet, *, reason: str, by: User | None) -> Datasheet:
    """Have the document of ``sheet`` made again, as this template, engine and site would.

    The issue before keeps its address and its bytes. Raises NothingChangedError if everything
    that it is made of is as it was, ValueError without a reason, RendererLostError, and
    RenderingError if a picture is missing.
    """
    if not reason.strip():
        raise ValueError("Say why the document is issued again; the reason is public.")
    if problem := printing_problem(reason):
        raise ValueError(f"The reason ('{reason[:80]}') cannot be printed: {problem}")
    last = sheet.issues().latest("issue")
    if not last.is_ready:
        raise NothingChangedError(f"{last.number} was asked for before, and is not made yet.")
    spec, site = last.revision.read(), SiteSettings.current()
    same = compose(spec, site, issue_of(last), stored=bytes(last.revision.spec))
    if fingerprint(same, last.revision.sha256, pool().engine()) == last.fingerprint:
        raise NothingChangedError(
            f"{last.number} was not issued again: everything it is made of is as it was."
        )
    return _issue(last, spec, reason=reason.strip(), by=by)


@transaction.atomic
def _issue(last: Datasheet, spec: dict[str, Any], *, reason: str, by: User | None) -> Datasheet:
    issue = Issue(last.paper, last.language, last.issue + 1)
    sheet = Datasheet.objects.create(
        revision=last.revision,
        document_kind=last.document_kind,
        paper=last.paper,
        language=last.language,
        issue=issue.number,
        number=tds.number(spec, issue),
        reason=reason,
        issued_by=by,
    )
    tasks.enqueue(sheet)
    return sheet


@transaction.atomic
def try_again(sheet: Datasheet) -> bool:
    """Have a worker try once more what has failed; whether it had."""
    failed = Datasheet.objects.filter(pk=sheet.pk, state=State.FAILED)
    if not failed.update(state=State.PENDING, attempts=0, due_at=timezone.now(), problem=""):
        return False
    tasks.enqueue(sheet)
    return True


def issue_of(sheet: Datasheet) -> Issue:
    """What the document says of itself; it names the document that it takes the place of."""
    if sheet.issue > 1:
        supersedes = sheet.issues().get(issue=sheet.issue - 1).number
    else:
        before = Listing.objects.last_offered_before(sheet.revision)
        superseded = Issue(sheet.paper, sheet.language)
        supersedes = tds.number(before.revision.read(), superseded) if before else ""
    return Issue(sheet.paper, sheet.language, sheet.issue, supersedes)
