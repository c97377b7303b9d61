"""The ledger of queries: how many each page costs. A number that grows has to be argued for here.

Counted with the first products of the demo, everything in the caches but the database's own.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.actions.withdraw import withdraw
from catalog.models import Product

PUBLIC = {
    "/": 5,  # facets, labels of terms; recent; their number; site
    "/products/": 5,  # number, page; facets, labels of terms; site
    "/products/?q=fk506": 6,  # beside these, what matched
    "/products/?q=a&kind=kit&target=calcineurin": 7,  # beside these, aliases, counts by facet
    "/products/ALQ-1001/fk506/": 6,  # listing, site; numbers, listings; aliases, terms
    "/products/ALQ-1001/revisions/1/": 8,
    "/products/ALQ-1003/cyclosporin-a/": 3,  # withdrawn: listing, site, the last revision
    "/id/104987-11-3": 3,
    "/id/takrolimus": 7,  # ever shorter beginnings, until something is like it
    "/nowhere/": 1,
    "/sitemap.xml": 2,
    "/robots.txt": 0,
    "/style/accent.css": 1,
    "/products/ALQ-1001/datasheet.pdf": 2,
    "/api/v1/": 1,  # the licence
    "/api/v1/products/": 1,
    "/api/v1/products/?search=fk506&target=calcineurin": 2,
    "/api/v1/products/?fields=catalog_number,storage": 1,
    "/api/v1/products/ALQ-1001/": 1,
    "/api/v1/products/ALQ-1001/revisions/": 2,
    "/api/v1/products/ALQ-1001/revisions/1/": 2,
    "/api/v1/specification.schema.json": 0,
}


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        for _ in response if response.streaming else ():
            pass
    assert response.status_code < 500, address
    return len(queries)


@pytest.fixture
def catalog(small_demo: None) -> None:
    withdraw(Product.objects.get(catalog_number="ALQ-1003"), by=None)


@pytest.mark.usefixtures("catalog")
def test_public_pages_cost_what_the_ledger_says(client: Client) -> None:
    for address in PUBLIC:
        counted(client, address)  # fills the caches
    assert {address: counted(client, address) for address in PUBLIC} == PUBLIC
