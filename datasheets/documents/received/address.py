"""From the bytes of an attachment to the address of the document that they are."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from catalog.keys import match_key
from catalog.models import Attachment, Listing
from catalog.specification.declaration import Specification
from datasheets.archive import is_public
from datasheets.documents.received.intake import key_of
from datasheets.models import Datasheet


def address_of(sha256: str) -> str | None:
    """The first one that is public, if the same bytes came for several products."""
    keys = [key_of(kind) for kind in Attachment.Kind]
    for sheet in Datasheet.ready().filter(sha256=sha256, document_kind__in=keys):
        if is_public(sheet):
            return _address(sheet.number)
    return None


def addresses_of(spec: Specification) -> dict[tuple[str, str], str]:
    """Of what a page attaches, by kind of attachment and hash: the public documents of its own
    product, in one query however many there are."""
    places = {
        (key_of(row.kind), row.file.sha256): (str(row.kind), row.file.sha256)
        for row in spec.attachments
        if row.file
    }
    if not places:
        return {}
    public = Listing.objects.ever_public().filter(
        product=OuterRef("revision__product"), withdrawn=False, files__sha256=OuterRef("sha256")
    )
    rows = Datasheet.ready().filter(
        Exists(public),
        document_kind__in={key for key, _ in places},
        sha256__in={sha256 for _, sha256 in places},
        revision__product__published_numbers__key=match_key(spec.catalog_number),
    )
    return {
        places[key, sha256]: _address(number)
        for key, sha256, number in rows.values_list("document_kind", "sha256", "number")
        if (key, sha256) in places
    }


def _address(number: str) -> str:
    return reverse("datasheets:document-file", args=[number])
