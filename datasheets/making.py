"""Making a document that stands in the table: taken by one worker, rendered, stored, or given back.

Every step is one statement that holds whatever else goes on: a row is taken by whoever changes it
first, and finished only under the lease that it was taken with. A worker may end at any point. What
it had taken is due again at the end of its lease, and a file that was stored for nothing is under
its hash when the same bytes come again.
"""

import hashlib
import logging
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.models import SiteSettings
from catalog.models.files import keep_once
from datasheets import tasks
from datasheets.archive import State, issue_of
from datasheets.composing import compose, fingerprint
from datasheets.models import Datasheet, content_path
from datasheets.renderers import TIME_LIMIT, pool
from datasheets.rendering import RenderingError

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=2 * TIME_LIMIT)
MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=5)
"""Before the second attempt; each later pause is twice as long."""


def make(pk: int) -> Datasheet | None:
    """Render and store the document, if it is due and nobody else has it; its row afterwards."""
    sheet = _take(pk)
    if sheet is None:
        return None
    try:
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
        state=State.RENDERING, lease=lease, due_at=now + LEASE, attempts=F("attempts") + 1
    )
    return Datasheet.objects.select_related("revision").get(pk=pk) if taken else None


def _give_back(sheet: Datasheet, **values: Any) -> bool:
    """Change the row as long as it is ours; whether it was."""
    ours = Datasheet.objects.filter(pk=sheet.pk, state=State.RENDERING, lease=sheet.lease)
    return bool(ours.update(lease=None, **values))


def _finished(sheet: Datasheet) -> dict[str, Any]:
    """The members of the row of a document whose file is stored."""
    revision = sheet.revision
    job = compose(
        revision.read(), SiteSettings.current(), issue_of(sheet), stored=bytes(revision.spec)
    )
    rendered = pool().render(job)
    sheet.sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    keep_once(sheet.file, content_path(sheet, ""), rendered.pdf)
    return {
        "fingerprint": fingerprint(job, revision.sha256, rendered.engine),
        "sha256": sheet.sha256,
        "size": len(rendered.pdf),
        "file": sheet.file.name,
        "rendered_at": timezone.now(),
    }


@transaction.atomic
def _postpone(sheet: Datasheet, error: Exception) -> None:
    """After a failure that may pass: a full disk, a lost process, a database that was away."""
    problem = f"{type(error).__name__}: {error}"
    if sheet.attempts >= MOST_ATTEMPTS:
        _give_back(sheet, state=State.FAILED, problem=problem)
        return
    due_at = timezone.now() + FIRST_PAUSE * 2 ** (sheet.attempts - 1)
    if _give_back(sheet, state=State.PENDING, problem=problem, due_at=due_at):
        tasks.enqueue(sheet, after=due_at)


def sweep() -> int:
    """Give back what was taken by a worker of which nothing is heard any more, and see to it that
    everything due has a task. May run at any time, anywhere; how many documents were given back."""
    now = timezone.now()
    lost = Datasheet.objects.filter(state=State.RENDERING, due_at__lte=now)
    given_up = lost.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.FAILED,
        lease=None,
        problem=f"{MOST_ATTEMPTS} times, the worker ended before the document was there.",
    )
    given_back = lost.update(state=State.PENDING, lease=None)
    if not tasks.any_waiting():
        for sheet in Datasheet.objects.filter(state=State.PENDING, due_at__lte=now):
            tasks.enqueue(sheet)
    return given_up + given_back
