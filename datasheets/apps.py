from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.urls import reverse

from catalog.registry import (
    DocumentLink,
    Preview,
    register_documents,
    register_preview,
    register_problems,
)
from catalog.signals import published

if TYPE_CHECKING:
    from catalog.models import Revision


class DatasheetsConfig(AppConfig):
    name = "datasheets"

    def ready(self) -> None:
        published.connect(render_soon)
        post_save.connect(make_what_is_missing, sender="catalog.SiteSettings")
        register_documents(datasheet_link)
        register_problems(datasheet_problems)
        register_preview(Preview("datasheet", "Datasheet", "application/pdf", draft_datasheet))


def render_soon(revisions: list["Revision"], **_: Any) -> None:
    """Have workers make the technical datasheets of what was published, also if it is for later."""
    from datasheets.archive import request  # models are not ready while apps are read

    request(revisions)


def make_what_is_missing(*, raw: bool = False, **_: Any) -> None:
    """Have a worker see to the variants that the site has got."""
    from datasheets import tasks
    from datasheets.missing import is_any_unasked

    if not raw and is_any_unasked():
        tasks.request_missing_datasheets.enqueue()


def datasheet_problems(revision: "Revision") -> Iterator[str]:
    """The datasheets of a revision that could not be made, or not yet, and why."""
    from datasheets.models import Datasheet

    for sheet in Datasheet.objects.filter(revision=revision).exclude(problem=""):
        if sheet.has_failed:
            yield (
                f"{sheet.number} could not be made. {sheet.problem} Fix it, then publish or try "
                "again."
            )
        else:
            yield f"{sheet.number} is not made yet, and is tried again. {sheet.problem}"


def datasheet_link(spec: dict[str, Any]) -> Iterator[DocumentLink]:
    """The technical datasheet of the very revision that a page shows."""
    arguments = [spec["catalog_number"], spec["revision"]["number"]]
    address = reverse("datasheets:revision-datasheet", args=arguments)
    yield DocumentLink("Technical datasheet", "application/pdf", address)
    from datasheets.documents.tds import document_number

    number = document_number(spec["catalog_number"])
    versions = reverse("datasheets:document", args=[number])
    yield DocumentLink("Versions of the datasheet", "text/html", versions)


def draft_datasheet(spec: dict[str, Any]) -> bytes:
    """The technical datasheet of a draft."""
    from datasheets.preview import draft_pdf

    return draft_pdf(spec)
