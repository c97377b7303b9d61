"""The datasheet of a draft says of itself that it is one."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.models import Revision, SiteSettings
from catalog.registry import PreviewError
from datasheets import preview
from datasheets.composing import compose
from datasheets.models import Datasheet
from datasheets.renderers import Pool, Rendered
from datasheets.rendering import RenderingError

pytestmark = pytest.mark.django_db


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
    assert preview.draft_pdf(spec).startswith(b"%PDF-")
    assert not Datasheet.ready().exists()


def test_what_is_published_is_not(spec: dict[str, Any]) -> None:
    assert "Draft" not in compose(spec, SiteSettings.current()).html


def test_why_there_is_no_preview_is_said_to_staff(
    spec: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> Rendered:
        raise RenderingError("The font lacks '𓂀'.")

    monkeypatch.setattr(Pool, "render", fail)

    with pytest.raises(PreviewError, match=r"The font lacks '𓂀'\. Correct the text"):
        preview.draft_pdf(spec)
