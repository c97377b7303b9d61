"""PDFs as others make them of ours."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdf

Edit = Callable[[pikepdf.Pdf], None]


def edited(pdf: bytes, edit: Edit, **options: Any) -> bytes:
    """Saved again by a program, with an edit."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        edit(document)
        document.save(written, **options)
    return written.getvalue()


def nothing(document: pikepdf.Pdf) -> None:
    pass


def file(document: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """The stream of an embedded file."""
    return next(entry for entry in document.Root.AF if str(entry.UF) == name).EF.F


def replaced(name: str, before: bytes, after: bytes) -> Edit:
    """Other bytes in an embedded file, or in the XMP packet."""

    def edit(document: pikepdf.Pdf) -> None:
        stream = document.Root.Metadata if name == "XMP" else file(document, name)
        assert before in stream.read_bytes()
        stream.write(stream.read_bytes().replace(before, after))

    return edit


def blank() -> bytes:
    written = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(written)
    return written.getvalue()


def updated(pdf: bytes, update: Callable[[pypdf.PdfWriter], object]) -> bytes:
    """With an incremental update at its end, as programs write that comment or sign."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    update(writer)
    written = io.BytesIO()
    writer.write(written)
    assert written.getvalue().startswith(pdf)
    return written.getvalue()
