"""The ledger of queries: how many each page costs. A number that grows has to be argued for here.

Counted with the first products of the demo, everything in the caches but the database's own.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.actions import settle
from catalog.actions.withdraw import withdraw
from catalog.admin.groups import INLINES
from catalog.models import Product
from tests.browser.site import back_office
from tests.catalog.admin.screen import form
from tests.datasheets.documents import obtained_of

pytestmark = pytest.mark.any_database

PARTS = len(INLINES)
"""Kinds of rows that a product has on its screen; one without rows still costs a query."""

PUBLIC = {
    "/": 6,  # the log, twice; labels of terms; recent; their number; site
    # what is settled, what of it the index has; the log, twice, which is looked at once a second;
    # page, labels; site
    "/products/": 7,
    "/products/?q=fk506": 11,  # beside these, what matched; whether it was withdrawn (3)
    "/products/?q=a&kind=kit&target=calcineurin": 10,  # none is found: no page; aliases
    "/products/ALQ-1001/fk506/": 6,  # listing, site; numbers, listings; aliases, terms
    "/products/ALQ-1001/revisions/1/": 8,
    "/products/ALQ-1003/cyclosporin-a/": 3,  # withdrawn: listing, site, the last revision
    "/compare/": 1,
    "/compare/?product=ALQ-1001&product=ALQ-1002&product=ALQ-1004": 4,  # each listing; site
    "/compare.csv?product=ALQ-1001&product=ALQ-1002": 2,
    "/compare/?product=ALQ-1001&product=ALQ-1003": 3,  # one of them withdrawn
    "/structures/": 1,  # site
    # what is settled and in the index; the end of the log, twice (4); hits, labels of facets; site
    "/structures/?structure=C1CCCCN1": 9,
    "/id/104987-11-3": 3,
    # product, twice; the log, three times; names alike; page, labels; site; withdrawn (3)
    "/id/takrolimus": 13,
    "/nowhere/": 1,
    "/sitemap.xml": 2,
    "/robots.txt": 0,
    "/verify/": 1,
    "/style/accent.css": 1,
    "/products/ALQ-1001/datasheet.pdf": 3,  # what is shown; which variants there are; its row
    # the number; whether it is public; what is shown; revisions, their documents; variants; site
    "/documents/TDS-ALQ-1001/": 7,
    "/api/v1/": 1,  # the licence
    "/api/v1/products/": 2,  # up to where moments are settled; the rows
    "/api/v1/products/?search=fk506&target=calcineurin": 3,
    "/api/v1/products/?fields=catalog_number,storage": 2,
    # what is settled, what of it the index has; withdrawn (3); the log, twice; page, labels
    "/api/v1/search?q=a": 9,  # for any number of rows
    "/api/v1/products/ALQ-1001/": 1,
    "/api/v1/products/ALQ-1001/revisions/": 2,
    "/api/v1/products/ALQ-1001/revisions/1/": 2,
    "/api/v1/specification.schema.json": 0,
}


def counted(client: Client, address: str, typed: dict[str, Any] | None = None) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.post(address, typed) if typed else client.get(address)
        for _ in response if response.streaming else ():
            pass
    assert response.status_code < 500, address
    return len(queries)


@pytest.fixture
def catalog(small_demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark of what is settled, which is raised once a second, counts no queries here."""
    monkeypatch.setattr(settle, "RAISED_EVERY", timedelta(days=365))
    withdraw(Product.objects.get(catalog_number="ALQ-1003"), by=None)


@pytest.mark.usefixtures("catalog")
def test_public_pages_cost_what_the_ledger_says(client: Client) -> None:
    obtained_of("ALQ-1001")
    for address in PUBLIC:
        counted(client, address)  # fills the caches
    assert {address: counted(client, address) for address in PUBLIC} == PUBLIC


BACK_OFFICE = {
    # each: session, user; a screen that saves: savepoint and its release
    "start": 3,
    "products": 5,
    "new product": 4,
    "new product, without scripts": 20,  # whole lists instead of completion
    # a query for each part, one for each row that points elsewhere, failed datasheets
    "change": 26 + PARTS,
    # whether it was withdrawn, and so goes back on sale; names of others as drafts and as public
    "publish": 16,
    "revisions": 7,
    "withdraw": 5,  # beside the product, what is shown of it and what is scheduled
    "compounds": 9,
    "compound": 10,
    "references": 7,
    "new reference": 4,
    "reference": 6,
    "terms": 7,
    "term": 8,
    "variant groups": 5,
    "site settings": 6,
    "log": 5,
    "datasheets": 5,
}


@pytest.mark.usefixtures("catalog")
def test_the_back_office_costs_what_the_ledger_says(client: Client, staff: User) -> None:
    client.force_login(staff)
    screens = back_office()
    for address in screens.values():
        counted(client, address)
    assert {name: counted(client, address) for name, address in screens.items()} == BACK_OFFICE


PREVIEWS = {
    # what saving asks and writes as far as the rows, each of which is held against what is unique;
    # the draft made of them; what the page lays over it
    "page": 159 + PARTS,
    "datasheet": 155 + PARTS,
}


@pytest.mark.usefixtures("catalog")
def test_previews_of_what_is_typed_cost_what_the_ledger_says(client: Client, staff: User) -> None:
    client.force_login(staff)
    screen = back_office()["change"]
    typed = {what: form(client, screen) | {"_preview": what} for what in PREVIEWS}
    for data in typed.values():
        counted(client, screen, data)

    assert {what: counted(client, screen, data) for what, data in typed.items()} == PREVIEWS
