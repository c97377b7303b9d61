"""From a version of a subject to the job of rendering its document."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from catalog.models import SiteSettings, StoredFile
from catalog.pictures import FIGURE, PictureError, converted
from datasheets import assets
from datasheets.carried import Image, Job
from datasheets.documents.issue import FIRST, Issue
from datasheets.documents.kind import RenderedKind
from datasheets.documents.subject import Content, Edition
from datasheets.rendering import RenderingError


def compose(
    kind: RenderedKind[Content], edition: Edition[Content], site: SiteSettings, issue: Issue = FIRST
) -> Job:
    """The document of a version, or of a draft. Raises RenderingError without a picture.

    A draft carries no data, as there is nothing yet to hold them against.
    """
    address = settings.SITE_URL + kind.address(edition)
    own = None
    if not edition.is_draft:
        own = kind.own_data(edition, number=kind.number(edition, issue), address=address)
    html = _html(kind, edition, site, issue, address)
    images = {f"stored:{sha256}": _image(sha256) for sha256 in kind.images(edition.content)}
    # Plain strings, not Django's kinds of them: where this goes, there is no Django.
    return Job(html[:], address, str(issue.paper), own, images)


def fingerprint(job: Job, content_sha256: str, engine: str) -> str:
    """A hash of everything a document is made of.

    The HTML holds the site's settings, the template and what is shown of the content; what the
    document carries for programs is inside whole. Beside them there are the stylesheet, the fonts,
    and the engine with the libraries below it and our code around it.
    """
    inputs = [
        hashlib.sha256(job.html.encode()).hexdigest(),
        job.base_url,
        job.paper,
        hashlib.sha256(repr(job.own).encode()).hexdigest(),
        *(hashlib.sha256(image.content).hexdigest() for image in job.images.values()),
        content_sha256,
        assets.digest(),
        engine,
    ]
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()


def _html(
    kind: RenderedKind[Content],
    edition: Edition[Content],
    site: SiteSettings,
    issue: Issue,
    address: str,
) -> str:
    with translation.override(issue.language):
        context: dict[str, Any] = kind.context(edition, site, issue, address=address)
        html = render_to_string(kind.template, context | {"is_draft": edition.is_draft})
    if not kind.stylesheet:
        return html
    return html.replace("</head>", f"<style>{kind.stylesheet}</style></head>", 1)


def _image(sha256: str) -> Image:
    """A picture as it is shown. Earlier versions kept what was uploaded: that is converted here."""
    row = StoredFile.by_hash(sha256)
    if row is None:
        raise RenderingError(f"No stored file has the hash {sha256}; upload the picture again.")
    with row.file.open("rb") as file:
        content = file.read()
    if row.role == StoredFile.Role.PICTURE:
        return Image(content, row.media_type)
    try:
        picture = converted(content, FIGURE)
    except PictureError as error:
        raise RenderingError(f"'{row.filename}' {error}") from error
    return Image(picture.content, picture.media_type)
