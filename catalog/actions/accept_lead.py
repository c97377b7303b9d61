"""Accept that the log is ahead of the clock, after a clock was wrong; refuse it until then."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from catalog.actions.errors import ActionError, ClockError
from catalog.actions.settle import Mark
from catalog.models import AcceptedLead, Lock

TOLERANCE = timedelta(minutes=5)
"""Clocks that are set right step by so much at most."""
COMMAND = "manage.py accept_lead"


@transaction.atomic
def accept_lead(*, by: str, reason: str) -> AcceptedLead:
    """Let the log go on after its last moment. Raises ActionError if the clock is not behind it."""
    Lock.acquire(Lock.Name.LOG)
    now, until = timezone.now(), Mark.read().moment
    if until - now <= TOLERANCE:
        raise ActionError(f"{_both(now, until)} There is nothing to accept: publishing goes on.")
    accepted = AcceptedLead(accepted_at=now, until=until, by=by, reason=reason)
    accepted.save()
    return accepted


def refuse_lead(now: datetime, until: datetime) -> None:
    """Raises ClockError if ``until`` is far after the clock, and nobody accepted that."""
    if until - now <= TOLERANCE:
        return
    accepted = AcceptedLead.objects.order_by("-until").values_list("until", flat=True).first()
    if accepted is None or until - accepted > TOLERANCE:
        raise ClockError(
            f"{_both(now, until)} Nothing was published. If the clock is wrong, set it right. If "
            f"it is right, it was once ahead: '{COMMAND} --help' says how to go on."
        )


def _both(now: datetime, until: datetime) -> str:
    return (
        f"The clock says {now:%Y-%m-%d %H:%M:%S} UTC, and the publication log goes up to "
        f"{until:%Y-%m-%d %H:%M:%S} UTC."
    )
