"""Conditional answers: a strong ETag from a hash of everything that the answer is made of."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from catalog.code_version import code_version


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
