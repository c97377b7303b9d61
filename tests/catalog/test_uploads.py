"""Whatever is uploaded, little of it is kept, and nothing stays behind."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from catalog import uploads

BOUNDARY = b"--limit"


class Endless(io.RawIOBase):
    """A body of a form with one file, as large as it is said to be, made while it is read."""

    def __init__(self, size: int) -> None:
        head = b'\r\nContent-Disposition: form-data; name="upload"; filename="a.pdf"\r\n\r\n'
        self.parts = [BOUNDARY + head, b"", b"\r\n" + BOUNDARY + b"--\r\n"]
        self.left = size

    def __len__(self) -> int:
        return sum(map(len, self.parts)) + self.left

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.parts[0]:
            head, self.parts[0] = self.parts[0], b""
            return head
        if self.left:
            size = min(size, self.left, 2**16)
            self.left -= size
            return b"0" * size
        tail, self.parts[2] = self.parts[2], b""
        return tail


def posted(size: int) -> HttpRequest:
    body = Endless(size)
    kind = "multipart/form-data; boundary=limit"
    told: dict[str, Any] = {
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": body,
    }
    return RequestFactory().generic("POST", "/", **told)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where uploads are kept while a request is answered."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def test_of_a_file_that_is_too_large_little_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST", 2**20)
    request = posted(2**24)
    file: Any = request.FILES["upload"]

    (kept,) = folder.iterdir()
    assert 2**20 < kept.stat().st_size <= 2**20 + 2**16
    assert file.size > uploads.MOST  # the form sees that it is too large
    request.close()
    assert not os.listdir(folder)


@pytest.mark.parametrize("size", [10, 3 * 2**20])
def test_a_file_that_is_not_is_whole(folder: Path, size: int) -> None:
    request = posted(size)
    file: Any = request.FILES["upload"]

    assert file.size == size
    assert file.read() == b"0" * size
    request.close()
    assert not os.listdir(folder)
