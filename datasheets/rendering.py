"""HTML to PDF. The only module that knows WeasyPrint, which is imported when first needed."""

import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from datasheets import assets

LOGGER_NAME = "weasyprint"
PROGRESS_LOGGER_NAME = "weasyprint.progress"
_lock = threading.Lock()
"""Pango and Fontconfig share state between threads, and warnings are collected per rendering."""


class RenderingError(Exception):
    """The engine would have left something out of the document."""


def engine_version() -> str:
    return f"weasyprint {version('weasyprint')}, pydyf {version('pydyf')}"


def render_pdf(html: str, *, base_url: str, strict: bool = True) -> bytes:
    """The PDF of a whole HTML document; the same input gives the same bytes.

    Title, author, language and dates come from the document's own head. Links are completed with
    ``base_url``. Raises RenderingError, unless not ``strict``, when the engine warns: a warning
    means that something is missing on paper.
    """
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    with _lock, _warnings() as warnings:
        document = HTML(string=html, base_url=base_url, url_fetcher=_fetcher())
        try:
            pdf: bytes = document.write_pdf(
                font_config=FontConfiguration(),
                pdf_tags=True,
                pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
            )
        except FatalURLFetchingError as error:
            raise RenderingError(str(error)) from error
    if warnings and strict:
        raise RenderingError(
            "The document was not rendered, because parts of it would be missing: "
            + "; ".join(warnings)
        )
    return pdf


def _fetcher() -> Any:
    """WeasyPrint's fetcher, reduced to our assets. A refusal ends the rendering."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            try:
                asset = assets.load(url)
            except assets.AssetRefusedError as error:
                raise FatalURLFetchingError(str(error)) from error
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    return AssetFetcher(allowed_protocols=("asset", "stored"))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What WeasyPrint's logger says at level WARNING and above meanwhile."""
    logger = logging.getLogger(LOGGER_NAME)
    logging.getLogger(PROGRESS_LOGGER_NAME).setLevel(logging.WARNING)
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
