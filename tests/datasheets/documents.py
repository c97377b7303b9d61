"""Documents made here and now, without a worker."""

from typing import Any

from catalog.models import Listing, Revision, SiteSettings
from catalog.specification.canonical import canonical_bytes
from catalog.specification.declaration import Specification
from catalog.specification.reading import as_specification
from datasheets import archive, composing
from datasheets.carried import Job
from datasheets.documents.issue import FIRST, Issue
from datasheets.documents.registry import Kind, kind_of
from datasheets.documents.subject import Edition, Subject
from datasheets.making import make
from datasheets.models import Datasheet
from datasheets.renderers import pool
from datasheets.variants import Language, Paper, Variant


def tds() -> Kind:
    """The technical datasheet."""
    return kind_of("tds")


def subject_of(revision: Revision) -> Subject:
    return Subject("product", str(revision.product_id), revision.number)


def wanted(revision: Revision, paper: str = "a4", language: str = "en") -> Datasheet:
    """The row of a revision's datasheet."""
    return archive.wanted(tds(), subject_of(revision), Variant(Paper(paper), Language(language)))


def awaited(revision: Revision) -> Datasheet | None:
    return archive.awaited(tds(), subject_of(revision), Variant())


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


def edition_of(spec: dict[str, Any], *, is_draft: bool = False) -> Edition[Specification]:
    """A specification that may be stored nowhere, as what a datasheet is made of."""
    stored = b"" if is_draft else canonical_bytes(spec)
    subject = Subject("product", "", spec["revision"]["number"])
    return Edition(subject, as_specification(spec), stored)


def compose(
    spec: dict[str, Any], site: SiteSettings, issue: Issue = FIRST, *, is_draft: bool = False
) -> Job:
    """The job of the datasheet of a specification."""
    return composing.compose(tds(), edition_of(spec, is_draft=is_draft), site, issue)


def rendered(spec: dict[str, Any], site: SiteSettings, **options: Any) -> bytes:
    """The datasheet of a specification, stored nowhere."""
    return pool().render(compose(spec, site, **options)).pdf


def pdf_of(html: str, **options: Any) -> bytes:
    """The PDF of any HTML."""
    return pool().render(Job(html, "https://example.org/products/T-1/", **options)).pdf
