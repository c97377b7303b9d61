"""The technical datasheet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog.models import SiteSettings
from catalog.presentation import present
from datasheets.models import Datasheet
from datasheets.qr import qr_code

TEMPLATE = "datasheets/tds.html"
TITLE = "Technical datasheet"


@dataclass(frozen=True, slots=True)
class Issue:
    """Which document of a revision: its paper and language, how often it was issued, what it takes
    the place of (the number of the document before it; empty for the first one of a product)."""

    paper: str = Datasheet.Paper.A4
    language: str = Datasheet.Language.EN
    number: int = 1
    supersedes: str = ""


FIRST = Issue()


def document_number(catalog_number: str) -> str:
    """``TDS-ALQ-1001``: the same for every version of a product's datasheet."""
    return f"TDS-{catalog_number}"


def number(spec: dict[str, Any], issue: Issue = FIRST) -> str:
    """``TDS-ALQ-1001-r3``, ``TDS-ALQ-1001-r3.2`` of its second issue, ``-letter`` of that paper,
    ``-de`` in that language."""
    again = f".{issue.number}" if issue.number > 1 else ""
    paper = "" if issue.paper == Datasheet.Paper.A4 else f"-{issue.paper}"
    revision = spec["revision"]["number"]
    language = "" if issue.language == Datasheet.Language.EN else f"-{issue.language}"
    return f"{document_number(spec['catalog_number'])}-r{revision}{again}{paper}{language}"


def context(
    spec: dict[str, Any], site: SiteSettings, revision_url: str, issue: Issue = FIRST
) -> dict[str, Any]:
    """What the template shows; nothing in it depends on the time of rendering."""
    product = present(spec)
    valid_from = spec["revision"]["valid_from"]
    return {
        "title": TITLE,
        "number": number(spec, issue),
        "supersedes": issue.supersedes,
        "paper": issue.paper,
        "product": product,
        "site": site,
        "intended_use": product.intended_use or site.intended_use,
        "revision_number": spec["revision"]["number"],
        "valid_from": valid_from,
        "date": datetime.fromisoformat(valid_from).date(),
        "revision_url": revision_url,
        "qr_code": qr_code(revision_url, title=f"QR code of {revision_url}"),
    }
