"""Documents made here and now, without a worker."""

from typing import Any

from catalog.models import Listing, Revision, SiteSettings
from datasheets.archive import wanted
from datasheets.carried import Job
from datasheets.composing import compose
from datasheets.making import make
from datasheets.models import Datasheet
from datasheets.renderers import pool


def obtained(revision: Revision, *place: str) -> Datasheet:
    """The stored datasheet of a revision; ``place`` is its paper and its language."""
    sheet = wanted(revision, *place)
    made = sheet if sheet.is_ready else make(sheet.pk)
    assert made is not None, "somebody else is rendering it"
    assert made.is_ready, made.problem
    return made


def obtained_of(catalog_number: str) -> Datasheet:
    """The stored datasheet of the revision that is shown of a product."""
    listing = Listing.objects.shown(catalog_number)
    assert listing is not None, catalog_number
    return obtained(listing.revision)


def rendered(spec: dict[str, Any], site: SiteSettings, **options: Any) -> bytes:
    """The datasheet of a specification, stored nowhere."""
    return pool().render(compose(spec, site, **options)).pdf


def pdf_of(html: str, **options: Any) -> bytes:
    """The PDF of any HTML."""
    return pool().render(Job(html, "https://example.org/products/T-1/", **options)).pdf
