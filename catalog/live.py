"""What pages say of the present: other products as they are now, terms under their labels of now.

A specification names them as they were when it was frozen. REST and PDF show that; a page lays
the present over it, and its ETag covers what it laid.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from catalog.keys import match_key
from catalog.models import Listing, PublishedCatalogNumber, SiteSettings, Term, TermAlias
from catalog.registry import attachment_addresses
from catalog.specification import declaration
from catalog.specification.declaration import Specification


@dataclass(frozen=True, slots=True)
class LiveTerm:
    label: str
    slug: str


@dataclass(frozen=True, slots=True)
class Live:
    """``listings`` are by the key of the number that the document names; a product that is not
    public now is not among them. ``variants`` are the group's products on offer, this one too.
    ``documents`` are the addresses of attachments that have numbers, by kind and hash.
    ``withdrawn`` tells whether the document's own product went off sale since."""

    site: SiteSettings
    listings: Mapping[str, Listing]
    terms: Mapping[tuple[str, str], LiveTerm]
    variants: tuple[Listing, ...] = ()
    documents: Mapping[tuple[str, str], str] = field(default_factory=dict)
    withdrawn: bool = False

    def listing(self, catalog_number: str) -> Listing | None:
        return self.listings.get(match_key(catalog_number))

    @property
    def version(self) -> str:
        """Changes with everything that a page shows of this."""
        shown = [(key, row.pk, row.withdrawn) for key, row in sorted(self.listings.items())]
        variants = [row.pk for row in self.variants]
        return repr((shown, sorted(self.terms.items()), variants, sorted(self.documents.items())))


def current_site() -> SiteSettings:
    return SiteSettings.current()


def site_version(site: SiteSettings) -> str:
    """Changes whenever a site setting does."""
    return repr(sorted((key, value) for key, value in vars(site).items() if key[0] != "_"))


def product_address(listing: Listing) -> str:
    return reverse("catalog:product", args=[listing.catalog_number, listing.slug])


def live(spec: Specification, site: SiteSettings, *, withdrawn: bool = False) -> Live:
    """The present of everything that a document names, in a fixed number of queries."""
    group = spec.variant_group
    return Live(
        site=site,
        listings=_listings(_named(spec)),
        terms=_terms(spec.terms),
        variants=_variants(group.key) if group else (),
        documents=attachment_addresses(spec),
        withdrawn=withdrawn,
    )


def _named(spec: Specification) -> Iterator[str]:
    """The catalog numbers of other products in a document."""
    pointers = [spec.replaced_by]
    pointers += [row.product for row in spec.relations]
    pointers += [row.product for row in spec.kit_components]
    return (pointer.catalog_number for pointer in pointers if pointer)


def _listings(numbers: Iterable[str]) -> dict[str, Listing]:
    keys = {match_key(number) for number in numbers}
    if not keys:
        return {}
    published = PublishedCatalogNumber.objects.filter(key__in=keys)
    products = dict(published.values_list("key", "product_id"))
    visible = Listing.objects.visible().filter(product__in=set(products.values()))
    shown = {listing.product_id: listing for listing in visible}
    return {key: shown[product] for key, product in products.items() if product in shown}


def _terms(rows: Iterable[declaration.Term]) -> dict[tuple[str, str], LiveTerm]:
    frozen: set[tuple[str, str]] = {(row.vocabulary, row.slug) for row in rows}
    if not frozen:
        return {}
    present = TermAlias.present_slugs(frozen)
    slugs = {slug for _, slug in frozen} | set(present.values())
    labels = {
        (vocabulary, slug): label
        for vocabulary, slug, label in Term.objects.filter(slug__in=slugs).values_list(
            "vocabulary", "slug", "label"
        )
    }
    return {
        key: LiveTerm(labels[key[0], slug], slug)
        for key in frozen
        if (key[0], (slug := present.get(key, key[1]))) in labels
    }


def _variants(group: str) -> tuple[Listing, ...]:
    offered = Listing.objects.offered().filter(variant_group=group)
    return tuple(offered.order_by("catalog_number_sort", "revision_id"))
