"""The datasheet of a draft says of itself that it is one."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.models import Revision, SiteSettings
from catalog.registry import PreviewError
from datasheets import archive, preview
from datasheets.rendering import RenderingError

pytestmark = pytest.mark.django_db


@pytest.fixture
def spec(published: Callable[..., Any]) -> dict[str, Any]:
    published()
    document: dict[str, Any] = Revision.objects.get().read()
    return document


def test_every_page_of_a_draft_is_marked(spec: dict[str, Any]) -> None:
    html, pdf = archive.render(spec, SiteSettings.current(), is_draft=True)

    header = html[html.index('class="running-header"') : html.index("</header>")]
    footer = html[html.index('class="running-footer"') : html.index("</footer>")]
    assert "Draft, not published" in header
    assert "Draft, not published" in footer
    assert "/revisions/1/" not in html  # nothing is there yet
    assert pdf.startswith(b"%PDF-")


def test_what_is_published_is_not(spec: dict[str, Any]) -> None:
    html, _ = archive.render(spec, SiteSettings.current())

    assert "Draft" not in html


def test_why_there_is_no_preview_is_said_to_staff(
    spec: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> bytes:
        raise RenderingError("The font lacks '𓂀'.")

    monkeypatch.setattr(archive, "render_pdf", fail)

    with pytest.raises(PreviewError, match=r"The font lacks '𓂀'\. Correct the text"):
        preview.draft_pdf(spec)
