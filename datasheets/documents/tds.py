"""The technical datasheet."""

from datetime import datetime
from typing import Any

from catalog.models import SiteSettings
from catalog.presentation import present

TEMPLATE = "datasheets/tds.html"
TITLE = "Technical datasheet"


def number(spec: dict[str, Any]) -> str:
    """``TDS-ALQ-1001-r3``: the kind of document, the catalog number, the revision."""
    return f"TDS-{spec['catalog_number']}-r{spec['revision']['number']}"


def context(spec: dict[str, Any], site: SiteSettings, revision_url: str) -> dict[str, Any]:
    """What the template shows; nothing in it depends on the time of rendering."""
    product = present(spec)
    valid_from = spec["revision"]["valid_from"]
    return {
        "title": TITLE,
        "number": number(spec),
        "product": product,
        "site": site,
        "intended_use": product.intended_use or site.intended_use,
        "revision_number": spec["revision"]["number"],
        "valid_from": valid_from,
        "date": datetime.fromisoformat(valid_from).date(),
        "revision_url": revision_url,
    }
