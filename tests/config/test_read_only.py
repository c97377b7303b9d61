"""Public pages refuse what would change them, as a browser or a program really asks."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

FORMS = {"catalog:structures", "datasheets:verify"}
"""Pages whose forms are sent by POST; they change nothing."""
ALL = "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"
SAMPLES = {"str": "x", "slug": "x", "path": "x", "int": "1", "sha256": "0" * 64}
"""A value for each kind of parameter."""


def addresses(resolver: URLResolver, before: str, space: str = "") -> Iterator[tuple[str, str]]:
    """Name and an address of every view but those of the back office and of the API."""
    for pattern in resolver.url_patterns:
        route = str(pattern.pattern)
        address = before + re.sub(r"<(\w+):\w+>", lambda found: SAMPLES[str(found[1])], route)
        if isinstance(pattern, URLPattern):
            yield f"{space}:{pattern.name}", address
        elif pattern.namespace not in ("admin", "api"):
            yield from addresses(pattern, address, pattern.namespace or "")


PAGES = dict(addresses(get_resolver(), before="/"))


def test_all_pages_are_among_them() -> None:
    assert {"catalog:home", "catalog:sitemap", "datasheets:document-file"} <= PAGES.keys()
    assert PAGES.keys() >= FORMS


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_only_read(name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    taken = {"GET", "HEAD"} | ({"POST"} if name in FORMS else set())

    for method in set(ALL) - taken:
        response = client.generic(method, PAGES[name])
        assert response.status_code == 405, method
        assert set(response["Allow"].split(", ")) == taken
    for method in taken:
        assert client.generic(method, PAGES[name]).status_code not in (403, 405), method
