"""A datasheet: CPU, documents a minute, memory; against WeasyPrint used plainly, and Typst."""

import gc
import io
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import pypdf
import pytest

from catalog.actions.load_draft import load_draft
from catalog.management.commands.seed_demo import demo_documents
from catalog.models import Product, Revision, SiteSettings
from catalog.specification.reading import read_specification
from datasheets import assets, rendering
from datasheets.carried import Job
from datasheets.making import make
from datasheets.renderers import Pool
from tests.bench import typst_datasheet
from tests.bench.drafts import REASON, drafts_like_fk506, publish_draft
from tests.bench.report import report
from tests.conftest import POINTERS
from tests.datasheets.documents import compose, wanted

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ROUNDS = 15
TWO_PAGES = "ALQ-1038"
"""Staurosporine: a structure, identifiers, stock solutions, references."""
DOCUMENTS = 500

Way = Callable[[], bytes]


def published(catalog_number: str) -> Revision:
    original = next(d for d in demo_documents() if d["catalog_number"] == catalog_number)
    whole = {name: value for name, value in original.items() if name not in POINTERS}
    draft: Product = load_draft(whole, by=None, reason=REASON).product
    return publish_draft(draft)


@pytest.fixture
def revision() -> Revision:
    return published(TWO_PAGES)


@pytest.fixture
def job(revision: Revision) -> Job:
    return compose(revision.read(), SiteSettings.current())


@pytest.fixture
def plainly(job: Job, tmp_path: Path) -> Way:
    """WeasyPrint as its manual shows it: the same HTML, a stylesheet and fonts from files."""
    rendering.warm_up()
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f'@font-face {{ font-family: "Inter"; src: url("{(assets.STATIC / name).as_uri()}"); '
        f"font-weight: {600 if 'Semi' in name else 400}; "
        f"font-style: {'italic' if 'Italic' in name else 'normal'} }}\n"
        for name in assets.FONTS
        if "Bold.ttf" not in name or "Semi" in name
    )
    stylesheet = tmp_path / "datasheet.css"
    stylesheet.write_text(faces + assets.stylesheet("a4"), "utf-8")

    def render() -> bytes:
        fonts = FontConfiguration()
        css = CSS(filename=str(stylesheet), font_config=fonts)
        document = HTML(string=job.html, base_url=job.base_url)
        pdf: bytes = document.write_pdf(
            stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1"
        )
        return pdf

    return render


@pytest.fixture
def with_typst(revision: Revision) -> Way:
    markup = typst_datasheet.source(read_specification(revision.spec))
    return lambda: typst_datasheet.compiled(markup)


def test_datasheet(
    job: Job, plainly: Way, with_typst: Way, capsys: pytest.CaptureFixture[str]
) -> None:
    def render() -> bytes:
        return rendering.render(job)

    assert _text(render()) == _text(plainly())
    assert _pages(render()) == 2
    ours, plain, typst = _cpu_of_each(render, plainly, with_typst)
    report(capsys, "datasheet.cpu", ours * 1000, "ms/document", plain * 1000)
    report(capsys, "datasheet_typst.cpu", ours * 1000, "ms/document", typst * 1000)


def test_datasheets_a_minute(job: Job, plainly: Way, capsys: pytest.CaptureFixture[str]) -> None:
    """Two processes that render, against one that does it plainly."""
    began = time.monotonic()
    for _ in range(ROUNDS):
        plainly()
    plain = 60 * ROUNDS / (time.monotonic() - began)
    pool = Pool(2)
    count = 4 * ROUNDS

    def work() -> None:
        for _ in range(count // 2):
            pool.render(job)

    _in_threads(pool.engine, 2)
    seconds = _in_threads(work, 2)
    pool.close()
    report(capsys, "datasheets.two_processes", 60 * count / seconds, "documents/min", plain)


def test_memory(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a process after many documents, against what it had after the first few."""
    pool = Pool()
    (process,) = pool.processes
    for _ in range(20):
        pool.render(job)
    first = process.memory
    before = _ticks(process.pid)
    for _ in range(DOCUMENTS - 20):
        pool.render(job)
    spent = (_ticks(process.pid) - before) / os.sysconf("SC_CLK_TCK") / (DOCUMENTS - 20)
    report(capsys, "datasheets.memory", process.memory / 2**20, "MiB", first / 2**20)
    report(capsys, "datasheet_in_process.cpu", spent * 1000, "ms/document", spent * 1000)
    pool.close()


def test_datasheet_kept(plainly: Way, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for again. The conventional way renders for every reader."""
    fk506 = publish_draft(*drafts_like_fk506(1))
    make(wanted(fk506).pk)

    def read() -> bytes:
        with wanted(fk506).file.open("rb") as file:
            content: bytes = file.read()
        return content

    assert "FK506" in _text(read())
    ours, plain = _cpu_of_each(read, plainly)
    report(capsys, "datasheet_kept.cpu", ours * 1000, "ms/document", plain * 1000)


def _cpu_of_each(*ways: Way) -> list[float]:
    """Median CPU seconds a document, with the threads of this process; the ways take turns.

    Garbage is collected in between, so that nobody pays for what the other left.
    """
    gc.collect()
    gc.freeze()
    spent: dict[Way, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, seconds in spent.items():
            gc.collect()
            before = process_time()
            way()
            seconds.append(process_time() - before)
    gc.unfreeze()
    return [median(seconds) for seconds in spent.values()]


def _in_threads(work: Callable[[], object], count: int) -> float:
    """Seconds until all are done."""
    threads = [threading.Thread(target=work) for _ in range(count)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def _ticks(pid: int | None) -> int:
    """User and system time of the process that renders (proc(5), stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
