"""What the public sees of a product, as links for staff."""

from dataclasses import dataclass

from django.urls import reverse

from catalog.models import Listing, Product, Revision
from catalog.registry import DocumentLink, document_links, problems_of
from catalog.specification.reading import read_specification


def numbers_seen(product: Product) -> dict[str, str]:
    """The catalog numbers under which the public has seen a product, by their keys."""
    listings = Listing.objects.ever_public().filter(product=product).order_by("revision__number")
    return dict(listings.values_list("catalog_number_key", "catalog_number"))


def page_of(listing: Listing) -> DocumentLink:
    """The page of one public revision."""
    revision = listing.revision
    address = reverse("catalog:revision", args=[listing.catalog_number, revision.number])
    return DocumentLink(f"Page of revision {revision.number}", "text/html", address)


def public_links(listing: Listing) -> list[DocumentLink]:
    """Page and documents of a revision that the public has seen; of a withdrawal, the page."""
    documents: list[DocumentLink] = []
    if not listing.withdrawn:
        documents = document_links(read_specification(listing.revision.spec))
    return [page_of(listing), *documents]


@dataclass(frozen=True, slots=True)
class ShownNow:
    """What the public sees, with the links to it and what is wrong with its documents."""

    revision: Revision
    withdrawn: bool
    links: list[DocumentLink]
    problems: list[str]


def shown_documents(product: Product) -> ShownNow | None:
    """The listing that is shown now with its page and documents."""
    shown = Listing.objects.visible().filter(product=product).select_related("revision").first()
    if shown is None:
        return None
    address = reverse("catalog:product", args=[shown.catalog_number, shown.slug])
    page = DocumentLink("Published page", "text/html", address)
    documents = [] if shown.withdrawn else document_links(read_specification(shown.revision.spec))
    return ShownNow(
        revision=shown.revision,
        withdrawn=shown.withdrawn,
        links=[page, *documents],
        problems=problems_of(shown.revision),
    )
