"""From a specification to the job of rendering its document."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from catalog.models import SiteSettings, StoredFile
from catalog.pictures import FIGURE, PictureError, converted
from catalog.spec.canonical import canonical_bytes
from datasheets import assets
from datasheets.carried import Image, Job
from datasheets.documents import tds
from datasheets.documents.tds import FIRST, Issue
from datasheets.embedded import own_data
from datasheets.rendering import RenderingError


def compose(
    spec: dict[str, Any],
    site: SiteSettings,
    issue: Issue = FIRST,
    *,
    stored: bytes | None = None,
    is_draft: bool = False,
) -> Job:
    """The datasheet of a specification, or of a draft. Raises RenderingError without a picture.

    The document carries the specification as it is ``stored``, in canonical bytes; a draft carries
    no data, as there is nothing yet to hold them against.
    """
    address = _address(spec)
    own = None
    if not is_draft:
        content = stored or canonical_bytes(spec)
        number = tds.number(spec, issue)
        own = own_data(spec, content, title=tds.TITLE, number=number, revision_url=address)
    html = _html(spec, site, issue, is_draft=is_draft)
    # Plain strings, not Django's kinds of them: where this goes, there is no Django.
    return Job(html[:], address, str(issue.paper), own, _images(spec))


def fingerprint(job: Job, specification_sha256: str, engine: str) -> str:
    """A hash of everything a document is made of.

    The HTML holds the site's settings, the template and what of the
    specification is shown; what the document carries for programs is inside whole. Beside them
    there are the stylesheet, the fonts, and the engine with the libraries below it and our code
    around it.
    """
    inputs = [
        hashlib.sha256(job.html.encode()).hexdigest(),
        job.base_url,
        job.paper,
        hashlib.sha256(repr(job.own).encode()).hexdigest(),
        *(hashlib.sha256(image.content).hexdigest() for image in job.images.values()),
        specification_sha256,
        assets.digest(),
        engine,
    ]
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()


def _html(spec: dict[str, Any], site: SiteSettings, issue: Issue, *, is_draft: bool) -> str:
    with translation.override(issue.language):
        context = tds.context(spec, site, _address(spec), issue) | {"is_draft": is_draft}
        return render_to_string(tds.TEMPLATE, context)


def _address(spec: dict[str, Any]) -> str:
    arguments = [spec["catalog_number"], spec["revision"]["number"]]
    return f"{settings.SITE_URL}{reverse('catalog:revision', args=arguments)}"


def _images(spec: Mapping[str, Any]) -> dict[str, Image]:
    """The pictures of the document's figures, by the addresses that its template writes."""
    return {
        f"stored:{figure['image']['sha256']}": _image(figure["image"]["sha256"])
        for figure in spec["figures"]
        if figure["image"]
    }


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
