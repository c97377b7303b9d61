"""What a document is made of, and that it loads nothing else."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from catalog.models import Product, SiteSettings
from datasheets import assets
from datasheets.carried import Image, Job
from datasheets.renderers import pool
from datasheets.rendering import RenderingError
from tests.datasheets.documents import compose

pytestmark = pytest.mark.any_database

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><h1>T</h1>{}</body></html>'
)
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"  # noqa: E501  # one pixel


def test_the_assets_are_there() -> None:
    for name in assets.ASSETS:
        assert (assets.STATIC / name).stat().st_size


def test_letter_paper_is_the_same_but_for_its_size() -> None:
    assert assets.stylesheet("letter").startswith(assets.stylesheet("a4"))
    assert "size: letter" in assets.stylesheet("letter")


def test_the_digest_covers_the_named_assets() -> None:
    assert assets.digest(["css/datasheet.css"]) != assets.digest()
    assert assets.digest() == assets.digest(sorted(assets.ASSETS))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "http://169.254.169.254/latest/meta-data/",
        "x.png",
        "file:///etc/passwd",
        "asset:../config/settings.py",
        "asset:css/site.css",
        "data:text/plain,x",
        f"stored:{'0' * 64}",
    ],
)
def test_a_document_loads_nothing_from_elsewhere(address: str) -> None:
    with pytest.raises(RenderingError, match="may not load"):
        pool().render(Job(PAGE.format(f'<img src="{address}" alt="x">'), "https://example.org/"))


HOSTILE = (
    '![x](stored:ab) <img src="file:///etc/passwd" alt="x"> [y](file:///etc/passwd) '
    '<link rel="attachment" href="file:///etc/passwd"> <a rel="attachment" href="/etc">z</a> '
    "<style>@import url(https://example.org/x.css);</style>"
)


def test_what_staff_write_loads_and_attaches_nothing(spec: dict[str, Any]) -> None:
    """Wherever it stands, it is text."""
    hostile = spec | {"summary": HOSTILE, "appearance": HOSTILE, "trade_marks": HOSTILE}

    job = compose(hostile, SiteSettings(supplier_name=HOSTILE, supplier_address=HOSTILE))

    assert job.images == {}
    for tag in ("<img", "<link", "<style", "<a "):
        assert tag not in job.html.partition("<body")[2].partition('class="imprint"')[0]
    with pikepdf.open(io.BytesIO(pool().render(job).pdf)) as pdf:
        assert list(pdf.attachments) == ["specification.jsonld"]


@pytest.fixture
def spec(published: Callable[..., Product]) -> dict[str, Any]:
    document: dict[str, Any] = published("T-1").revisions.get().read()
    return document


def test_a_picture_that_the_job_brings_is_shown() -> None:
    images = {"stored:ab": Image(GIF, "image/gif")}
    page = PAGE.format('<figure><img src="stored:ab" alt="a pixel"></figure>')

    shown = pool().render(Job(page, "https://example.org/", images=images)).pdf

    assert b"/Image" in shown
    other = page.replace("stored:ab", "stored:cd")
    with pytest.raises(RenderingError, match="its own pictures: stored:ab"):
        pool().render(Job(other, "https://example.org/", images=images))
