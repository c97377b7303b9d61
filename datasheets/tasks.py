"""Tasks of the worker. A task is a nudge: what there is to do stands in the table of documents.

It may come twice, late or not at all; ``datasheets.making`` takes a document once, and the sweep
makes tasks again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from catalog.models.plain_rows import insert_new
from datasheets.models import Datasheet

IN_ADVANCE, AWAITED = 0, 50
"""Priorities: of a document that was published, and of one that somebody waits for."""

KEPT = timedelta(days=1)
"""How long the queue remembers what is done."""


@task()
def render_datasheet(pk: int) -> None:
    """Make the document of a row, unless somebody else does or did."""
    from datasheets.making import make  # which enqueues tasks itself

    make(pk)


@task()
def request_missing_datasheets() -> None:
    """Ask for the documents of a variant that the site has got."""
    from datasheets.missing import request_missing  # which enqueues tasks itself

    request_missing()


def enqueue(sheet: Datasheet, *, is_awaited: bool = False, after: datetime | None = None) -> None:
    """In the transaction of the caller: there is a task if, and only if, there is a row."""
    priority = AWAITED if is_awaited else IN_ADVANCE
    render_datasheet.using(priority=priority, run_after=after).enqueue(sheet.pk)


def hasten(sheet: Datasheet) -> None:
    """Have the document taken before those that were made in advance. The task that waits for it
    is put ahead: whoever asks for a document leaves no row behind."""
    waiting = DBTaskResult.objects.ready().filter(
        task_path=render_datasheet.module_path, args_kwargs={"args": [sheet.pk], "kwargs": {}}
    )
    waiting.update(priority=AWAITED)


def enqueue_all(sheets: Iterable[Datasheet]) -> None:
    """``enqueue`` for documents that are made in advance.

    The queue has no way to take many at once, so its rows are written here as it writes them.
    """
    task = render_datasheet.using(priority=IN_ADVANCE)
    backend = task.get_backend()
    if not isinstance(backend, DatabaseBackend):
        for sheet in sheets:
            task.enqueue(sheet.pk)
        return
    insert_new(
        [
            DBTaskResult(
                args_kwargs={"args": [sheet.pk], "kwargs": {}},
                priority=task.priority,
                task_path=task.module_path,
                queue_name=task.queue_name,
                backend_name=task.backend,
                run_after=get_date_max(),
            )
            for sheet in sheets
        ]
    )


def any_waiting() -> bool:
    """Whether a task waits for a worker now."""
    return DBTaskResult.objects.ready().exists()


def forget() -> None:
    """Remove from the queue what was done, and what no worker can still be doing."""
    before = timezone.now() - KEPT
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=before).delete()
