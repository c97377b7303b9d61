"""Public pages are for reading: whatever else is asked of one is refused as such (405)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

METHODS = ["GET", "HEAD"]


class ReadOnlyPagesMiddleware:
    """Belongs before Django's middleware against forged requests, whose answer to a POST without
    a token would be 403 and words about cookies.

    Only the back office knows who asks, so that only there a request can be forged. A public view
    that takes more than GET is exempt from that check, and says itself what it takes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: Any
    ) -> HttpResponse | None:
        if request.method in METHODS or getattr(view, "csrf_exempt", False):
            return None
        match = request.resolver_match
        is_for_staff = match is not None and match.namespaces[:1] == ["admin"]
        return None if is_for_staff else HttpResponseNotAllowed(METHODS)
