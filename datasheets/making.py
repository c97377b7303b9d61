"""Making a document that stands in the table: taken by one worker, rendered, stored, or given back.

Every step is one statement that holds whatever else goes on: a row is taken by whoever changes it
first, and finished only under the lease that it was taken with. A worker may end at any point. What
it had taken is due again at the end of its lease, and a file that was stored for nothing is under
its hash when the same bytes come again.

What the document itself is at fault for fails at once. All else may pass, and is tried again for as
long as it takes, after pauses that grow.
"""

import hashlib
import logging
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from catalog.models import SiteSettings
from catalog.models.files import keep_once
from datasheets import tasks
from datasheets.archive import State, issue_of, subject_of
from datasheets.carried import Job
from datasheets.composing import compose, fingerprint
from datasheets.documents.registry import kind_of
from datasheets.leases import LEASE, held, held_here
from datasheets.models import Datasheet, content_path
from datasheets.renderers import RendererLostError, pool
from datasheets.rendering import RenderingError

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=5)
"""Before the second attempt; each later pause is twice as long."""
LONGEST_PAUSE = timedelta(minutes=2)
"""While storage or database are away: what waits for them is there soon after they are back."""
LONGEST_PAUSE_OF_LOST = timedelta(hours=1)
"""After a document whose process ended; it may be its fault, and another time won't help."""
LOST_OFTEN = 3
MOST_COUNTED = 30_000
"""What the column of attempts holds."""

_OF_THE_DOCUMENT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def make(pk: int) -> Datasheet | None:
    """Render and store the document, if it is due and nobody else has it; its row afterwards."""
    sheet = _take(pk)
    if sheet is None:
        return None
    try:
        with held(sheet):
            finished = _finished(sheet)
    except RenderingError as error:
        logger.warning("%s cannot be rendered: %s", sheet, error)
        _give_back(sheet, state=State.FAILED, problem=str(error))
    except Exception as error:
        logger.exception("%s was not rendered", sheet)
        _postpone(sheet, error)
    except BaseException:
        # Whoever runs us is told to end: another may go on at once.
        _give_back(sheet, state=State.PENDING, attempts=F("attempts") - 1, due_at=timezone.now())
        raise
    else:
        if not _give_back(sheet, state=State.READY, problem="", **finished):
            logger.warning("%s took longer than its lease, and was left to somebody else", sheet)
    sheet.refresh_from_db()
    return sheet


def _take(pk: int) -> Datasheet | None:
    now, lease = timezone.now(), uuid.uuid4()
    due = Datasheet.objects.filter(
        pk=pk, due_at__lte=now, state__in=(State.PENDING, State.RENDERING)
    )
    taken = due.update(
        state=State.RENDERING,
        lease=lease,
        due_at=now + LEASE,
        attempts=Least(F("attempts") + 1, MOST_COUNTED),
    )
    return Datasheet.objects.get(pk=pk) if taken else None


def _give_back(sheet: Datasheet, **values: Any) -> bool:
    """Change the row as long as it is ours; whether it was."""
    ours = Datasheet.objects.filter(pk=sheet.pk, state=State.RENDERING, lease=sheet.lease)
    return bool(ours.update(lease=None, **values))


def _finished(sheet: Datasheet) -> dict[str, Any]:
    """The members of the row of a document whose file is stored."""
    job, sha256 = _composed(sheet)
    rendered = pool().render(job)
    sheet.sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    keep_once(sheet.file, content_path(sheet, ""), rendered.pdf)
    return {
        "fingerprint": fingerprint(job, sha256, rendered.engine),
        "sha256": sheet.sha256,
        "size": len(rendered.pdf),
        "file": sheet.file.name,
        "rendered_at": timezone.now(),
    }


def _composed(sheet: Datasheet) -> tuple[Job, str]:
    """The job, and the hash of the content that it is made of."""
    try:
        kind = kind_of(sheet.document_kind)
        edition = kind.edition(subject_of(sheet))
        job = compose(kind, edition, SiteSettings.current(), issue_of(sheet, edition))
        return job, edition.sha256
    except _OF_THE_DOCUMENT as error:
        logger.exception("%s cannot be composed", sheet)
        raise RenderingError(f"It cannot be composed. {type(error).__name__}: {error}") from error


@transaction.atomic
def _postpone(sheet: Datasheet, error: Exception) -> None:
    """After a failure that may pass: a full disk, a lost process, a database that was away."""
    is_lost = isinstance(error, RendererLostError)
    due_at = timezone.now() + _pause(
        sheet.attempts, LONGEST_PAUSE_OF_LOST if is_lost else LONGEST_PAUSE
    )
    problem = f"{type(error).__name__}: {error}"
    if _give_back(sheet, state=State.PENDING, problem=problem, due_at=due_at):
        tasks.enqueue(sheet, after=due_at)


def _pause(attempts: int, longest: timedelta) -> timedelta:
    doublings: int = min(attempts - 1, 20)  # which is longer than any pause
    return min(FIRST_PAUSE * (1 << doublings), longest)


def sweep() -> int:
    """Give back what was taken by a worker of which nothing is heard any more, and see to it that
    everything due has a task. May run at any time, anywhere; how many documents were given back."""
    now = timezone.now()
    _bring_forward(now)
    if not tasks.any_waiting():
        for sheet in Datasheet.objects.filter(state=State.PENDING, due_at__lte=now):
            tasks.enqueue(sheet)
    lost = Datasheet.objects.filter(state=State.RENDERING, due_at__lte=now)
    here = [sheet.pk for sheet in held_here()]
    return sum(_take_back(sheet) for sheet in lost.exclude(pk__in=here))


def _bring_forward(now: datetime) -> None:
    """No pause is as long as this: the clock was ahead when the moment was written."""
    waiting = Datasheet.objects.filter(state__in=(State.PENDING, State.RENDERING))
    waiting.filter(due_at__gt=now + LONGEST_PAUSE_OF_LOST).update(due_at=now)


@transaction.atomic
def _take_back(sheet: Datasheet) -> bool:
    """At once, for others to make; but ever later if it was lost often."""
    now, values = timezone.now(), dict[str, Any]()
    if sheet.attempts >= LOST_OFTEN:
        pause = _pause(sheet.attempts - LOST_OFTEN + 1, LONGEST_PAUSE_OF_LOST)
        values["problem"] = f"{sheet.attempts} times, it was not there when its worker ended."
        now += pause
    lost = Datasheet.objects.filter(
        pk=sheet.pk, state=State.RENDERING, lease=sheet.lease, due_at=sheet.due_at
    )
    if not lost.update(state=State.PENDING, lease=None, due_at=now, **values):
        return False
    tasks.enqueue(sheet, is_awaited=True, after=now)
    return True
