"""Settle moments: what is told of a moment that is settled never changes.

A publication takes its moment under the log's lock, later than every moment that is settled:
those up to the last one in the log, and up to ``Lock.settled_at``, which readers raise under the
same lock. So no publication can still be under way that took its moment before, and none to come
can take one. A reader who only looks at the clock would be told one thing before a publication
ends, and another thing after.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore
from time import sleep
from traceback import clear_frames

from django.db import DatabaseError, connection, transaction
from django.db.models import Subquery
from django.utils import timezone

from catalog.models import Lock, Revision

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Is settled before anything is: nothing was public then."""
RAISED_EVERY = timedelta(seconds=1)
"""At most: raising it is writing."""
PATIENCE, GLANCE = 2.0, 0.1
"""Seconds for which the log is waited for, where a moment is asked for and where none is."""
SOON = 2
"""Seconds after which it is worth while to ask again."""
BESIDE = timedelta(seconds=5)
"""A clock may be so much behind that of another machine, which settled the moment of a page."""

_waiting = BoundedSemaphore(1)
"""In each process one thread waits for a moment to be settled; the others have more to do."""


class UnsettledError(Exception):
    """What was public at this moment cannot be said for good just now."""


class FutureError(ValueError):
    """This moment is yet to come."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where moments are settled: by readers, and by the last publication."""

    settled_at: datetime | None
    published_at: datetime | None

    @classmethod
    def read(cls) -> "Mark":
        log = Revision.objects.order_by("-position").values_list("recorded_at", flat=True)
        locks = Lock._default_manager.filter(name=Lock.Name.LOG)
        for row in locks.values_list("settled_at", Subquery(log[:1])):
            return cls(*row)
        return cls(None, log.first())

    @property
    def moment(self) -> datetime:
        return max(self.settled_at or EARLIEST, self.published_at or EARLIEST)


def settle(moment: datetime) -> datetime:
    """The moment, settled. Raises FutureError, or UnsettledError if that takes too long."""
    now, mark = timezone.now(), Mark.read()
    if moment > now and (moment > mark.moment or moment > now + BESIDE):
        raise FutureError(f"{moment.isoformat()} is in the future.")
    if moment > mark.moment:
        _raise_in_turn(moment, mark)
    return moment


def latest_settled() -> datetime:
    """The present, or what is settled of it: at most a second ago if the database can be written.

    Whatever has been published is not after it.
    """
    now, mark = timezone.now(), Mark.read()
    if now - mark.moment < RAISED_EVERY:
        return min(now, mark.moment)
    try:
        return min(_raised(now - RAISED_EVERY, GLANCE), now)
    except UnsettledError:
        return mark.moment


def _raise_in_turn(moment: datetime, mark: Mark) -> None:
    if not _waiting.acquire(blocking=False):
        raise UnsettledError("Others wait for the publication log.")
    try:
        if mark.settled_at is not None:
            left = (mark.settled_at + RAISED_EVERY - timezone.now()).total_seconds()
            sleep(min(max(left, 0), RAISED_EVERY.total_seconds()))
        _raised(moment, PATIENCE)
    finally:
        _waiting.release()


def _raised(least: datetime, patience: float) -> datetime:
    """Up to where moments are settled: to the present, unless ``least`` is settled already.

    Raises UnsettledError.
    """
    try:
        with _waits_at_most(patience), transaction.atomic():
            lock = Lock.acquire(Lock.Name.LOG)
            mark = Mark.read()
            if mark.moment >= least:
                return mark.moment
            lock.settled_at = max(timezone.now(), least)
            lock.save(update_fields=["settled_at"])
            return lock.settled_at
    except DatabaseError as error:  # it is locked, full, or can only be read
        let_go(error)
        raise UnsettledError(str(error)) from error


def let_go(error: BaseException) -> None:
    """Free what the frames of an error of the database hold, in the thread that it happened in.

    They are cycles with cursors in them. A cursor of SQLite that another thread collects waits for
    its connection, which may itself be waiting for that thread's transaction: for as long as
    ``timeout`` says, all stand still.
    """
    cause: BaseException | None = error
    while cause is not None:
        clear_frames(cause.__traceback__)
        cause = cause.__cause__


@contextmanager
def _waits_at_most(seconds: float) -> Iterator[None]:
    """Have the database wait so long for a lock, and no longer."""
    setting = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SET lock_timeout"}[connection.vendor]
    show = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(show)
        before = cursor.fetchone()[0]
        cursor.execute(f"{setting} = {int(seconds * 1000)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"{setting} = '{before}'")
