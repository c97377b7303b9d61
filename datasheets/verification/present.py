"""Whether a document is the one that counts now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.formats import date_format

from catalog.models import Listing
from datasheets.models import Datasheet
from datasheets.verification.verdict import Link, Statement, Tone


@dataclass(frozen=True, slots=True)
class Currency:
    """``clause`` goes on in a sentence on the document."""

    is_current: bool
    clause: str
    statements: tuple[Statement, ...]

    def of_another_file(self) -> Iterator[Statement]:
        """The same beside a file that is not the document: it speaks neither for it nor against."""
        return (replace(said, tone=Tone.NEUTRAL) for said in self.statements)


def current_state(listing: Listing) -> Currency:
    """How a revision stands beside the one that is shown now."""
    visible = Listing.objects.visible().select_related("revision")
    shown = visible.filter(product=listing.product_id).first()
    if shown is None:
        return Currency(False, "", ())
    product = reverse("catalog:product", args=[shown.catalog_number, shown.slug])
    if shown.withdrawn:
        day = date_format(Listing.objects.withdrawn_since(shown.revision), "j F Y")
        text = f"The product was withdrawn on {day}."
        said = Statement(Tone.BAD, text, (Link("What is said of it now", product),))
        return Currency(False, ", whose product was withdrawn", (said,))
    page = Link(f"{shown}", product)
    if shown.revision_id == listing.revision_id:
        text = f"Revision {shown.revision.number} is the one that is shown now."
        return Currency(True, ", and it is current", (Statement(Tone.GOOD, text, (page,)),))
    day = date_format(shown.visible_from, "j F Y")
    datasheet = reverse("datasheets:datasheet", args=[shown.catalog_number])
    link = Link(f"Datasheet of revision {shown.revision.number}", datasheet)
    text = f"It is superseded: revision {shown.revision.number} is shown since {day}."
    return Currency(False, ", which is superseded", (Statement(Tone.BAD, text, (link, page)),))


def later_issue(sheet: Datasheet) -> Iterator[Statement]:
    if later := sheet.later_issue():
        assert later.rendered_at is not None  # it is ready
        day = date_format(later.rendered_at, "j F Y")
        yield Statement(
            Tone.NEUTRAL,
            f"{sheet.number} was issued again on {day}: {later.reason.rstrip('.')}.",
            (Link(later.number, reverse("datasheets:document-file", args=[later.number])),),
        )
