"""Whoever is not signed in leaves nothing behind: no row in any table, no file that is kept."""

import re
from collections import Counter
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from catalog.models import Product, SiteSettings, StoredFile
from catalog.pictures import FIGURE
from datasheets.models import Datasheet
from tests.catalog.pictures.test_convert import content

pytestmark = pytest.mark.django_db

LINK = re.compile(r"""(?:href|src|action|content)="([^"]+)"|<loc>([^<]+)</loc>""")
IN_JSON = re.compile(r'"(https?://[^"]+)"')
BEGIN = (
    "/", "/sitemap.xml", "/robots.txt", "/products/", "/structures/", "/compare/", "/verify/",
    "/api/v1/", "/api/v1/products/", "/api/v1/schema/", "/api/v1/search?q=tacrolimus",
    "/api/v1/suggest?q=tac", "/id/104987-11-3", "/nowhere/", "/admin/", "/admin/login/",
)  # fmt: skip
NOT_ASKED_FOR = (
    "/products/{0}/datasheet.pdf?paper=letter&language=de",
    "/products/{0}/datasheet.pdf?paper=a5",
    "/products/{0}/revisions/1/datasheet.pdf?language=de",
    "/products/{0}/revisions/2/datasheet.pdf",
    "/documents/TDS-{0}-r1-letter.pdf",
)
MOST_OF_A_KIND = 5
"""Addresses that differ in numbers, names and values of queries alone are one kind."""


def rows() -> dict[str, int]:
    """How many rows each table has."""
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def files() -> set[str]:
    def below(folder: str) -> set[str]:
        folders, names = default_storage.listdir(folder)
        found = {f"{folder}/{name}" for name in names}
        return found.union(*(below(f"{folder}/{name}") for name in folders))

    return below(".")


def links(response: Any, address: str) -> set[str]:
    if "html" not in response["Content-Type"] and not re.search(
        "xml|json", response["Content-Type"]
    ):
        return set()
    text = response.content.decode()
    found = [one or other for one, other in LINK.findall(text)] + IN_JSON.findall(text)
    whole = {urldefrag(urljoin(f"http://127.0.0.1:8000{address}", unescape(to)))[0] for to in found}
    here = [urlsplit(to) for to in whole if urlsplit(to).netloc == "127.0.0.1:8000"]
    paths = {f"{to.path}{'?' if to.query else ''}{to.query}" for to in here}
    return {path for path in paths if not path.startswith("/static/")}


def kind_of(address: str) -> str:
    path, _, query = address.partition("?")
    product = re.sub(r"ALQ-\d+(/[a-z][\w-]*/)?", "", path)
    return re.sub(r"[0-9a-f]{20,}|\d+", "#", product) + re.sub("=.*", "", query, flags=re.DOTALL)


def crawl(client: Client, begin: set[str]) -> Counter[int]:
    """Every address that pages lead to; how many there are of each status."""
    to_do, seen, kinds = sorted(begin), set(begin), Counter[str]()
    statuses = Counter[int]()
    while to_do:
        address = to_do.pop()
        kinds[kind_of(address)] += 1
        if kinds[kind_of(address)] > MOST_OF_A_KIND:
            continue
        response: Any = client.get(address)
        statuses[response.status_code] += 1
        if response.streaming:
            b"".join(response.streaming_content)
            continue
        targets = {response["Location"]} if "Location" in response else set()
        for target in sorted((links(response, address) | targets) - seen):
            seen.add(target)
            if target.startswith("/"):
                to_do.append(target)
    return statuses


def test_a_crawl_of_every_public_address_leaves_nothing(
    small_demo: None, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr("datasheets.archive.PATIENCE", 0)
    picture = StoredFile.objects.keep_picture(content("rgb.jpg"), "logo.jpg", FIGURE)
    only_a4 = {"datasheet_papers": ["a4"], "datasheet_languages": ["en"], "logo": picture}
    SiteSettings.objects.update(**only_a4)
    Datasheet.objects.exclude(paper="a4", language="en").delete()  # as if never asked for
    numbers = Product.objects.values_list("catalog_number", flat=True)
    odd = {address.format(number) for number in list(numbers)[:2] for address in NOT_ASKED_FOR}
    rows_before, files_before = rows(), files()

    statuses = crawl(client, odd | set(BEGIN))

    assert statuses[200] > 100
    assert statuses[500] == 0
    assert rows() == rows_before
    assert files() == files_before
