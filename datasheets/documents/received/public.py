"""Which received documents the page of their product shows now, and which it showed before."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from catalog.models import Listing
from catalog.specification.declaration import Attachment as Attached
from catalog.specification.reading import read_specification
from datasheets.documents.received.intake import key_of
from datasheets.documents.standing import History, Link, PublicVersion, Standing, Statement, Tone
from datasheets.models import Datasheet


@dataclass(frozen=True, slots=True)
class Appearance:
    """A document as the revisions show it: the first one that did, and the last one."""

    first: Listing
    last: Listing
    attached: Attached
    """As the last one names it."""


def standing(sheet: Datasheet) -> Standing | None:
    """None for a document that no public revision attaches."""
    product = int(sheet.subject_id)
    public = Listing.objects.ever_public().filter(
        product=product, withdrawn=False, files__sha256=sheet.sha256
    )
    last = public.select_related("revision").order_by("revision__number").last()
    if last is None:
        return None
    shown = Listing.objects.visible().filter(product=product).first()
    name = f"{last}, version {sheet.subject_version}"
    page = reverse("catalog:product-number", args=[last.catalog_number])
    if shown is not None and shown.pk == last.pk:
        text = "The page of the product shows this document now."
        said = Statement(Tone.GOOD, text, (Link(f"{shown}", page),))
        return Standing(name, sheet.sha256, True, ", and it is current", (said,))
    text = "The page of the product does not show this document any more."
    said = Statement(Tone.BAD, text, (Link("What is shown now", page),))
    return Standing(name, sheet.sha256, False, ", which is not shown any more", (said,))


def history(kind: str, title: str, product: int) -> History | None:
    """None where no public revision attaches a document of this kind."""
    shown = Listing.objects.visible().filter(product=product).first()
    rows = Datasheet.ready().filter(
        document_kind=key_of(kind), subject_type="product", subject_id=str(product)
    )
    appearances = _appearances(product)
    public = [(row, appearances[row.sha256]) for row in rows if row.sha256 in appearances]
    if shown is None or not public:
        return None
    return History(
        number=public[-1][0].series,
        title=f"{title}: {shown.name}",
        superseded="The page of the product does not show this document any more.",
        notice=None,
        versions=tuple(_version(row, seen, shown) for row, seen in reversed(public)),
    )


def _appearances(product: int) -> dict[str, Appearance]:
    """By the hashes of their bytes."""
    offered = Listing.objects.ever_public().filter(product=product, withdrawn=False)
    found: dict[str, Appearance] = {}
    for listing in offered.select_related("revision").order_by("revision__number"):
        for attached in read_specification(listing.revision.spec).attachments:
            if attached.file:
                sha256 = attached.file.sha256
                first = found[sha256].first if sha256 in found else listing
                found[sha256] = Appearance(first, listing, attached)
    return found


def _version(row: Datasheet, seen: Appearance, shown: Listing) -> PublicVersion:
    last = seen.last
    page = reverse("catalog:revision", args=[last.catalog_number, last.revision.number])
    return PublicVersion(
        number=row.subject_version,
        title=f"Version {row.subject_version}",
        valid_from=seen.first.revision.valid_from,
        note=", ".join(_described(seen.attached)),
        page=Link(f"Product page of revision {last.revision.number}", page),
        file="",
        is_current=last.pk == shown.pk,
    )


def _described(attached: Attached) -> Iterator[str]:
    yield attached.title
    if attached.lot:
        yield f"lot {attached.lot}"
    if attached.date:
        yield attached.date.isoformat()
