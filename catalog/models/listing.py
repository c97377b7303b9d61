"""The listing: which revision is shown when, with what is filtered, sorted and looked up.

Every row here follows from the publication log; ``manage.py rebuild_listings`` rebuilds them.
"""

from datetime import UTC, datetime
from typing import Self

from django.db import models
from django.utils import timezone

from catalog.keys import match_key
from catalog.models.compound import RegistryNumber
from catalog.models.product import Product
from catalog.models.revision import Revision

LISTING_FORMAT = 4
"""Raise it when listings hold something new: an upgrade then rebuilds the older ones."""
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


class ListingQuerySet(models.QuerySet["Listing"]):
    def visible(self, at: datetime | None = None) -> Self:
        """The listings shown at a moment, now unless given, tombstones included."""
        moment = at or timezone.now()
        return self.filter(visible_from__lte=moment, visible_until__gt=moment)

    def offered(self, at: datetime | None = None) -> Self:
        """The products shown at a moment, without those withdrawn."""
        return self.visible(at).filter(withdrawn=False)

    def shown(self, catalog_number: str, at: datetime | None = None) -> "Listing | None":
        """What is shown under a catalog number, present or former; a tombstone counts as shown.

        A number that is only scheduled leads nowhere yet.
        """
        visible = self.visible(at).select_related("revision")
        numbered = visible.filter(catalog_number_key=match_key(catalog_number)[:40])
        for listing in numbered[:1]:  # unlike first(), without a needless ORDER BY
            return listing
        product = self._product_once_under(catalog_number, at)
        return visible.filter(product=product).first() if product else None

    def public_revision(self, catalog_number: str, number: int) -> "Listing | None":
        """The listing of one revision, if the public has ever seen it."""
        product = self._product_once_under(catalog_number)
        if product is None:
            return None
        public = self.ever_public().select_related("revision")
        return public.filter(product=product, revision__number=number).first()

    def _product_once_under(self, catalog_number: str, at: datetime | None = None) -> int | None:
        """The primary key of the product that the public had seen under this number by then."""
        numbered = self.ever_public(at).filter(catalog_number_key=match_key(catalog_number)[:40])
        return numbered.values_list("product_id", flat=True).first()

    def ever_public(self, at: datetime | None = None) -> Self:
        """The listings whose interval has begun, by a moment or by now, and is not empty."""
        moment = at or timezone.now()
        return self.filter(visible_from__lte=moment, visible_until__gt=models.F("visible_from"))

    def last_offered_before(self, revision: Revision) -> "Listing | None":
        """The product as the public last saw it on offer before ``revision``, a tombstone, say."""
        earlier = self.ever_public().filter(
            product=revision.product_id, revision__number__lt=revision.number, withdrawn=False
        )
        return earlier.select_related("revision").order_by("-revision__number").first()

    def withdrawn_since(self, tombstone: Revision) -> datetime:
        """When the product went off sale; a tombstone that amends another one is younger."""
        last = self.last_offered_before(tombstone)
        return last.visible_until if last else tombstone.valid_from


class Listing(models.Model):
    """The interval in which one revision is the one shown: from, inclusive, until, exclusive.

    An interval that is empty was never public: a later revision overtook a scheduled one.
    """

    revision = models.OneToOneField(Revision, models.PROTECT, primary_key=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="listings")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(default=FOREVER)
    withdrawn = models.BooleanField(default=False)
    catalog_number = models.CharField(max_length=40)
    catalog_number_key = models.CharField(max_length=40)
    catalog_number_sort = models.CharField(max_length=200)
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=24)
    status = models.CharField(max_length=16)
    summary = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=80, blank=True)
    cas = models.CharField(max_length=12, blank=True)
    formula = models.CharField(max_length=200, blank=True)
    molecular_weight = models.JSONField(null=True)
    grams_per_mole = models.FloatField(null=True)
    weight_key = models.CharField(max_length=20)
    smiles = models.TextField(blank=True)
    variant_group = models.CharField(max_length=60, blank=True)
    variant_value = models.CharField(max_length=80, blank=True)
    words = models.TextField(default="")
    """The keys of all words of names, numbers, summary and classification, spaces between."""
    format = models.PositiveSmallIntegerField(default=0)
    """Which ``LISTING_FORMAT`` the row was made in; an upgrade rebuilds older ones."""

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("catalog_number_key", "visible_from"), name="listing_number"),
            models.Index(fields=("visible_until", "name_key"), name="listing_by_name"),
            models.Index(fields=("product", "visible_from"), name="listing_of_product"),
            models.Index(fields=("visible_until", "weight_key"), name="listing_by_weight"),
            models.Index(fields=("name_key",), name="listing_in_order_of_names"),
            models.Index(fields=("catalog_number_sort",), name="listing_in_order_of_numbers"),
            models.Index(fields=("variant_group",), name="listing_variant_group"),
        )

    def __str__(self) -> str:
        return f"{self.catalog_number} {self.name}"


class ListingIdentifier(models.Model):
    """An identifier that a listed revision carries, for exact look-up."""

    TYPES = (
        ("catalog_number", "Catalog number"),
        ("sku", "SKU"),
        ("name", "Name"),
        ("synonym", "Synonym"),
        ("inchikey", "InChIKey"),
        ("formula", "Formula"),
        *RegistryNumber.Type.choices,
    )

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="identifiers")
    type = models.CharField(max_length=16, choices=TYPES)
    text = models.CharField(max_length=600)
    key = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.text}"


class ListingFacet(models.Model):
    """What a listed revision is filtered by: its kind, its grade, a term of a vocabulary, or a
    characteristic whose key is a facet. ``label`` is the one that was frozen."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=40)
    slug = models.CharField(max_length=120)
    label = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=("facet", "slug"), name="listing_facet"),)

    def __str__(self) -> str:
        return f"{self.facet}: {self.label}"


class ListingFile(models.Model):
    """A stored file that a listed revision shows: what the public may fetch."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="files")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.sha256
