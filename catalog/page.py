"""The product page's context: of a published revision, or of a draft that staff preview."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from catalog import registry
from catalog.models import SiteSettings
from catalog.presentation import present


def page_context(
    spec: dict[str, Any], site: SiteSettings, notice: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the product page is made of; the preview of a draft uses it too."""
    number, catalog_number = spec["revision"]["number"], spec["catalog_number"]
    address = reverse("catalog:product", args=[catalog_number, spec["slug"]])
    return {
        "product": present(spec),
        "spec": spec,
        "site": site,
        "notice": notice,
        "revision": spec["revision"]
        | {"url": reverse("catalog:revision", args=[catalog_number, number])},
        "documents": registry.document_links(spec),
        "api_url": reverse("api:product", args=[catalog_number]),
        "canonical_url": settings.SITE_URL + address,
    }
