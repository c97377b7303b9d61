"""From the bytes of an attachment to the address of the document that they are."""

from django.urls import reverse

from catalog.models import Attachment
from datasheets.archive import is_public
from datasheets.documents.received.intake import key_of
from datasheets.models import Datasheet


def address_of(sha256: str) -> str | None:
    """The first one that is public, if the same bytes came for several products."""
    keys = [key_of(kind) for kind in Attachment.Kind]
    for sheet in Datasheet.ready().filter(sha256=sha256, document_kind__in=keys):
        if is_public(sheet):
            return reverse("datasheets:document-file", args=[sheet.number])
    return None
