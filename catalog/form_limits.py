"""Large forms are for signed-in staff on the screens that edit; others keep Django's own limits.

A screen shows every row of a product, so that it sends more fields than Django takes. The settings
allow for that, and what they allow is taken back here from all other requests before their forms
are read: hashing many thousand fields is how a stranger would keep a server busy.
"""

from collections.abc import Callable
from typing import Any

from django.conf import global_settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse

MOST_FIELDS = global_settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
MOST_PARTS = MOST_FIELDS + global_settings.DATA_UPLOAD_MAX_NUMBER_FILES
LARGEST = global_settings.DATA_UPLOAD_MAX_MEMORY_SIZE
EDITING = ("_add", "_change")


class FormLimitsMiddleware:
    """Belongs before the middleware that reads the form, Django's against forged requests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.META.get("QUERY_STRING", "").count("&") >= MOST_FIELDS:
            raise TooManyFieldsSent(f"An address has at most {MOST_FIELDS} parameters.")
        if request.method == "POST" and not is_editing(request):
            _limit(request)


def is_editing(request: HttpRequest) -> bool:
    """Whether a member of staff sends a form of the back office."""
    match = request.resolver_match
    if match is None or match.namespace != "admin":
        return False
    user = request.user
    return (match.url_name or "").endswith(EDITING) and user.is_active and bool(user.is_staff)


def _limit(request: HttpRequest) -> None:
    if request.content_type == "application/x-www-form-urlencoded":
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            raise RequestDataTooBig(f"A form has at most {LARGEST} bytes.")
        if request.body.count(b"&") >= MOST_FIELDS:
            raise TooManyFieldsSent(f"A form has at most {MOST_FIELDS} fields.")
    elif request.content_type == "multipart/form-data":
        boundary = (request.content_params or {}).get("boundary", "")
        request.read = _counted(request.read, b"--" + boundary.encode())  # type: ignore[method-assign]


def _counted(read: Callable[..., bytes], mark: bytes) -> Callable[..., bytes]:
    """``read``, until more parts came by than a form may have: they are counted as they come."""
    parts, before = 0, b""

    def counted(*size: int) -> bytes:
        nonlocal parts, before
        chunk = read(*size)
        parts += (before + chunk).count(mark) if chunk else 0
        if parts > MOST_PARTS + 1:  # one ends the form
            raise TooManyFieldsSent(f"A form has at most {MOST_FIELDS} fields.")
        before = (before + chunk)[-len(mark) + 1 :]
        return chunk

    return counted
