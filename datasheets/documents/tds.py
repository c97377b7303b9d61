"""The technical datasheet."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from catalog.models import SiteSettings
from catalog.models.site import RESEARCH_USE_ONLY
from catalog.presentation import Presentation, present
from catalog.presentation.typography import supplied
from datasheets.models import Datasheet
from datasheets.qr import qr_code

TEMPLATE = "datasheets/tds.html"
TITLE = gettext_noop("Technical datasheet")


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
    language = "" if issue.language == Datasheet.Language.EN else f"-{issue.language}"
    revision = spec["revision"]["number"]
    return f"{document_number(spec['catalog_number'])}-r{revision}{again}{paper}{language}"


def context(
    spec: dict[str, Any], site: SiteSettings, revision_url: str, issue: Issue = FIRST
) -> dict[str, Any]:
    """What the template shows, in the language that is active; the time has no part in it."""
    product = present(spec)
    valid_from = spec["revision"]["valid_from"]
    return {
        "title": gettext(TITLE),
        "language": issue.language,
        "page_words": page_words(),
        "number": number(spec, issue),
        "supersedes": issue.supersedes,
        "paper": issue.paper,
        "product": product,
        "site": site,
        "intended_use": _intended_use(product, site),
        "revision_number": spec["revision"]["number"],
        "valid_from": valid_from,
        "date": datetime.fromisoformat(valid_from).date(),
        "revision_url": revision_url,
        "qr_code": qr_code(
            revision_url, title=gettext("QR code of {address}").format(address=revision_url)
        ),
    }


def page_words() -> tuple[str, ...]:
    """What stands before, between and after the number of a page and that of all pages."""
    return tuple(re.split(r"\{pages?\}", gettext("Page {page} of {pages}")))


def _intended_use(product: Presentation, site: SiteSettings) -> SafeString | str:
    """The product's own statement, else the supplier's, which is ours until another is written."""
    if product.intended_use:
        return supplied(product.intended_use)
    if site.intended_use == RESEARCH_USE_ONLY:
        return gettext(RESEARCH_USE_ONLY)
    return supplied(escape(site.intended_use))
