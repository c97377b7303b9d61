"""How much of an upload is taken in: Django writes to the disk whatever comes."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

MOST = 50 * 2**20
"""Bytes of one file; the largest that a form takes is a picture."""


class CutOff(FileUploadHandler):
    """Stands before the handlers that keep a file. Of one that is too large they get a little more
    than may come, so that the form sees that it is too large, and says it."""

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.taken > MOST:
            return None
        self.taken += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """What was kept is for the next handler to give."""
