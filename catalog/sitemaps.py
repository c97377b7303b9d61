"""The sitemap: the products on offer now, and nothing before its time."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from catalog.models import Listing
from catalog.models.listing import ListingQuerySet


class OfSite:
    """Addresses of the site, whatever host asks."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return str(urlsplit(settings.SITE_URL).scheme)

    def get_domain(self, site: Any = None) -> str:
        return str(urlsplit(settings.SITE_URL).netloc)


class PageSitemap(OfSite, Sitemap[str]):
    """The pages that lead to products."""

    def items(self) -> list[str]:
        return ["catalog:home", "catalog:products", "catalog:structures"]

    def location(self, item: str) -> str:
        return reverse(item)


class ProductSitemap(OfSite, Sitemap[Listing]):
    limit = 10_000

    def items(self) -> ListingQuerySet:
        return Listing.objects.offered().order_by("revision_id")

    def location(self, item: Listing) -> str:
        return reverse("catalog:product", args=[item.catalog_number, item.slug])

    def lastmod(self, item: Listing) -> datetime:
        return item.visible_from
