"""How a revision stands beside the one that is shown now, and what the public saw before."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format

from catalog.models import Listing
from catalog.specification.differences import differences
from datasheets.documents.standing import (
    History,
    Link,
    PublicVersion,
    Standing,
    Statement,
    Tone,
)
from datasheets.documents.subject import Subject


def listing_of(subject: Subject) -> Listing | None:
    """None for a revision that the public has not seen."""
    public = Listing.objects.ever_public().select_related("revision")
    return public.filter(product=int(subject.id), revision__number=subject.version).first()


def standing(subject: Subject) -> Standing | None:
    listing = listing_of(subject)
    if listing is None:
        return None
    is_current, clause, statements = _beside_the_one_shown(listing)
    name = f"{listing}, revision {listing.revision.number}"
    return Standing(name, listing.revision.sha256, is_current, clause, statements)


def _beside_the_one_shown(listing: Listing) -> tuple[bool, str, tuple[Statement, ...]]:
    shown = _shown(listing.product_id)
    if shown is None:
        return False, "", ()
    product = reverse("catalog:product", args=[shown.catalog_number, shown.slug])
    if shown.withdrawn:
        day = date_format(Listing.objects.withdrawn_since(shown.revision), "j F Y")
        text = f"The product was withdrawn on {day}."
        said = Statement(Tone.BAD, text, (Link("What is said of it now", product),))
        return False, ", whose product was withdrawn", (said,)
    page = Link(f"{shown}", product)
    if shown.revision_id == listing.revision_id:
        text = f"Revision {shown.revision.number} is the one that is shown now."
        return True, ", and it is current", (Statement(Tone.GOOD, text, (page,)),)
    day = date_format(shown.visible_from, "j F Y")
    datasheet = reverse("datasheets:datasheet", args=[shown.catalog_number])
    link = Link(f"Datasheet of revision {shown.revision.number}", datasheet)
    text = f"It is superseded: revision {shown.revision.number} is shown since {day}."
    return False, ", which is superseded", (Statement(Tone.BAD, text, (link, page)),)


def history(product: int) -> History | None:
    """A withdrawal is no version: it describes nothing."""
    shown = _shown(product)
    if shown is None:
        return None
    offered = Listing.objects.ever_public().filter(product=product, withdrawn=False)
    listings = list(offered.select_related("revision").order_by("revision__number"))
    withdrawn = None
    if shown.withdrawn:
        page = reverse("catalog:product", args=[shown.catalog_number, shown.slug])
        withdrawn = Statement(
            Tone.NEUTRAL, shown.catalog_number, (Link("has been withdrawn", page),)
        )
    return History(
        number=series(shown.catalog_number),
        title=f"Technical datasheet of {shown.name}",
        superseded=""
        if shown.withdrawn
        else f"Superseded: revision {shown.revision.number} is shown now.",
        notice=withdrawn,
        versions=tuple(_versions(listings, shown))[::-1],
    )


def series(catalog_number: str) -> str:
    return f"TDS-{catalog_number}"


def _shown(product: int) -> Listing | None:
    visible = Listing.objects.visible().select_related("revision")
    return visible.filter(product=product).first()


def _versions(listings: list[Listing], shown: Listing) -> Iterator[PublicVersion]:
    before = None
    for listing in listings:
        revision = listing.revision
        spec = revision.read()
        place = [listing.catalog_number, revision.number]
        page = reverse("catalog:revision", args=place)
        yield PublicVersion(
            number=revision.number,
            title=f"Revision {revision.number}",
            valid_from=revision.valid_from,
            note=revision.change_note,
            page=Link("Product page of this revision", page),
            file=reverse("datasheets:revision-datasheet", args=place),
            is_current=listing.pk == shown.pk,
            changes=tuple(differences(before, spec)) if before else (),
        )
        before = spec
