"""Received documents, as the rest of ``datasheets`` knows them: one kind for each of attachment."""

from catalog.models import Attachment
from catalog.registry import register_attachment_addresses, register_file_address
from catalog.signals import published
from datasheets.documents.kind import DocumentKind
from datasheets.documents.received import public
from datasheets.documents.received.address import address_of, addresses_of
from datasheets.documents.received.intake import PREFIXES, key_of, receive
from datasheets.documents.standing import History, Standing
from datasheets.documents.subject import Subject
from datasheets.models import Datasheet


class ReceivedDocument(DocumentKind):
    subject_type = "product"

    def __init__(self, attached: Attachment.Kind) -> None:
        self.attached = attached
        self.key = key_of(attached)
        self.title = str(attached.label)

    def standing(self, subject: Subject) -> Standing | None:
        sheet = Datasheet.ready().filter(
            document_kind=self.key,
            subject_type=subject.type,
            subject_id=subject.id,
            subject_version=subject.version,
        )
        found = sheet.first()
        return public.standing(found) if found else None

    def history(self, subject_id: str) -> History | None:
        return public.history(self.attached, self.title, int(subject_id))

    def announce(self) -> None:
        """All of them are taken in together, and found by their bytes."""
        published.connect(receive, dispatch_uid="received documents")
        register_file_address(address_of)
        register_attachment_addresses(addresses_of)


def received_kinds() -> list[ReceivedDocument]:
    return [ReceivedDocument(kind) for kind in PREFIXES]
