"""The product page's context: of a published revision, or of a draft that staff preview."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from catalog import registry
from catalog.json_ld import json_ld
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
        "json_ld": "" if notice else _script(json_ld(spec, site, settings.SITE_URL + address)),
    }


def _script(data: dict[str, Any]) -> SafeString:
    """JSON that can stand in a script element: no text of staff ends it or begins a comment."""
    written = json.dumps(data, ensure_ascii=False)
    return mark_safe(written.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}))
