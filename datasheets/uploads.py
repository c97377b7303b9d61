"""A file that is looked at and forgotten: it is kept in memory, within bounds, and never stored."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

FORM = 64 * 2**10
"""Bytes that a form may have around its file."""


class TooLargeError(Exception):
    """The request is larger than what may be sent."""


class InMemoryUploadHandler(MemoryFileUploadHandler):
    """Whatever its size, which has been looked at before: no file on a disk."""

    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        super().handle_raw_input(*args, **options)
        self.activated = True


def uploaded(request: HttpRequest, field: str, most: int) -> bytes:
    """The content of a field's file, empty if there is none; raises TooLargeError.

    To be called before anything reads the form.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > most + FORM:
        raise TooLargeError
    request.upload_handlers = [InMemoryUploadHandler(request)]
    file = request.FILES.get(field)
    return file.read() if file else b""
