"""Leases: who makes a document has it for a few seconds, and renews that as long as it works.

So a document whose worker was killed is free soon, however long documents may take.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError, connections
from django.utils import timezone

from datasheets.models import Datasheet

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=6)
RENEWAL = 1.5
"""Seconds between two renewals: some may fail, or come late."""
LONGEST = 600.0
"""Seconds after which it is assumed that storage never answers: somebody else may try."""

_held: dict[UUID | None, tuple[Datasheet, float]] = {}
"""What this process makes, by lease, and since when."""


@contextmanager
def held(sheet: Datasheet) -> Iterator[None]:
    """Meanwhile, the lease of ``sheet`` is renewed, if this process is ``renewing``."""
    lease = sheet.lease
    _held[lease] = (sheet, time.monotonic())
    try:
        yield
    finally:
        _held.pop(lease, None)


def held_here() -> list[Datasheet]:
    """What this process makes: nobody has to take it over."""
    now = time.monotonic()
    return [sheet for sheet, since in list(_held.values()) if now - since < LONGEST]


def renew() -> None:
    """Put the end of the leases ahead that this process has, also of those that are over, unless
    somebody else has taken the document."""
    for sheet in held_here():
        ours = Datasheet.objects.filter(pk=sheet.pk, lease=sheet.lease)
        ours.filter(state=Datasheet.State.RENDERING).update(due_at=timezone.now() + LEASE)


@contextmanager
def renewing() -> Iterator[None]:
    """Meanwhile, a thread renews leases."""
    ends = threading.Event()

    def go_on() -> None:
        while not ends.wait(RENEWAL):
            try:
                renew()
            except DatabaseError as error:
                logger.warning("Leases were not renewed, and will be tried again: %s", error)
            finally:
                connections.close_all()

    thread = threading.Thread(target=go_on, name="leases", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ends.set()
        thread.join()
