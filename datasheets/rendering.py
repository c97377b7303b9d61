"""HTML to PDF. The only module that knows WeasyPrint, which is imported when first needed.

WeasyPrint writes PDF/A-3a; ``datasheets.finishing`` makes it PDF/UA-1, too, and puts data inside.
Django is not needed here: documents are rendered in processes of their own, see
``datasheets.renderer``. What costs time and is the same for every document is read once.
"""

import hashlib
import io
import logging
import os
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from datasheets import assets
from datasheets.carried import Image, Job

LOGGER_NAME = "weasyprint"
PROGRESS_LOGGER_NAME = "weasyprint.progress"
OUTPUT_INTENT = "sRGB"
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
"""The fonts of this machine are not there: what Inter lacks is a warning, not another font."""

_lock = threading.Lock()
"""Pango and Fontconfig share state between threads, and warnings are collected per rendering."""


class RenderingError(Exception):
    """The engine would have left something out of the document."""


@cache
def engine_version() -> str:
    """Every library that has a say in the bytes, those of the system included."""
    _weasyprint()
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
    """A hash of this module and of the finishing step."""
    sources = [Path(__file__), *sorted((Path(__file__).parent / "finishing").glob("*.py"))]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def render(job: Job) -> bytes:
    """The PDF of a whole HTML document, PDF/A-3a and PDF/UA-1; the same job, the same bytes.

    Title, author, language and dates come from the document's own head, the data inside from
    ``job.own``. Raises RenderingError when the engine warns: something is missing on paper.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    from datasheets.finishing import finish

    _tag_languages()
    with _lock, _no_warnings():
        html = weasyprint.HTML(
            string=job.html, base_url=job.base_url, url_fetcher=_fetcher(job.images)
        )
        try:
            pdf: bytes = html.write_pdf(
                font_config=_fonts(),
                stylesheets=[_stylesheet(job.paper)],
                color_profiles={OUTPUT_INTENT: _srgb()},
                output_intent=OUTPUT_INTENT,
                pdf_variant="pdf/a-3a",
                pdf_identifier=hashlib.sha256(job.html.encode()).digest()[:16],
                uncompressed_pdf=True,  # the finishing step compresses
            )
        except FatalURLFetchingError as error:
            raise RenderingError(str(error)) from error
    return finish(pdf, job.own)


def warm_up() -> None:
    """Read what every document needs: fonts, stylesheets, and the code that writes PDF."""
    engine_version()
    for paper in assets.STYLESHEETS:
        page = '<!DOCTYPE html><html lang="en"><head><title>-</title></head><body><h1>-</h1></body>'
        render(Job(html=page, base_url="", paper=paper))


@cache
def _weasyprint() -> Any:
    """WeasyPrint, which reads its fonts' configuration at its import: ours, and no other."""
    with TemporaryDirectory(prefix="aliquot-fonts-") as folder:
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(FONTCONFIG.format(fonts=assets.FONT_FOLDER, cache=folder))
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        import weasyprint

        _fonts()
    return weasyprint


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _stylesheet(paper: str) -> Any:
    """Parsed once. What the parser does not understand is an error every time."""
    css = assets.stylesheet(paper)
    with _no_warnings():
        return _weasyprint().CSS(string=css, font_config=_fonts(), url_fetcher=_fetcher({}))


@cache
def _srgb() -> Any:
    """The profile of the colours, read once; the one that comes with WeasyPrint is five times as
    large, and its variants for PDF/A leave the file open each time."""
    from weasyprint.css import ColorProfile

    content = (assets.STATIC / assets.COLOR_PROFILE).read_bytes()
    return ColorProfile(io.BytesIO(content), "sRGB.icc", "relative-colorimetric", "rgb")


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


def _fetcher(images: Mapping[str, Image]) -> Any:
    """WeasyPrint's fetcher, reduced to the pictures of a job. A refusal ends the rendering."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ImageFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            image = images.get(url)
            if image is None:
                raise FatalURLFetchingError(
                    f"A document may not load '{url[:120]}'; it may show its own pictures"
                    f"{': ' if images else ', of which it has none'}{', '.join(sorted(images))}."
                )
            return URLFetcherResponse(url, image.content, {"Content-Type": image.media_type})

    return ImageFetcher(allowed_protocols=("stored",))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _no_warnings() -> Iterator[None]:
    """RenderingError at the end, if WeasyPrint's logger said anything at level WARNING or above."""
    logger = logging.getLogger(LOGGER_NAME)
    logging.getLogger(PROGRESS_LOGGER_NAME).setLevel(logging.WARNING)
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise RenderingError(
            "The document was not rendered, because parts of it would be missing: "
            + "; ".join(dict.fromkeys(collector.messages))
        )
