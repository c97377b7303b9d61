"""Signing in: how often it may fail, for whom, and what is said then. django-axes counts.

Five wrong passwords for a user name from one address, or a hundred from one address for whatever
names, and that address waits for a quarter of an hour. Nobody is locked out from elsewhere, so that
nobody can lock out others; tries while one waits do not prolong it.
"""

import ipaddress
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

FAILURES_OF_ADDRESS = 100
COOL_OFF: timedelta = settings.AXES_COOLOFF_TIME
KEPT = timedelta(days=90)
"""How long it is known who signed in when, and from where."""

NETWORK = 64
"""Bits of an IPv6 address that tell one client from another: the rest is the client's to choose."""


class Handler(AxesDatabaseHandler):  # type: ignore[misc]  # axes comes without types
    """Counts failures of a user name from an address, and of an address, each with its limit."""

    def get_failures(self, request: HttpRequest, credentials: Any = None) -> int:
        """On the scale of the limit for a user name."""
        of_both, of_address = map(_failures, self.get_user_attempts(request, credentials))
        limit: int = settings.AXES_FAILURE_LIMIT
        return max(of_both, of_address * limit // FAILURES_OF_ADDRESS)


def _failures(attempts: QuerySet[Any]) -> int:
    return sum(attempts.values_list("failures_since_start", flat=True))


class SignInForm(AdminAuthenticationForm):
    """The form of the sign-in page; it says why nobody is let in for a while."""

    def clean_username(self) -> str:
        """No name is longer than its column: PostgreSQL refuses to count the failure otherwise."""
        name: str = self.cleaned_data["username"]
        most = User._meta.get_field("username").max_length or 0
        if len(name) > most:
            raise ValidationError(f"A user name has at most {most} characters.")
        return name

    def get_invalid_login_error(self) -> ValidationError:
        if not getattr(self.request, "axes_locked_out", False):
            return super().get_invalid_login_error()
        minutes = COOL_OFF.total_seconds() // 60
        return ValidationError(
            f"Signing in has failed too often. Wait {minutes:.0f} minutes, then try again; a right "
            "password does not help before that. An administrator can end the wait on the server: "
            "manage.py axes_reset.",
            code="locked_out",
        )


def refuse(request: HttpRequest, page: HttpResponse, credentials: Any) -> HttpResponse:
    """The sign-in page, which says why, as an answer that programs understand."""
    page.status_code = 429
    page["Retry-After"] = str(int(COOL_OFF.total_seconds()))
    return page


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks, as the outermost of the ``PROXIES`` in front of us saw it.

    What is left of that in ``X-Forwarded-For`` is whatever the client wrote.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    address = request.META.get("REMOTE_ADDR", "")
    if 0 < settings.PROXIES <= len(forwarded):
        address = forwarded[-settings.PROXIES]
    return _normal(address.strip()) or _normal(request.META.get("REMOTE_ADDR", "")) or "0.0.0.0"


def _normal(address: str) -> str:
    """Without port, and of IPv6 the network alone; empty if it is not an address.

    >>> _normal("[2001:db8::17]:443"), _normal("192.0.2.1:443"), _normal("::ffff:192.0.2.1")
    ('2001:db8::', '192.0.2.1', '192.0.2.1')
    """
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, NETWORK), strict=False).network_address)


def forget(**_: Any) -> None:
    """Remove what is no longer counted or kept. A receiver of ``housekeeping``."""
    now = timezone.now()
    AccessAttempt.objects.filter(attempt_time__lt=now - COOL_OFF).delete()
    AccessLog.objects.filter(attempt_time__lt=now - KEPT).delete()
