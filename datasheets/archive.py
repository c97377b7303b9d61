"""Documents made once and kept: an issue of a revision's datasheet has the same bytes for ever."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from catalog.models import Listing, Revision, SiteSettings
from catalog.models.files import keep_once
from catalog.spec.canonical import canonical_bytes
from datasheets import assets
from datasheets.documents import tds
from datasheets.documents.tds import FIRST, Issue
from datasheets.embedded import own_data
from datasheets.models import Datasheet, content_path
from datasheets.rendering import engine_version, render_pdf

Kind = Datasheet.DocumentKind
Paper = Datasheet.Paper


class NothingChangedError(Exception):
    """A document would be issued again, made of the very same."""


def latest(revision: Revision, paper: str = Paper.A4) -> Datasheet | None:
    """The last issue of a revision's technical datasheet, if one is stored."""
    kept = Datasheet.objects.filter(revision=revision, document_kind=Kind.TDS, paper=paper)
    return kept.order_by("-issue").first()


def obtain(revision: Revision, paper: str = Paper.A4) -> Datasheet:
    """The technical datasheet of a revision: the stored one, or else rendered now and stored."""
    kept = latest(revision, paper)
    return kept or _issue(revision, Issue(paper, supersedes=_before(revision)))


def reissue(
    revision: Revision, *, reason: str, by: User | None, paper: str = Paper.A4
) -> Datasheet:
    """Make the document of a revision anew, as this template, engine and site would.

    The issue before keeps its address and its bytes. Raises NothingChangedError if everything
    that it is made of is as it was, ValueError without a reason, and RenderingError.
    """
    if not reason.strip():
        raise ValueError("Say why the document is issued again; the reason is public.")
    kept = latest(revision, paper)
    if kept is None:
        return obtain(revision, paper)
    spec, site = revision.read(), SiteSettings.current()
    same = Issue(paper, number=kept.issue, supersedes=_superseded_by(kept, revision))
    if fingerprint(_html(spec, site, same), revision.sha256) == kept.fingerprint:
        raise NothingChangedError(
            f"{kept.number} was not issued again: everything it is made of is as it was."
        )
    issue = Issue(paper, number=kept.issue + 1, supersedes=kept.number)
    return _issue(revision, issue, reason=reason.strip(), by=by)


def _superseded_by(kept: Datasheet, revision: Revision) -> str:
    """The number of the document that ``kept`` took the place of."""
    if kept.issue == 1:
        return _before(revision)
    before = Datasheet.objects.filter(
        revision=revision, document_kind=kept.document_kind, paper=kept.paper, issue=kept.issue - 1
    )
    return before.get().number


def _before(revision: Revision) -> str:
    """The number of the datasheet of the revision that was on offer before this one."""
    listing = Listing.objects.last_offered_before(revision)
    return tds.number(listing.revision.read()) if listing else ""


def _html(spec: dict[str, Any], site: SiteSettings, issue: Issue, *, is_draft: bool = False) -> str:
    with translation.override(issue.language):
        context = tds.context(spec, site, _address(spec), issue) | {"is_draft": is_draft}
        return render_to_string(tds.TEMPLATE, context)


def _address(spec: dict[str, Any]) -> str:
    arguments = [spec["catalog_number"], spec["revision"]["number"]]
    return f"{settings.SITE_URL}{reverse('catalog:revision', args=arguments)}"


def render(
    spec: dict[str, Any],
    site: SiteSettings,
    issue: Issue = FIRST,
    *,
    stored: bytes | None = None,
    is_draft: bool = False,
) -> tuple[str, bytes]:
    """HTML and PDF of a specification's datasheet, or of a draft's; nothing is stored.

    The PDF carries the specification as it is ``stored``, in canonical bytes; a draft carries no
    data, as there is nothing yet to hold them against.
    """
    html, address = _html(spec, site, issue, is_draft=is_draft), _address(spec)
    own = None
    if not is_draft:
        content = stored or canonical_bytes(spec)
        number = tds.number(spec, issue)
        own = own_data(spec, content, title=tds.TITLE, number=number, revision_url=address)
    return html, render_pdf(html, base_url=address, own=own)


def missing() -> list[Revision]:
    """The revisions that were ever public and have no datasheet yet, by catalog number.

    A withdrawal has none: there is nothing to describe.
    """
    listings = Listing.objects.ever_public().filter(withdrawn=False)
    listings = listings.exclude(
        revision__datasheets__document_kind=Kind.TDS, revision__datasheets__paper=Paper.A4
    )
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


def _issue(
    revision: Revision, issue: Issue, *, reason: str = "", by: User | None = None
) -> Datasheet:
    """Render and store an issue, unless somebody else did meanwhile: then that one is right."""
    spec = revision.read()
    site, stored = SiteSettings.current(), bytes(revision.spec)
    html, pdf = render(spec, site, issue, stored=stored)
    sheet = Datasheet(
        revision=revision,
        document_kind=Kind.TDS,
        paper=issue.paper,
        issue=issue.number,
        number=tds.number(spec, issue),
        reason=reason,
        issued_by=by,
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
        winner = Datasheet.objects.get(number=sheet.number)
        if winner.file.name != sheet.file.name:
            sheet.file.delete(save=False)
        return winner
    return sheet
