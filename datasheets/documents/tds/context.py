"""What the template of the technical datasheet shows of a specification."""

import re
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from catalog.models import SiteSettings
from catalog.models.site import RESEARCH_USE_ONLY
from catalog.moments import write_moment
from catalog.presentation import Presentation, present
from catalog.presentation.typography import supplied
from catalog.specification.declaration import Specification
from datasheets.documents.issue import FIRST, Issue
from datasheets.qr import qr_code

TITLE = gettext_noop("Technical datasheet")


def context(
    spec: Specification,
    site: SiteSettings,
    revision_url: str,
    issue: Issue = FIRST,
    number: str = "",
) -> dict[str, Any]:
    """What the template shows, in the language that is active; the time has no part in it."""
    product = present(spec)
    valid_from = spec.revision.valid_from
    return {
        "title": gettext(TITLE),
        "language": issue.language,
        "page_words": page_words(),
        "number": number,
        "supersedes": issue.supersedes,
        "paper": issue.paper,
        "product": product,
        "site": site,
        "intended_use": _intended_use(product, site),
        "revision_number": spec.revision.number,
        "valid_from": write_moment(valid_from),
        "date": valid_from.date(),
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
