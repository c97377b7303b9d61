"""From what a revision attaches to the archive, in the transaction that publishes it.

The same bytes are one document, however many revisions attach them. New ones are the next version.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from catalog.keys import match_key
from catalog.models import Attachment, Revision, StoredFile
from catalog.models.plain_rows import insert_new
from catalog.specification.declaration import Attachment as Attached
from catalog.specification.reading import read_specification
from datasheets.models import Datasheet

PDF = "application/pdf"
PREFIXES = {
    Attachment.Kind.SDS: "SDS",
    Attachment.Kind.CERTIFICATE: "COA",
    Attachment.Kind.PROTOCOL: "PROTOCOL",
    Attachment.Kind.REVIEW: "REVIEW",
    Attachment.Kind.MANUAL: "MANUAL",
    Attachment.Kind.OTHER: "DOCUMENT",
}
"""Of the numbers of documents, by what is attached."""


class Arrival(NamedTuple):
    revision: Revision
    catalog_number: str
    attached: Attached
    sha256: str

    @property
    def place(self) -> tuple[str, str]:
        """Among which documents it is a version: kind, and id of the product."""
        return key_of(self.attached.kind), str(self.revision.product_id)


def key_of(kind: str) -> str:
    return f"received-{kind}"


def series(kind: str, catalog_number: str) -> str:
    return f"{PREFIXES[Attachment.Kind(kind)]}-{catalog_number}"


def receive(revisions: Iterable[Revision], **_: Any) -> None:
    """Enter what these revisions attach, and no revision attached before."""
    arrivals = [arrival for revision in revisions for arrival in _arrivals(revision)]
    if not arrivals:
        return
    known = _known({arrival.revision.product_id for arrival in arrivals})
    files = StoredFile.objects.in_bulk([each.sha256 for each in arrivals], field_name="sha256")
    new = []
    for arrival in arrivals:
        versions = known.setdefault(arrival.place, {})
        if arrival.sha256 in files and arrival.sha256 not in versions:
            versions[arrival.sha256] = max(versions.values(), default=0) + 1
            new.append(_row(arrival, files[arrival.sha256], versions[arrival.sha256]))
    insert_new(new)


def _arrivals(revision: Revision) -> Iterator[Arrival]:
    spec = read_specification(revision.spec)
    for attached in spec.attachments:
        if attached.file and attached.file.media_type == PDF:
            yield Arrival(revision, spec.catalog_number, attached, attached.file.sha256)


def _known(products: set[int]) -> dict[tuple[str, str], dict[str, int]]:
    """By kind and product, the versions that are in the archive, by their hashes."""
    rows = Datasheet.objects.filter(
        document_kind__in=[key_of(kind) for kind in PREFIXES],
        subject_id__in=[str(product) for product in products],
    )
    known: dict[tuple[str, str], dict[str, int]] = {}
    for kind, id_, sha256, version in rows.values_list(
        "document_kind", "subject_id", "sha256", "subject_version"
    ):
        known.setdefault((kind, id_), {})[sha256] = version
    return known


def _row(arrival: Arrival, stored: StoredFile, version: int) -> Datasheet:
    kind, product = arrival.place
    number = series(arrival.attached.kind, arrival.catalog_number)
    return Datasheet(
        document_kind=kind,
        subject_type="product",
        subject_id=product,
        subject_version=version,
        revision=arrival.revision,
        paper="",
        language=arrival.attached.language or "",
        number=f"{number}-v{version}",
        series=number,
        series_key=match_key(number)[:80],
        state=Datasheet.State.READY,
        sha256=stored.sha256,
        size=stored.size,
        file=stored.file.name,
        rendered_at=arrival.revision.recorded_at,
    )
