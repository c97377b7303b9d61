"""Which documents there are: made on publication, kept for ever, issued again only by staff."""

import threading
import time
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from catalog.keys import match_key
from catalog.models import SiteSettings
from catalog.models.plain_rows import insert_new
from catalog.typeface import printing_problem
from datasheets import tasks
from datasheets.composing import compose, fingerprint
from datasheets.documents.issue import Issue
from datasheets.documents.registry import Kind, installed, kind_of, rendered_kinds
from datasheets.documents.subject import Edition, Subject
from datasheets.models import Datasheet
from datasheets.renderers import pool
from datasheets.variants import Variant, variants

State = Datasheet.State

PATIENCE = 3.0
"""Seconds that a request waits for a document that is being made."""

_LOOK_AGAIN = 0.05
_waiting = threading.BoundedSemaphore(1)
"""A process has few threads to serve pages with: one of them may wait, the others go on."""


class NothingChangedError(Exception):
    """A document would be issued again, made of the very same."""


def subject_of(sheet: Datasheet) -> Subject:
    return Subject(sheet.subject_type, sheet.subject_id, sheet.subject_version)


def is_public(sheet: Datasheet) -> bool:
    """Whether the public has seen the version that it is about, or may by now."""
    kind = installed(sheet.document_kind)
    return kind is not None and kind.is_public(subject_of(sheet))


def documents_of(kind: Kind, subject: Subject, variant: Variant) -> QuerySet[Datasheet]:
    """All issues of the document of a version, the first one first."""
    return (
        rows(kind, variant)
        .filter(subject_type=subject.type, subject_id=subject.id, subject_version=subject.version)
        .order_by("issue")
    )


def rows(kind: Kind, variant: Variant) -> QuerySet[Datasheet]:
    return Datasheet.objects.filter(
        document_kind=kind.key, paper=variant.paper, language=variant.language
    )


def latest(kind: Kind, subject: Subject, variant: Variant) -> Datasheet | None:
    """The last issue of a document that is ready, if one is."""
    return documents_of(kind, subject, variant).filter(state=State.READY).last()


def found(kind: Kind, subject: Subject, variant: Variant) -> Datasheet | None:
    """The document of a version: what is stored, else the row of what is to be made, if there is
    one."""
    stored = latest(kind, subject, variant)
    return stored or documents_of(kind, subject, variant).first()


def wanted(kind: Kind, subject: Subject, variant: Variant) -> Datasheet:
    """The document of a version: what is stored, or the row of what is to be made.

    It has no task yet if the row is new. Raises LookupError if there is no such version.
    """
    if known := found(kind, subject, variant):
        return known
    row = new_row(kind, kind.edition(subject), variant)
    Datasheet.objects.bulk_create([row], ignore_conflicts=True)  # somebody may ask for it meanwhile
    return documents_of(kind, subject, variant).get(issue=1)


@transaction.atomic
def request(kind: Kind, editions: Collection[Edition[Any]]) -> list[Datasheet]:
    """Have workers make the documents of new versions, in every variant of the site.

    To be called in the transaction that freezes them: none can be there before.
    """
    sheets = [new_row(kind, edition, variant) for variant in variants() for edition in editions]
    insert_new(sheets)
    tasks.enqueue_all(sheets)
    return sheets


def new_row(kind: Kind, edition: Edition[Any], variant: Variant) -> Datasheet:
    return _row(kind, edition, Issue(variant.paper, variant.language))


def _row(kind: Kind, edition: Edition[Any], issue: Issue) -> Datasheet:
    series, subject = kind.series(edition.content), edition.subject
    return Datasheet(
        document_kind=kind.key,
        subject_type=subject.type,
        subject_id=subject.id,
        subject_version=subject.version,
        revision=edition.revision,
        paper=issue.paper,
        language=issue.language,
        issue=issue.number,
        number=kind.number(edition, issue),
        series=series,
        series_key=match_key(series)[:80],
    )


def current() -> list[Datasheet]:
    """The stored documents of versions that are the ones shown now."""
    return [
        sheet
        for kind in rendered_kinds()
        for sheet in kind.current(Datasheet.ready().filter(document_kind=kind.key))
    ]


def awaited(kind: Kind, subject: Subject, variant: Variant) -> Datasheet | None:
    """The document, once a worker has made it; after ``PATIENCE`` seconds, as far as it is; None if
    nobody has asked for it yet. Nothing is asked for here.

    Somebody waits for it: it is taken before those that were made in advance. However many ask,
    one thread of a process waits, and the document is rendered once.
    """
    sheet = found(kind, subject, variant)
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
    if sheet.is_received:
        raise ValueError(f"{sheet.number} was received as it is; upload a newer one instead.")
    last = sheet.issues().latest("issue")
    if not last.is_ready:
        raise NothingChangedError(f"{last.number} was asked for before, and is not made yet.")
    kind = kind_of(last.document_kind)
    edition = kind.edition(subject_of(last))
    same = compose(kind, edition, SiteSettings.current(), issue_of(last, edition))
    if fingerprint(same, edition.sha256, pool().engine()) == last.fingerprint:
        raise NothingChangedError(
            f"{last.number} was not issued again: everything it is made of is as it was."
        )
    return _issue(last, kind, edition, reason=reason.strip(), by=by)


@transaction.atomic
def _issue(
    last: Datasheet, kind: Kind, edition: Edition[Any], *, reason: str, by: User | None
) -> Datasheet:
    sheet = _row(kind, edition, Issue(last.paper, last.language, last.issue + 1))
    sheet.reason = reason
    sheet.issued_by = by
    sheet.save()
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


def issue_of(sheet: Datasheet, edition: Edition[Any]) -> Issue:
    """What the document says of itself; it names the document that it takes the place of."""
    if sheet.issue > 1:
        supersedes = sheet.issues().get(issue=sheet.issue - 1).number
    else:
        kind = kind_of(sheet.document_kind)
        before = kind.before(edition)
        superseded = Issue(sheet.paper, sheet.language)
        supersedes = kind.number(before, superseded) if before else ""
    return Issue(sheet.paper, sheet.language, sheet.issue, supersedes)
