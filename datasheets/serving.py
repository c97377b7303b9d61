"""Documents as answers: the one asked for, why there is none, or when to come again."""

import logging
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from datasheets import ranges
from datasheets.archive import awaited, latest
from datasheets.documents.registry import Kind
from datasheets.documents.subject import Subject
from datasheets.models import Datasheet
from datasheets.variants import Variant, variant_named, variants

logger = logging.getLogger(__name__)

SOON, SOMEBODY_MUST_HELP = 5, 3600
"""Seconds until it is worth while to ask again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The document of a version that is public, in words and addresses for people."""

    kind: Kind
    subject: Subject
    title: str
    """It begins a sentence."""
    file: str
    page: str


def obtained(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """The document, if the site has it in the variant that is asked for, or ever had."""
    there_are = variants()
    variant = _variant_asked_for(request, there_are[0])
    if variant is None or not (variant in there_are or latest(asked.kind, asked.subject, variant)):
        context = {"asked": asked, "variants": there_are}
        return render(request, "datasheets/no_such_variant.html", context, status=404)
    sheet = awaited(asked.kind, asked.subject, variant)
    if sheet and sheet.is_ready:
        return serve(request, sheet)
    has_failed = sheet is not None and sheet.has_failed
    being_made = {"asked": asked, "has_failed": has_failed}
    response = render(request, "datasheets/unavailable.html", being_made, status=503)
    response["Retry-After"] = str(SOMEBODY_MUST_HELP if has_failed else SOON)
    response["Cache-Control"] = "no-store"
    return response


def _variant_asked_for(request: HttpRequest, usual: Variant) -> Variant | None:
    try:
        return variant_named(request.GET.get("paper"), request.GET.get("language"), usual)
    except ValueError:
        return None


def serve(request: HttpRequest, sheet: Datasheet) -> HttpResponseBase:
    etag = quote_etag(sheet.sha256)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        name = f"{sheet.number}.pdf"
        try:
            response = ranges.answer(
                request, sheet.file, size=sheet.size or 0, etag=etag, filename=name
            )
        except FileNotFoundError as error:
            logger.error("The bytes of %s are missing.", sheet)
            raise Http404 from error
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
