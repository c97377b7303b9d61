"""Searching as of a moment, so that all pages of a search show the same products in one order.

How well a text is matched depends on all that an index has, and the order of equals on where in its
files they stand. So the files that answered a first page are kept open for the others, as long as
they are among the last of their process. After that, the same products are found in files that have
more, where those whose place depends on the rest may have changed places.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, NamedTuple, TypeVar

from django.utils import timezone

from catalog.actions.settle import FutureError, UnsettledError, settle
from catalog.models import Revision
from catalog.search.following import Follower
from catalog.search.generation import DamagedError
from catalog.search.log import KEPT

Files = TypeVar("Files")
Answer = TypeVar("Answer")
TICK = timedelta(microseconds=1)


class BehindError(Exception):
    """The index does not have yet what was public at the moment asked for."""


class ForgottenError(Exception):
    """This moment is too long ago: indexes have what was on offer then no longer."""


MOMENT_ERRORS = (FutureError, UnsettledError, ForgottenError, BehindError)
"""Why a search as of a moment cannot be had."""


class Chosen(NamedTuple, Generic[Files]):
    """Files, and the moment that they are to be asked for."""

    files: Files
    moment: datetime


def settled(moment: datetime) -> datetime:
    """A moment that indexes still have, settled.

    Raises FutureError, UnsettledError or ForgottenError.
    """
    moment = settle(moment)
    if moment <= timezone.now() - KEPT:
        raise ForgottenError(f"{moment.isoformat()} is too long ago.")
    return moment


def ask_as_of(
    index: Follower[Files],
    moment: datetime | None,
    settled: datetime,
    read: Callable[[Files, datetime], Answer],
) -> Answer | None:
    """What ``read`` makes of the files as of a moment. Where None was pinned, that is ``settled``,
    or the last one before it up to which the index has all.

    None while there are no files. Raises BehindError.
    """
    for _ in range(2):
        chosen = latest(index, settled) if moment is None else former(index, moment)
        if chosen is None:
            return None
        try:
            return read(*chosen)
        except DamagedError as error:
            index.distrust(error, chosen.files)
    return None


def latest(index: Follower[Files], settled: datetime) -> Chosen[Files] | None:
    """The files in use, which may be a second behind the log."""
    if index.files() is None or not (kept := index.kept):
        return None
    position, files = kept[-1]
    later = Revision.objects.filter(position__gt=position).order_by("position")
    missing = later.values_list("recorded_at", flat=True).first()
    return Chosen(files, settled if missing is None else min(settled, missing - TICK))


def former(index: Follower[Files], moment: datetime) -> Chosen[Files] | None:
    """The oldest files that have all that was published up to a moment."""
    until = Revision.objects.filter(recorded_at__lte=moment).order_by("-position")
    least = until.values_list("position", flat=True).first() or 0
    for look in (index.files, index.files_at_once):
        if look() is None:
            return None
        for position, files in index.kept:
            if position >= least:
                return Chosen(files, moment)
    raise BehindError(f"The {index.name} index is not there yet; ask again in a second.")
