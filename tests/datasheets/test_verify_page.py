"""The page that checks a PDF: it shows what is said, and keeps nothing."""

import io
from typing import Any

import pytest
from django.test import Client

from datasheets.models import Datasheet
from datasheets.verification import MAX_SIZE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("renders")]


def sent(client: Client, content: bytes) -> Any:
    upload = io.BytesIO(content)
    upload.name = "sheet.pdf"
    return client.post("/verify/", {"file": upload})


def test_the_page_shows_what_is_said(client: Client, original: bytes) -> None:
    page = client.get("/verify/")
    assert page.status_code == 200
    assert b'enctype="multipart/form-data"' in page.content
    assert not page.cookies

    answer = sent(Client(enforce_csrf_checks=True), original)

    assert answer.status_code == 200
    assert "This is the original of TDS-T-1-r1" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"text", 422, "This is not a PDF"),
        (b"", 400, "No file was sent, or an empty one"),
        (b"%PDF-" + b"0" * (MAX_SIZE + 2**20), 413, "larger than 25 MB"),
    ],
)
def test_the_page_refuses_what_cannot_be_read(
    client: Client, content: bytes, status: int, said: str
) -> None:
    answer = sent(client, content)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_an_uploaded_file_never_touches_a_disk(
    client: Client, original: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        pytest.fail("a file was made")

    stored = Datasheet.objects.count()
    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    large = original + b"\n% " + b"0" * (4 * 2**20) + b"\n"

    assert sent(client, large).status_code in (200, 422)
    assert Datasheet.objects.count() == stored
