"""HTML to PDF: nothing is missing silently."""

import io

import pypdf
import pytest

from datasheets.rendering import RenderingError
from tests.datasheets.documents import pdf_of

PAGE = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{}</body></html>'


def read(body: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf_of(PAGE.format(body))))


def dictionary(found: object) -> pypdf.generic.DictionaryObject:
    """A dictionary of a PDF, followed if it is kept elsewhere in the file."""
    assert isinstance(found, pypdf.generic.PdfObject)
    followed = found.get_object()
    assert isinstance(followed, pypdf.generic.DictionaryObject)
    return followed


def fonts(reader: pypdf.PdfReader) -> set[str]:
    return {
        str(dictionary(font)["/BaseFont"])
        for page in reader.pages
        for font in dictionary(dictionary(page["/Resources"])["/Font"]).values()
    }


def test_every_sign_of_the_field_comes_from_inter() -> None:
    signs = "− ≥ ≤ → ≈ µ ° × ± αβγδκ ΔΩ ₂ ² ⁻¹ ′ – … ™ ® Å"
    reader = read(f"<p>{signs} <b>{signs}</b> <i>{signs}</i> H<sub>2</sub>O</p>")
    assert fonts(reader)
    assert all("+Inter" in name for name in fonts(reader))


def test_text_in_a_drawing_comes_from_inter_too() -> None:
    drawing = '<svg viewBox="0 0 99 20" font-family="Inter, sans-serif"><text y="9">µM</text></svg>'
    assert all("+Inter" in name for name in fonts(read(drawing)))


def test_a_sign_that_inter_lacks_is_an_error() -> None:
    with pytest.raises(RenderingError, match=r"U\+13080"):
        read("<p>The eye of Horus: \U00013080</p>")


def test_what_the_engine_does_not_understand_is_an_error() -> None:
    unknown = PAGE.format("").replace("<title>", "<style>p { colour: red }</style><title>")
    with pytest.raises(RenderingError, match="colour"):
        pdf_of(unknown)


def test_the_same_document_gives_the_same_bytes() -> None:
    html = PAGE.format("<h1>FK506</h1>")
    assert pdf_of(html) == pdf_of(html)


def test_a_document_has_title_language_and_tags() -> None:
    reader = read("<h1>FK506</h1>")
    assert reader.metadata is not None
    assert reader.metadata.title == "T"
    root = dictionary(reader.trailer["/Root"])
    assert str(root["/Lang"]) == "en"
    assert str(dictionary(root["/MarkInfo"])["/Marked"]) == "True"
