"""HTML to PDF: nothing is missing silently."""

import io

import pypdf
import pytest

from datasheets.rendering import RenderingError, render_pdf

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title>'
    '<link rel="stylesheet" href="asset:css/datasheet.css"></head><body>{}</body></html>'
)
BASE = "https://example.org/products/T-1/"


def pdf_of(body: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_pdf(PAGE.format(body), base_url=BASE)))


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
    reader = pdf_of(f"<p>{signs} <b>{signs}</b> <i>{signs}</i> H<sub>2</sub>O</p>")
    assert fonts(reader)
    assert all("+Inter" in name for name in fonts(reader))


def test_text_in_a_drawing_comes_from_inter_too() -> None:
    drawing = '<svg viewBox="0 0 99 20" font-family="Inter, sans-serif"><text y="9">µM</text></svg>'
    assert all("+Inter" in name for name in fonts(pdf_of(drawing)))


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "x.png", "file:///etc/passwd", "asset:css/none.css"]
)
def test_a_document_cannot_load_from_elsewhere(address: str) -> None:
    with pytest.raises(RenderingError, match="may not load"):
        pdf_of(f'<img src="{address}" alt="">')


def test_what_the_engine_does_not_understand_is_an_error() -> None:
    unknown = PAGE.format("").replace("<title>", "<style>p { colour: red }</style><title>")
    with pytest.raises(RenderingError, match="colour"):
        render_pdf(unknown, base_url=BASE)
    assert render_pdf(unknown, base_url=BASE, strict=False)


def test_the_same_document_gives_the_same_bytes() -> None:
    html = PAGE.format("<h1>FK506</h1>")
    assert render_pdf(html, base_url=BASE) == render_pdf(html, base_url=BASE)


def test_a_document_has_title_language_and_tags() -> None:
    reader = pdf_of("<h1>FK506</h1>")
    assert reader.metadata is not None
    assert reader.metadata.title == "T"
    root = dictionary(reader.trailer["/Root"])
    assert str(root["/Lang"]) == "en"
    assert str(dictionary(root["/MarkInfo"])["/Marked"]) == "True"
