"""Documents made once and kept: a revision's datasheet has the same bytes for ever."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from catalog.models import Listing, Revision, SiteSettings
from catalog.models.files import keep_once
from catalog.spec.canonical import canonical_bytes
from datasheets import assets
from datasheets.documents import tds
from datasheets.embedded import own_data
from datasheets.models import Datasheet, content_path
from datasheets.rendering import engine_version, render_pdf

Kind = Datasheet.DocumentKind


def obtain(revision: Revision) -> Datasheet:
    """The technical datasheet of a revision: the stored one, or else rendered now and stored."""
    kept = Datasheet.objects.filter(revision=revision, document_kind=Kind.TDS).first()
    if kept:
        return kept
    spec, stored = revision.read(), bytes(revision.spec)
    return _store(revision, *render(spec, SiteSettings.current(), stored=stored))


def render(
    spec: dict[str, Any],
    site: SiteSettings,
    *,
    stored: bytes | None = None,
    is_draft: bool = False,
) -> tuple[str, bytes]:
    """HTML and PDF of a specification's datasheet, or of a draft's; nothing is stored.

    The PDF carries the specification as it is ``stored``, in canonical bytes; a draft carries no
    data, as there is nothing yet to hold them against.
    """
    revision_url = settings.SITE_URL + reverse(
        "catalog:revision", args=[spec["catalog_number"], spec["revision"]["number"]]
    )
    context = tds.context(spec, site, revision_url) | {"is_draft": is_draft}
    html = render_to_string(tds.TEMPLATE, context)
    own = None
    if not is_draft:
        content = stored or canonical_bytes(spec)
        number = tds.number(spec)
        own = own_data(spec, content, title=tds.TITLE, number=number, revision_url=revision_url)
    return html, render_pdf(html, base_url=revision_url, own=own)


def missing() -> list[Revision]:
    """The revisions that were ever public and have no datasheet yet, by catalog number.

    A withdrawal has none: there is nothing to describe.
    """
    listings = Listing.objects.ever_public().filter(withdrawn=False)
    listings = listings.exclude(revision__datasheets__document_kind=Kind.TDS)
    ordered = listings.order_by("catalog_number_key", "revision__number")
    return [listing.revision for listing in ordered.select_related("revision")]


def fingerprint(html: str, specification_sha256: str) -> str:
    """A hash of everything a document is made of.

    The HTML holds the site's settings, the template and what of the specification is shown; the
    specification is inside whole. Beside them there are the stylesheet, the fonts, the engine
    with the libraries below it, and the code that finishes what the engine wrote.
    """
    inputs = [
        hashlib.sha256(html.encode()).hexdigest(),
        specification_sha256,
        assets.digest(),
        engine_version(),
    ]
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()


def _store(revision: Revision, html: str, pdf: bytes) -> Datasheet:
    """Store a document, unless somebody else stored one meanwhile: then that one is right."""
    sheet = Datasheet(
        revision=revision,
        document_kind=Kind.TDS,
        number=tds.number(revision.read()),
        fingerprint=fingerprint(html, revision.sha256),
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        rendered_at=timezone.now(),
    )
    keep_once(sheet.file, content_path(sheet, ""), pdf)
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError:
        winner = Datasheet.objects.get(revision=revision, document_kind=Kind.TDS)
        if winner.file.name != sheet.file.name:
            sheet.file.delete(save=False)
        return winner
    return sheet
