"""The technical datasheet, as the rest of ``datasheets`` knows it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from catalog.models import Listing, Revision, SiteSettings
from catalog.registry import DocumentLink, Preview, register_documents, register_preview
from catalog.signals import published
from catalog.specification.declaration import Specification
from datasheets.carried import OwnData
from datasheets.documents.issue import Issue
from datasheets.documents.kind import RenderedKind, Trigger
from datasheets.documents.standing import History, Standing
from datasheets.documents.subject import Edition, Subject
from datasheets.documents.tds import public
from datasheets.documents.tds.context import TITLE, context
from datasheets.documents.tds.editions import PRODUCT, edition_of, editions, lacking
from datasheets.documents.tds.preview import draft_pdf
from datasheets.embedded import own_data
from datasheets.models import Datasheet


class TechnicalDatasheet(RenderedKind[Specification]):
    key = "tds"
    title = TITLE
    subject_type = PRODUCT
    template = "datasheets/tds.html"

    def triggers(self) -> Iterable[Trigger[Specification]]:
        """Publication, also one for later."""
        return (Trigger(published, _published),)

    def lacking(
        self, rows: QuerySet[Datasheet], *, named: Collection[str] = (), also_coming: bool = False
    ) -> Iterable[Subject]:
        return lacking(rows, named, also_coming=also_coming)

    def editions(self, subjects: Sequence[Subject]) -> list[Edition[Specification]]:
        return editions(subjects)

    def series(self, content: Specification) -> str:
        return public.series(content.catalog_number)

    def address(self, edition: Edition[Specification]) -> str:
        return reverse("catalog:revision", args=_place(edition.content))

    def context(
        self, edition: Edition[Specification], site: SiteSettings, issue: Issue, *, address: str
    ) -> dict[str, Any]:
        return context(edition.content, site, address, issue, self.number(edition, issue))

    def images(self, content: Specification) -> Iterable[str]:
        return (figure.image.sha256 for figure in content.figures if figure.image)

    def own_data(self, edition: Edition[Specification], *, number: str, address: str) -> OwnData:
        return own_data(
            edition.content, edition.stored, title=TITLE, number=number, revision_url=address
        )

    def before(self, edition: Edition[Specification]) -> Edition[Specification] | None:
        assert edition.revision is not None  # it is no draft
        last = Listing.objects.last_offered_before(edition.revision)
        return edition_of(last.revision) if last else None

    def current(self, rows: QuerySet[Datasheet]) -> QuerySet[Datasheet]:
        return rows.filter(revision__in=Listing.objects.offered().values("revision"))

    def standing(self, subject: Subject) -> Standing | None:
        return public.standing(subject)

    def is_public(self, subject: Subject) -> bool:
        return public.listing_of(subject) is not None

    def history(self, subject_id: str) -> History | None:
        return public.history(int(subject_id))

    def urls(self) -> Sequence[Any]:
        from datasheets.documents.tds.urls import urlpatterns  # views ask for this very kind

        return urlpatterns

    def announce(self) -> None:
        register_documents(_links)
        register_preview(
            Preview("datasheet", "Datasheet", "application/pdf", partial(draft_pdf, self))
        )


def _published(revisions: Iterable[Revision], **_: Any) -> list[Edition[Specification]]:
    return [edition_of(revision) for revision in revisions]


def _place(spec: Specification) -> list[Any]:
    return [spec.catalog_number, spec.revision.number]


def _links(spec: Specification) -> Iterator[DocumentLink]:
    """The datasheet of the very revision that a page shows, and all documents of the product."""
    address = reverse("datasheets:revision-datasheet", args=_place(spec))
    yield DocumentLink("Technical datasheet", "application/pdf", address)
    versions = reverse("datasheets:document", args=[public.series(spec.catalog_number)])
    yield DocumentLink("All documents and their versions", "text/html", versions)
