"""The product page's context: of a published revision, or of a draft that staff preview."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from catalog import registry
from catalog.json_ld import json_ld
from catalog.live import Live
from catalog.models import RegistryNumber, SiteSettings
from catalog.moments import write_moment
from catalog.plain_json import JsonObject
from catalog.presentation import present
from catalog.presentation.alongside import to_compare
from catalog.presentation.comparison import MOST, comparison_address
from catalog.specification.declaration import Specification
from catalog.specification.registry_numbers import registry_numbers


def page_context(
    spec: Specification, live: Live, notice: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the product page is made of; the preview of a draft uses it too."""
    site = live.site
    number, catalog_number = spec.revision.number, spec.catalog_number
    address = reverse("catalog:product", args=[catalog_number, spec.slug])
    return {
        "product": present(spec, live),
        "spec": spec,
        "site": site,
        "notice": notice,
        "revision": {
            "number": number,
            "valid_from": write_moment(spec.revision.valid_from),
            "url": reverse("catalog:revision", args=[catalog_number, number]),
        },
        "documents": registry.document_links(spec),
        "compare": None if notice else _compare(spec, live),
        "api_url": reverse("api:product", args=[catalog_number]),
        "canonical_url": settings.SITE_URL + address,
        "languages": settings.PAGE_LANGUAGES,
        "logo_url": _logo(site),
        "citation": citation(spec, site),
        "json_ld": "" if notice else _script(json_ld(spec, site, settings.SITE_URL + address)),
    }


def _compare(spec: Specification, live: Live) -> dict[str, str]:
    """Where it is compared, as it is shown now, with what is beside it, and with anything else."""
    number, *others = to_compare(spec, live)[:MOST]
    beside = comparison_address([number, *others]) if others else ""
    return {"beside_url": beside, "another_url": comparison_address([number])}


def citation(spec: Specification, site: SiteSettings) -> str:
    """How a paper names the product, with the address that will show this very revision."""
    number, revision = spec.catalog_number, spec.revision
    rrids = registry_numbers(spec, type_=RegistryNumber.Type.RRID)
    rrid = next((value for _, value in rrids), "")
    address = settings.SITE_URL + reverse("catalog:revision", args=[number, revision.number])
    parts = [site.supplier_name, f"{spec.name}, catalog number {number}"]
    parts += [rrid] if rrid else []
    parts += [f"Revision {revision.number} ({revision.valid_from.year})", address]
    return ". ".join(part.rstrip(".") for part in parts)


def _logo(site: SiteSettings) -> str:
    if site.logo is None:
        return ""
    address = reverse("catalog:file", args=[site.logo.sha256, site.logo.filename])
    return f"{settings.SITE_URL}{address}"


def _script(data: JsonObject) -> SafeString:
    """JSON that can stand in a script element: no text of staff ends it or begins a comment."""
    written = json.dumps(data, ensure_ascii=False)
    return mark_safe(written.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}))
