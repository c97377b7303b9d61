"""The page that checks a PDF: it shows what is said, and keeps nothing."""

import io
import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from catalog.untrusted import BusyError, ask
from catalog.untrusted.jobs import Inspect
from catalog.untrusted.reading import POOL
from datasheets.models import Datasheet
from datasheets.verification import MAX_SIZE
from tests.catalog.untrusted.attacks import many_names_of_one_stream, pdf, xmp_attributes
from tests.datasheets.pdfs import blank

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


def test_who_comes_while_others_are_read_is_asked_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(job: object) -> None:
        raise BusyError

    monkeypatch.setattr("datasheets.verification.claims.ask", busy)

    answer = sent(client, blank())

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Try again in a few seconds" in answer.content.decode()


def test_an_original_is_known_while_others_are_read(
    client: Client, original: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its hash says it all: nothing of it is parsed."""
    monkeypatch.setattr(POOL, "turn", lambda *_: pytest.fail("it was parsed"))

    assert "This is the original of TDS-T-1-r1" in sent(client, original).content.decode()


def resident(row: str = "VmRSS") -> int:
    """Bytes that this process occupies, or the most that it did (``VmHWM``)."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(rf"{row}:\s+(\d+)", status)[0]) * 1024


@pytest.mark.faults
def test_an_attack_costs_the_web_process_little_memory(client: Client) -> None:
    """It holds the upload and what is sent on of it, and nothing of what it unpacks to."""
    files = [
        many_names_of_one_stream(90, 31 * 2**20),
        xmp_attributes(2_500_000),
        b"%PDF-1.7\n" + bytes(MAX_SIZE - 9),
    ]
    for content in files:
        Path("/proc/self/clear_refs").write_text("5")  # forgets the most that it was
        before = resident()
        assert sent(client, content).status_code == 422
        assert resident("VmHWM") - before < 4 * len(content) + 30 * 2**20


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_the_site_goes_on_while_a_file_is_read() -> None:
    """Of a file that would never end; the process that reads stands still."""
    assert ask(Inspect(pdf(), "a.pdf")).pages == 1
    os.kill(POOL.pids()[0], signal.SIGSTOP)
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(sent_apart, blank()) for _ in range(2)]
        time.sleep(1)
        assert Client().get("/verify/").status_code == 200
        third = sent(Client(), blank())
        assert not any(answer.done() for answer in waiting)

    assert (third.status_code, third["Retry-After"]) == (503, "5")
    answers = {answer.result().status_code: answer.result() for answer in waiting}
    assert answers.keys() in ({200, 422}, {422, 503})  # the second one waits for at most 5 s
    assert "takes longer than 5 seconds" in answers[422].content.decode()


def sent_apart(content: bytes) -> Any:
    """From another thread."""
    try:
        return sent(Client(), content)
    finally:
        connections.close_all()
