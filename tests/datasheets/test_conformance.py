"""A datasheet is PDF/A-3a and PDF/UA-1 at once, and each gate of the validator can fail.

Those of the demo are looked at in ``tests/test_faces.py``, beside what they say.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import transaction
from pikepdf import Dictionary, Name, Pdf

from catalog.models import Listing, SiteSettings
from catalog.pictures import FIGURE, LOGO
from catalog.pictures.converting import convert
from datasheets.carried import Image as CarriedImage
from datasheets.documents.issue import Issue
from datasheets.models import Datasheet
from tests.datasheets.documents import pdf_of, rendered
from tests.datasheets.verapdf import PDF_A_3A, PDF_UA_1, failures
from tests.demo import publish_demo

pytestmark = [pytest.mark.usefixtures("java"), pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def specification(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """FK506 as it is published, without its relations."""
    with django_db_blocker.unblock(), transaction.atomic():
        publish_demo(1)
        spec: dict[str, Any] = Listing.objects.select_related("revision").get().revision.read()
        transaction.set_rollback(True)
    return spec


@pytest.fixture(scope="module")
def fk506(specification: dict[str, Any], django_db_setup: None, django_db_blocker: Any) -> bytes:
    """Its datasheet, rendered once."""
    with django_db_blocker.unblock():
        return rendered(specification, SiteSettings.current())


@pytest.mark.parametrize("language", Datasheet.Language.values)
def test_letter_paper_is_valid_in_every_language(
    specification: dict[str, Any], language: str
) -> None:
    issue = Issue("letter", language)

    assert failures(rendered(specification, SiteSettings(), issue=issue)) == []


PICTURES = (
    "rgb.jpg", "grey.jpg", "telephone.jpg", "cmyk-adobe.jpg", "palette.png", "bilevel.png",
    "rgb16.png", "grey16.png", "grey-alpha.png", "rgb-alpha.png", "palette-transparent.png",
    "cmyk.tif", "white-is-zero16.tif", "lossy.webp", "lossless.webp", "still.gif",
)  # fmt: skip
"""Of ``tests/catalog/pictures/files``: each kind that an upload may be and a document show."""


def test_a_document_with_pictures_of_every_kind_is_valid() -> None:
    """All pictures as figures, and one as a logo."""
    folder = Path(__file__).parents[1] / "catalog" / "pictures" / "files"
    shown = [convert((folder / name).read_bytes(), FIGURE) for name in PICTURES]
    shown.append(convert((folder / "rgb-alpha.png").read_bytes(), LOGO))
    images = {
        f"stored:{number}": CarriedImage(picture.content, picture.media_type)
        for number, picture in enumerate(shown)
    }
    figures = "".join(
        f'<figure class="evidence"><img src="{address}" alt="A flag"></figure>'
        for address in images
    )
    html = (
        '<!DOCTYPE html><html lang="en"><head><title>Pictures</title></head><body>'
        f"<main><h1>Pictures</h1>{figures}</main></body></html>"
    )
    assert failures(pdf_of(html, images=images)) == []


def test_a_document_has_bookmarks(fk506: bytes) -> None:
    with pikepdf.open(io.BytesIO(fk506)) as pdf, pdf.open_outline() as outline:
        (whole,) = outline.root
        titles = [entry.title for entry in whole.children]

    assert whole.title == "FK506"
    assert titles[:2] == ["Key facts", "Stock solutions"]
    assert titles[-1] == "Documents"


def without_ua_identifier(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert b"pdfuaid:part" in packet
    pdf.Root.Metadata.write(packet.replace(b'pdfuaid:part="1"', b""))


def of_another_part_of_pdf_ua(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b'pdfuaid:part="1"', b'pdfuaid:part="9"'))


def with_a_property_that_is_not_described(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    described = b'pdfaProperty:name="documentNumber"'
    assert described in packet
    other = b'pdfaProperty:name="anotherNumber"'
    pdf.Root.Metadata.write(packet.replace(described, other))


def with_a_font_that_is_not_embedded(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def without_alternative_text(pdf: Pdf) -> None:
    del element(pdf, "/Figure").Alt


def with_a_cell_outside_a_row(pdf: Pdf) -> None:
    element(pdf, "/TR").S = Name.TD


def with_a_header_that_heads_nothing(pdf: Pdf) -> None:
    table = element(pdf, "/Table")
    for cell in elements(table):
        if cell.S == Name.TH:
            del cell.A.Scope
        elif cell.S == Name.TD:
            del cell.A


def with_a_jump_of_headings(pdf: Pdf) -> None:
    element(pdf, "/H2").S = Name.H4


def without_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_a_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def with_untagged_content(pdf: Pdf) -> None:
    contents = pdf.pages[0].Contents
    contents.write(contents.read_bytes() + b"\n0 0 m 9 9 l S\n")


def with_a_file_of_no_relationship(pdf: Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def with_a_file_of_no_media_type(pdf: Pdf) -> None:
    del pdf.Root.AF[0].EF.F.Subtype


def with_a_file_that_is_not_associated(pdf: Pdf) -> None:
    del pdf.Root.AF


def without_a_colour_profile(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def with_a_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def elements(parent: pikepdf.Object) -> list[pikepdf.Object]:
    """The structure elements below one."""
    kids: Any = parent.get("/K", [])
    below = list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]
    children = [kid for kid in below if isinstance(kid, Dictionary) and "/S" in kid]
    return [found for child in children for found in (child, *elements(child))]


def element(pdf: Pdf, tag: str) -> pikepdf.Object:
    return next(found for found in elements(pdf.Root.StructTreeRoot) if tag == found.S)


@pytest.mark.parametrize(
    ("break_it", "profile", "rule"),
    [
        (without_ua_identifier, PDF_UA_1, "5-1"),
        (of_another_part_of_pdf_ua, PDF_UA_1, "5-2"),
        (without_alternative_text, PDF_UA_1, "7.3-1"),
        (with_a_cell_outside_a_row, PDF_UA_1, "7.2-"),
        (with_a_header_that_heads_nothing, PDF_UA_1, "7.5-"),
        (with_a_jump_of_headings, PDF_UA_1, "7.4"),
        (with_untagged_content, PDF_UA_1, "7.1-"),
        (without_a_language, PDF_UA_1, "7.2-"),
        (without_tags, PDF_UA_1, "7.1-"),
        (without_tags, PDF_A_3A, "6.7"),
        (with_a_property_that_is_not_described, PDF_A_3A, "6.6.2.3"),
        (with_a_font_that_is_not_embedded, PDF_A_3A, "6.2.11.4"),
        (with_a_file_of_no_relationship, PDF_A_3A, "6.8-"),
        (with_a_file_of_no_media_type, PDF_A_3A, "6.8-"),
        (with_a_file_that_is_not_associated, PDF_A_3A, "6.8-"),
        (without_a_colour_profile, PDF_A_3A, "6.2.4.3"),
        (with_a_script, PDF_A_3A, "6.5.1"),
    ],
)
def test_each_gate_can_fail(
    fk506: bytes, break_it: Callable[[Pdf], None], profile: str, rule: str
) -> None:
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(fk506)) as pdf:
        break_it(pdf)
        pdf.save(broken, fix_metadata_version=False)

    found = failures(broken.getvalue())

    assert any(it.profile == profile and it.rule.startswith(rule) for it in found), found
