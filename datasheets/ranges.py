"""Parts of a stored document (RFC 9110, section 14): viewers open the page they need first.

One range at a time. What a client asks for in another way gets the whole document, as the RFC
allows.
"""

import re
from collections.abc import Iterator
from typing import IO

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z")
CHUNK = 64 * 1024


def wanted_range(request: HttpRequest, size: int, etag: str) -> range | None:
    """The bytes asked for: none of them if they lie beyond the end, None for the whole file.

    ``If-Range`` with another document's ETag means the whole file.
    """
    asked = _RANGE.match(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if first:
        if last and int(last) < int(first):
            return None
        return range(int(first), min(int(last) + 1, size) if last else size)
    return range(max(0, size - int(last)), size) if last else None


def answer(
    request: HttpRequest, file: File[bytes], *, size: int, etag: str, filename: str
) -> HttpResponseBase:
    """The file, or the part of it that is asked for."""
    wanted = wanted_range(request, size, etag)
    if wanted is not None and not wanted:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    elif wanted is None:
        response = FileResponse(file.open("rb"), content_type="application/pdf", filename=filename)
    else:
        response = StreamingHttpResponse(
            _part(file.open("rb"), wanted), status=206, content_type="application/pdf"
        )
        response["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
        response["Content-Length"] = str(len(wanted))
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Accept-Ranges"] = "bytes"
    return response


def _part(file: IO[bytes], wanted: range) -> Iterator[bytes]:
    with file:
        file.seek(wanted.start)
        left = len(wanted)
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
