"""Stored files: images, attachments, the supplier's logo."""

import logging

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from catalog.models import Listing, SiteSettings, StoredFile
from catalog.registry import file_address

FOR_EVER = "public, max-age=31536000, immutable"

logger = logging.getLogger(__name__)


@require_safe
def stored_file(request: HttpRequest, sha256: str, filename: str) -> HttpResponseBase:
    """A file that was public, under the hash of its content: it never changes. A document has an
    address of its own, which is where this one leads."""
    public = _is_public(sha256)
    row = StoredFile.by_hash(sha256) if public or _may_see_drafts(request) else None
    if row is None:
        raise Http404
    if public and row.role == StoredFile.Role.DOCUMENT and (address := file_address(sha256)):
        return redirect(address)
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        logger.error("The bytes of stored file %s are missing.", sha256)
        raise Http404 from error
    response = FileResponse(content, content_type=row.media_type)
    response["Cache-Control"] = FOR_EVER if public else "private, no-store"
    response["ETag"] = f'"{row.sha256}"'
    return response


def _is_public(sha256: str) -> bool:
    """Whether a revision that was public shows the file, or the site's header does."""
    if StoredFile.objects.filter(sha256=sha256, role=StoredFile.Role.ORIGINAL).exists():
        return False
    if Listing.objects.ever_public().filter(files__sha256=sha256).exists():
        return True
    return SiteSettings.objects.filter(logo__sha256=sha256).exists()


def _may_see_drafts(request: HttpRequest) -> bool:
    """Whether this is staff previewing a draft, whose files the public does not get."""
    return request.user.is_staff and request.user.has_perm("catalog.view_product")
