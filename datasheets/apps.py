from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.db.models.signals import post_save

from catalog.registry import register_problems

if TYPE_CHECKING:
    from catalog.models import Revision


class DatasheetsConfig(AppConfig):
    name = "datasheets"

    def ready(self) -> None:
        register_kinds()
        post_save.connect(make_what_is_missing, sender="catalog.SiteSettings")
        register_problems(datasheet_problems)


def register_kinds() -> None:
    """The kinds of documents that there are: the only place that names them."""
    from datasheets.archive import request  # models are not ready while apps are read
    from datasheets.documents.received import received_kinds
    from datasheets.documents.registry import register
    from datasheets.documents.tds import TechnicalDatasheet

    for kind in (TechnicalDatasheet(), *received_kinds()):
        register(kind, request)


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
