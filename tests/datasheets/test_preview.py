"""The datasheet of a draft says of itself that it is one."""

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from catalog.models import Revision, SiteSettings
from catalog.registry import PreviewError
from datasheets.documents.tds.preview import draft_pdf
from datasheets.models import Datasheet
from datasheets.renderers import Pool, Rendered, pool
from datasheets.rendering import RenderingError
from tests.datasheets.documents import compose, tds
from tests.datasheets.verapdf import failures

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MARK = re.compile(rb"/Artifact\nBMC\n/\S+ gs\n0\.921569 0\.921569 0\.921569 rg\nBT")
"""Large pale text that is no content, as the stylesheet colours it."""


@pytest.fixture
def spec(published: Callable[..., Any]) -> dict[str, Any]:
    published()
    document: dict[str, Any] = Revision.objects.get().read()
    return document


def test_every_page_of_a_draft_is_marked(spec: dict[str, Any]) -> None:
    job = compose(spec, SiteSettings.current(), is_draft=True)
    html = job.html

    header = html[html.index('class="running-header"') : html.index("</header>")]
    footer = html[html.index('class="running-footer"') : html.index("</footer>")]
    assert "Draft, not published" in header
    assert "Draft, not published" in footer
    assert "/revisions/1/" not in html  # nothing is there yet
    assert draft_pdf(tds(), spec).startswith(b"%PDF-")
    assert not Datasheet.ready().exists()


def test_every_page_of_a_draft_has_the_mark_behind_everything(spec: dict[str, Any]) -> None:
    body = "\n\n".join(["Caffeine is an antagonist of adenosine receptors. " * 40] * 6)
    section: dict[str, Any] = {"key": "background", "title": None, "body": body, "citations": []}
    long = spec | {"sections": [section]}

    pdf = draft_pdf(tds(), long)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 1
        for page in document.pages:
            before_text, _, _ = page.Contents.read_bytes().partition(b"BDC")
            assert MARK.search(before_text)


@pytest.mark.usefixtures("java")
def test_a_draft_is_valid_too(spec: dict[str, Any]) -> None:
    assert failures(draft_pdf(tds(), spec)) == []


def test_what_is_published_is_not(spec: dict[str, Any]) -> None:
    job = compose(spec, SiteSettings.current())

    assert "Draft" not in job.html
    with pikepdf.open(io.BytesIO(pool().render(job).pdf)) as document:
        assert not MARK.search(document.pages[0].Contents.read_bytes())


def test_why_there_is_no_preview_is_said_to_staff(
    spec: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> Rendered:
        raise RenderingError("The font lacks '𓂀'.")

    monkeypatch.setattr(Pool, "render", fail)

    with pytest.raises(PreviewError, match=r"The font lacks '𓂀'\. Correct the text"):
        draft_pdf(tds(), spec)


def test_a_character_that_cannot_be_printed_is_named_with_its_places(spec: dict[str, Any]) -> None:
    section: dict[str, Any] = {
        "key": "background",
        "title": None,
        "body": "A 𓂀 and a 𓃠.",
        "citations": [],
    }

    with pytest.raises(PreviewError) as refused:
        draft_pdf(tds(), spec | {"name": "Caffeine 𓂀", "sections": [section]})

    words = str(refused.value)
    assert (
        "has no character '𓂀' (U+13080), which stands in: name; sections › background › body."
        in words
    )
    assert "has no character '𓃠' (U+130E0), which stands in: sections › background › body." in words
    assert "notdef" not in words
