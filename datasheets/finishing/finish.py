"""From the engine's PDF/A-3a to the file that is kept."""

import io

import pikepdf
from pikepdf import ObjectStreamMode

from datasheets.carried import OwnData
from datasheets.finishing.content import (
    drop_unused_objects,
    text_groups,
    tidied,
    without_text_groups,
)
from datasheets.finishing.files import attach
from datasheets.finishing.fonts import shrink_fonts, soften_hyphens
from datasheets.finishing.images import forbid_interpolation
from datasheets.finishing.tagging import retag
from datasheets.finishing.xmp import identify

pikepdf.settings.set_flate_compression_level(9)


def finishing_version() -> str:
    """The libraries that shape the bytes."""
    return f"pikepdf {pikepdf.__version__}, qpdf {pikepdf.__libqpdf_version__}"


def finish(pdf: bytes, own: OwnData | None = None) -> bytes:
    """``pdf``, PDF/A-3a from WeasyPrint, as PDF/UA-1 too, with its own data inside.

    Nothing here depends on time or chance: file identifier and object order follow from the
    content.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        resources = document.pages[0].Resources  # which WeasyPrint gives to every page
        groups = text_groups(resources)
        contents = [
            tidied(without_text_groups(page.Contents.read_bytes(), groups), marks)
            for page, marks in zip(document.pages, retag(document), strict=True)
        ]
        for page, content in zip(document.pages, contents, strict=True):
            page.Contents.write(content)
        drop_unused_objects(resources, contents)
        forbid_interpolation(document)
        shrink_fonts(resources)
        soften_hyphens(resources)
        identify(document, own.properties if own else None)
        attach(document, own.files if own else ())
        finished = io.BytesIO()
        document.save(
            finished,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return finished.getvalue()
