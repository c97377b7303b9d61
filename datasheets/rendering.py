"""HTML to PDF. The only module that knows WeasyPrint, which is imported when first needed.

WeasyPrint writes PDF/A-3a; ``datasheets.finishing`` makes it PDF/UA-1, too, and puts data inside.
"""

import hashlib
import io
import logging
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

from datasheets import assets
from datasheets.embedded import OwnData

LOGGER_NAME = "weasyprint"
PROGRESS_LOGGER_NAME = "weasyprint.progress"
OUTPUT_INTENT = "sRGB"
_lock = threading.Lock()
"""Pango and Fontconfig share state between threads, and warnings are collected per rendering."""


class RenderingError(Exception):
    """The engine would have left something out of the document."""


@cache
def engine_version() -> str:
    """Every library that has a say in the bytes, those of the system included."""
    from weasyprint.text.ffi import ffi, harfbuzz, pango

    from datasheets.finishing import finishing_version

    names = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "Pillow")
    libraries = [f"{name} {version(name)}" for name in names]
    ffi.cdef("const char *hb_version_string (void);")
    libraries.append(f"harfbuzz {ffi.string(harfbuzz.hb_version_string()).decode()}")
    libraries += [f"pango {pango.pango_version()}", finishing_version()]
    libraries += [f"zlib {zlib.ZLIB_RUNTIME_VERSION}", f"code {_code_digest()}"]
    return ", ".join(libraries)


def _code_digest() -> str:
    """A hash of this module, of the finishing step and of what puts the data inside together."""
    folder = Path(__file__).parent
    sources = [Path(__file__), folder / "embedded.py", *sorted((folder / "finishing").glob("*.py"))]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def render_pdf(
    html: str, *, base_url: str, own: OwnData | None = None, strict: bool = True
) -> bytes:
    """The PDF of a whole HTML document, PDF/A-3a and PDF/UA-1; the same input, the same bytes.

    Title, author, language and dates come from the document's own head, the data inside from
    ``own``. Links are completed with ``base_url``. Raises RenderingError, unless not ``strict``,
    when the engine warns: a warning means that something is missing on paper.
    """
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    from datasheets.finishing import finish

    _tag_languages()
    with _lock, _warnings() as warnings:
        document = HTML(string=html, base_url=base_url, url_fetcher=_fetcher())
        try:
            pdf: bytes = document.write_pdf(
                font_config=FontConfiguration(),
                color_profiles={OUTPUT_INTENT: _srgb()},
                output_intent=OUTPUT_INTENT,
                pdf_variant="pdf/a-3a",
                pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
            )
        except FatalURLFetchingError as error:
            raise RenderingError(str(error)) from error
    if warnings and strict:
        raise RenderingError(
            "The document was not rendered, because parts of it would be missing: "
            + "; ".join(warnings)
        )
    return finish(pdf, own)


@cache
def _srgb() -> Any:
    """WeasyPrint's own profile, read once; its variants for PDF/A leave the file open each time."""
    from weasyprint import pdf
    from weasyprint.css import ColorProfile

    content = (resources.files(pdf) / "sRGB2014.icc").read_bytes()
    return ColorProfile(io.BytesIO(content), "sRGB2014.icc", "relative-colorimetric", "rgb")


@cache
def _tag_languages() -> None:
    """Have WeasyPrint write the language of every element into its tags.

    It knows that language, with which it divides words, and tags only that of the document, so
    that a screen reader would read the English text of a German datasheet as German.
    """
    from weasyprint.pdf import tags

    build = tags._build_box_tree

    def build_with_languages(box: Any, *rest: Any) -> Iterator[Any]:
        for element in build(box, *rest):
            if box.style["lang"]:
                element.setdefault("Lang", tags.pydyf.String(box.style["lang"]))
            yield element

    tags._build_box_tree = build_with_languages


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
