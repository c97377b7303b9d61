"""Conditional answers: a strong ETag from a hash of everything that the answer is made of."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe as only_safe

from catalog.code_version import code_version

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def require_safe(view: View) -> View:
    """Only GET and HEAD: whatever else is refused as such (405), not for a missing CSRF token."""
    return csrf_exempt(only_safe(view))


def tag(*inputs: object) -> str:
    """An ETag's text for an answer made of ``inputs`` by the present code at this address."""
    joined = "\0".join([code_version(), settings.SITE_URL, *map(str, inputs)])
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def conditional(
    request: HttpRequest, etag: str, make: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """``make``'s answer under ``etag``, or 304 without making it if the client has it already."""
    quoted = quote_etag(etag)
    response: HttpResponseBase | None = get_conditional_response(request, etag=quoted)
    if response is None:
        response = make()
    response["ETag"] = quoted
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
