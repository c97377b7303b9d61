"""Revisions of products as what documents are made of."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models import F, QuerySet

from catalog.models import Listing, Revision
from catalog.specification.declaration import Specification
from catalog.specification.reading import read_specification
from datasheets.documents.subject import Edition, Subject
from datasheets.models import Datasheet

PRODUCT = "product"


def subject_of(revision: Revision) -> Subject:
    return subject(revision.product_id, revision.number)


def subject(product: int, number: int, name: str = "") -> Subject:
    return Subject(PRODUCT, str(product), number, name)


def edition_of(revision: Revision) -> Edition[Specification]:
    stored = bytes(revision.spec)
    spec = read_specification(stored)
    return Edition(subject_of(revision), spec, stored, revision.sha256, revision)


def draft_edition(spec: Specification) -> Edition[Specification]:
    """Of a draft, which is of no subject that could be looked up."""
    return Edition(Subject(PRODUCT, "", spec.revision.number), spec)


def editions(subjects: Sequence[Subject]) -> list[Edition[Specification]]:
    """Specifications are loaded only of the revisions that are meant."""
    meant = {(int(subject.id), subject.version) for subject in subjects}
    near = Revision.objects.filter(
        product__in={product for product, _ in meant}, number__in={number for _, number in meant}
    ).values_list("pk", "product", "number")
    numbers = [pk for pk, *place in near if tuple(place) in meant]
    return [edition_of(revision) for revision in Revision.objects.filter(pk__in=numbers)]


def lacking(
    rows: QuerySet[Datasheet], named: Collection[str], *, also_coming: bool
) -> Iterator[Subject]:
    """The revisions on offer, now or once, that have none of these rows, by catalog number. A
    withdrawal has no datasheet: there is nothing to describe."""
    listings = Listing.objects.filter(withdrawn=False, visible_until__gt=F("visible_from"))
    if not also_coming:
        listings = listings & Listing.objects.ever_public()
    if named:
        listings = listings.filter(catalog_number__in=named)
    without = listings.exclude(revision__in=rows.filter(revision__isnull=False).values("revision"))
    ordered = without.order_by("catalog_number_key", "revision__number")
    found = ordered.values_list("product", "revision__number", "catalog_number")
    for product, number, catalog_number in found.iterator():
        yield subject(product, number, f"{catalog_number} revision {number}")
