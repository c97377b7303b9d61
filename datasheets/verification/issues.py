"""Whether a document was issued again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format

from datasheets.documents.standing import Link, Statement, Tone
from datasheets.models import Datasheet


def later_issue(sheet: Datasheet) -> Iterator[Statement]:
    if later := sheet.later_issue():
        assert later.rendered_at is not None  # it is ready
        day = date_format(later.rendered_at, "j F Y")
        yield Statement(
            Tone.NEUTRAL,
            f"{sheet.number} was issued again on {day}: {later.reason.rstrip('.')}.",
            (Link(later.number, reverse("datasheets:document-file", args=[later.number])),),
        )
