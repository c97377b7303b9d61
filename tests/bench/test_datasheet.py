"""A datasheet: CPU per document, against WeasyPrint used plainly on the same HTML."""

import gc
import io
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import pypdf
import pytest
from django.conf import settings

from catalog.models import Revision, SiteSettings
from datasheets import archive, assets
from datasheets.rendering import render_pdf
from tests.bench.drafts import drafts_like_fk506, publish_draft
from tests.bench.report import report

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ROUNDS = 15
BASE_URL = "http://127.0.0.1:8000/"

Way = Callable[[], bytes]


@pytest.fixture
def fk506() -> Revision:
    return publish_draft(*drafts_like_fk506(1))


@pytest.fixture
def html(fk506: Revision) -> str:
    return archive.render(fk506.read(), SiteSettings.current())[0]


@pytest.fixture
def plainly(html: str, tmp_path: Path) -> Way:
    """WeasyPrint as its manual shows it: the same HTML, stylesheet and fonts, through file://."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    base_url = f"{(settings.BASE_DIR / 'static').as_uri()}/"
    link = f'<link rel="stylesheet" href="asset:{assets.STYLESHEETS[0]}">'
    assert link in html
    unlinked = html.replace(link, "")
    original = settings.BASE_DIR / "static" / assets.STYLESHEETS[0]
    stylesheet = tmp_path / original.name
    stylesheet.write_text(original.read_text("utf-8").replace("asset:", base_url), "utf-8")

    def render() -> bytes:
        fonts = FontConfiguration()
        css = CSS(filename=str(stylesheet), font_config=fonts)
        document = HTML(string=unlinked, base_url=base_url)
        pdf: bytes = document.write_pdf(stylesheets=[css], font_config=fonts, pdf_tags=True)
        return pdf

    return render


def test_datasheet(html: str, plainly: Way, capsys: pytest.CaptureFixture[str]) -> None:
    def render() -> bytes:
        return render_pdf(html, base_url=BASE_URL)

    assert _text(render()) == _text(plainly())
    ours, plain = _cpu_of_each(render, plainly)
    report(capsys, "datasheet.cpu", ours * 1000, "ms/document", plain * 1000)


def test_datasheet_kept(fk506: Revision, plainly: Way, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for again. The conventional way renders for every reader."""

    def read() -> bytes:
        with archive.obtain(fk506).file.open("rb") as file:
            content: bytes = file.read()
        return content

    assert "FK506" in _text(read())
    ours, plain = _cpu_of_each(read, plainly)
    report(capsys, "datasheet_kept.cpu", ours * 1000, "ms/document", plain * 1000)


def _cpu_of_each(ours: Way, conventional: Way) -> tuple[float, float]:
    """Median CPU seconds a document, with the threads of this process; the ways take turns.

    Garbage is collected in between, so that nobody pays for what the other left.
    """
    spent: dict[Way, list[float]] = {ours: [], conventional: []}
    for _ in range(ROUNDS):
        for way, seconds in spent.items():
            gc.collect()
            before = process_time()
            way()
            seconds.append(process_time() - before)
    return median(spent[ours]), median(spent[conventional])


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
