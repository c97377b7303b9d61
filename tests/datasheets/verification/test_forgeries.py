"""Forgeries: what a reader would see is not what was published, and the verdict says so.

Each leaves something intact that a check could look at alone.
"""

from collections.abc import Callable
from typing import Any

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from datasheets.documents.standing import Tone
from datasheets.verification import Origin, Verdict, verify
from tests.datasheets.documents import obtained
from tests.datasheets.pdfs import Edit, blank, edited, file, replaced, updated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("renders"), pytest.mark.any_database]

SPECIFICATION, SERIES = "specification.jsonld", "inhibition.csv"


def told(verdict: Verdict) -> str:
    return " ".join(said.text for said in (verdict.headline, *verdict.statements))


def forged(document: pikepdf.Pdf) -> pikepdf.Stream:
    """A specification that says something else."""
    content = file(document, SPECIFICATION).read_bytes()
    assert b"Caffeine" in content
    return pikepdf.Stream(document, content.replace(b"Caffeine", b"Cocaine"))


def specification(document: pikepdf.Pdf) -> pikepdf.Object:
    return next(entry for entry in document.Root.AF if str(entry.UF) == SPECIFICATION)


def other(document: pikepdf.Pdf) -> pikepdf.Object:
    """A file specification of the same name that leads to the forged one."""
    stream = document.make_indirect(forged(document))
    embedded = Dictionary(F=stream, UF=stream)
    return document.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=String(SPECIFICATION), UF=String(SPECIFICATION), EF=embedded
        )
    )


def in_name_tree(document: pikepdf.Pdf) -> None:
    """What Acrobat lists is the forged one, what programs find is not."""
    names = document.Root.Names.EmbeddedFiles.Names
    names[list(names).index(String(SPECIFICATION)) + 1] = other(document)


def in_associated_files(document: pikepdf.Pdf) -> None:
    document.Root.AF = Array(
        [other(document) if entry.UF == SPECIFICATION else entry for entry in document.Root.AF]
    )


def under_the_older_name(document: pikepdf.Pdf) -> None:
    """EF has a stream for F and one for UF; readers choose."""
    specification(document).EF.F = document.make_indirect(forged(document))


def under_the_newer_name(document: pikepdf.Pdf) -> None:
    specification(document).EF.UF = document.make_indirect(forged(document))


def for_one_system(document: pikepdf.Pdf) -> None:
    specification(document).EF.Unix = document.make_indirect(forged(document))


def with_two_names(document: pikepdf.Pdf) -> None:
    """F says one name, UF another."""
    specification(document).F = String("certificate.pdf")


def with_another_key(document: pikepdf.Pdf) -> None:
    names = document.Root.Names.EmbeddedFiles.Names
    names[list(names).index(String(SPECIFICATION))] = String("certificate.pdf")


def twice_under_one_name(document: pikepdf.Pdf) -> None:
    document.Root.Names.EmbeddedFiles.Names.extend([String(SPECIFICATION), other(document)])


def the_same_twice(document: pikepdf.Pdf) -> None:
    document.Root.AF.append(specification(document))


def deeper_in_the_tree(document: pikepdf.Pdf) -> None:
    tree = document.Root.Names.EmbeddedFiles
    kid = Dictionary(Names=Array([String("zz.csv"), other(document)]))
    tree.Kids = Array([document.make_indirect(kid)])


def as_an_annotation(document: pikepdf.Pdf) -> None:
    """A paper clip on the page."""
    clip = Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 20, 20], FS=other(document)
    )
    document.pages[0].Annots = Array([document.make_indirect(clip)])


def written_into_an_annotation(document: pikepdf.Pdf) -> None:
    """The same, with the specification inside of it, not an object of its own."""
    stream = document.make_indirect(forged(document))
    inside = Dictionary(Type=Name.Filespec, F=String("more.csv"), EF=Dictionary(F=stream))
    clip = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=inside)
    document.pages[0].Annots = Array([clip])


def of_a_page(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AF = Array([other(document)])


def without_a_specification(document: pikepdf.Pdf) -> None:
    """An embedded file to which something of a program's own leads."""
    stream = forged(document)
    stream.Type = Name.EmbeddedFile
    document.Root.PieceInfo = Dictionary(Ours=document.make_indirect(stream))


def taken_out(document: pikepdf.Pdf) -> None:
    document.Root.AF = Array([entry for entry in document.Root.AF if entry.UF != SERIES])


def packed_in_a_way_that_is_not_read(document: pikepdf.Pdf) -> None:
    packed = b"".join(b"%02x" % byte for byte in forged(document).read_bytes()) + b">"
    specification(document).EF.F.write(packed, filter=Name.ASCIIHexDecode)


@pytest.mark.parametrize(
    "forge",
    [
        in_name_tree,
        in_associated_files,
        under_the_older_name,
        under_the_newer_name,
        for_one_system,
        with_two_names,
        with_another_key,
        twice_under_one_name,
        the_same_twice,
        deeper_in_the_tree,
        as_an_annotation,
        written_into_an_annotation,
        of_a_page,
        without_a_specification,
        taken_out,
        packed_in_a_way_that_is_not_read,
    ],
)
def test_a_file_that_any_reader_would_see_counts(original: bytes, forge: Edit) -> None:
    verdict = verify(edited(original, forge, stream_decode_level=pikepdf.StreamDecodeLevel.none))

    assert verdict.origin is Origin.ALTERED
    assert verdict.data_untouched is False
    assert "Its data are not those of TDS-T-1-r1" in told(verdict)


def test_pages_that_were_changed_are_not_vouched_for_by_data_that_were_not(
    original: bytes,
) -> None:
    """The figure on the page is another, the specification inside is as published."""

    def repaint(document: pikepdf.Pdf) -> None:
        document.pages[0].contents_add(b"q 1 0 0 rg 0 0 300 300 re f Q")

    verdict = verify(edited(original, repaint))

    assert verdict.origin is Origin.ALTERED
    assert verdict.headline.text == "This is not TDS-T-1-r1, though it says so."
    assert verdict.data_untouched is True
    assert Tone.GOOD not in {said.tone for said in verdict.statements}
    assert "Its pages may show anything" in told(verdict)


@pytest.mark.parametrize(
    "number", ["TDS-T-1-r1-fr", "TDS-T-1-r1.7", "TDS-T-1-r9", "TDS-T-1-r1-de", "tds-t-1-r1"]
)
def test_an_unknown_number_or_language_is_not_taken_for_another(
    original: bytes, number: str
) -> None:
    claim = replaced("XMP", b'documentNumber="TDS-T-1-r1"', f'documentNumber="{number}"'.encode())

    verdict = verify(edited(original, claim, fix_metadata_version=False))

    assert verdict.origin is Origin.FOREIGN
    assert verdict.document_number == number
    assert "issued no such document" in told(verdict)
    assert not [link for said in verdict.statements for link in said.links]


def test_a_document_that_names_another_one_is_held_against_that(
    original: bytes, published: Callable[..., Any]
) -> None:
    obtained(published("T-2").revisions.get())
    claim = replaced("XMP", b'documentNumber="TDS-T-1-r1"', b'documentNumber="TDS-T-2-r1"')

    verdict = verify(edited(original, claim, fix_metadata_version=False))

    assert verdict.origin is Origin.ALTERED
    assert verdict.document_number == "TDS-T-2-r1"
    assert verdict.data_untouched is False
    assert "catalog number 'T-1' instead of 'T-2'" in told(verdict)


def test_a_document_with_two_numbers_is_told(original: bytes) -> None:
    other = b'aliquot:documentType="Technical datasheet" aliquot:documentNumber="TDS-T-9-r1"'
    element = b'<rdf:Description rdf:about="" xmlns:aliquot="%s" %s/></rdf:RDF>'
    namespace = b"https://aliquot.example/ns/document#"
    claim = replaced("XMP", b"</rdf:RDF>", element % (namespace, other))

    verdict = verify(edited(original, claim, fix_metadata_version=False))

    assert verdict.origin is Origin.ALTERED
    assert "document number 'TDS-T-1-r1' and 'TDS-T-9-r1' instead of 'TDS-T-1-r1'" in told(verdict)


def comment(writer: pypdf.PdfWriter) -> None:
    note = FreeText(text="0.00 % impurities", rect=(0, 0, 500, 500))
    writer.add_annotation(0, note)


def other_page(writer: pypdf.PdfWriter) -> None:
    writer.add_blank_page(200, 200)


def another_file(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("certificate.csv", b"1,2")


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (comment, "comments, form fields or other marks on the pages"),
        (other_page, "other content of the pages"),
        (another_file, "the files inside"),
    ],
)
def test_what_an_update_added_is_named(
    original: bytes, update: Callable[[pypdf.PdfWriter], None], words: str
) -> None:
    verdict = verify(updated(original, update))

    assert verdict.origin is Origin.EXTENDED
    assert verdict.headline.text.startswith(
        "This is the original of TDS-T-1-r1, with something added: "
    )
    assert words in verdict.headline.text
    assert verdict.headline.tone is Tone.BAD
    assert verdict.data_untouched is None
    assert "What is shown may differ" in told(verdict)


def page_as_signature(writer: pypdf.PdfWriter) -> None:
    """The content of the page is another, and has a member that signatures have."""
    blank_page = StreamObject()
    blank_page.set_data(b"q Q")
    blank_page[NameObject("/ByteRange")] = ArrayObject(map(NumberObject, (0, 1, 2, 3)))
    contents = writer.pages[0].raw_get("/Contents")
    assert isinstance(contents, IndirectObject)
    writer._replace_object(contents, blank_page)


def page_as_field(writer: pypdf.PdfWriter) -> None:
    """The page leads to other content, and calls itself the field of a signature."""
    page = writer.pages[0]
    page[NameObject("/FT")] = NameObject("/Sig")
    page[NameObject("/Contents")] = writer._add_object(StreamObject())


def form_in_place_of_pages(writer: pypdf.PdfWriter) -> None:
    """Acrobat shows an XFA form in place of the pages."""
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/SigFlags"): NumberObject(3), NameObject("/XFA"): TextStringObject("<xdp/>")}
    )


@pytest.mark.parametrize("update", [page_as_signature, page_as_field, form_in_place_of_pages])
def test_other_pages_are_not_passed_off_as_a_signature(
    original: bytes, update: Callable[[pypdf.PdfWriter], None]
) -> None:
    verdict = verify(updated(original, update))

    assert verdict.origin is Origin.EXTENDED
    assert verdict.headline.tone is Tone.BAD
    assert "other content of the pages" in verdict.headline.text


@pytest.mark.parametrize("rectangle", [(0, 0, 0, 0), (0, 0, 500, 500)])
def test_a_signature_is_called_one_unless_it_covers_something(
    original: bytes, rectangle: tuple[int, ...]
) -> None:
    verdict = verify(updated(original, lambda writer: sign(writer, rectangle)))

    assert verdict.origin is Origin.EXTENDED
    is_seen = any(rectangle)
    marks = ", comments, form fields or other marks on the pages" if is_seen else ""
    assert verdict.headline.text == (
        f"This is the original of TDS-T-1-r1, with something added: a digital signature{marks}."
    )
    assert verdict.headline.tone is (Tone.BAD if is_seen else Tone.NEUTRAL)
    assert is_seen or "does not check who signed" in told(verdict)


def sign(writer: pypdf.PdfWriter, rectangle: tuple[int, ...]) -> None:
    """As programs for signing do it: a field in the form of the document, with a mark on a page."""
    seal = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
            NameObject("/ByteRange"): ArrayObject(map(NumberObject, (0, 1, 2, 3))),
            NameObject("/Contents"): ByteStringObject(b"0" * 64),
        }
    )
    mark = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, rectangle)),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Signature1"),
            NameObject("/V"): writer._add_object(seal),
        }
    )
    reference = writer._add_object(mark)
    form = {
        NameObject("/Fields"): ArrayObject([reference]),
        NameObject("/SigFlags"): NumberObject(3),
    }
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", []), reference])


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        (b"\n", "changes nothing that programs for PDFs read"),
        (b"% a remark\n" * 20, "changes nothing that programs for PDFs read"),
        (b"<script>alert(1)</script>" * 100, "is no part of a PDF"),
        (b"\n" + b"0" * (4 * 2**20), "is no part of a PDF"),
    ],
)
def test_bytes_behind_an_original_are_told(original: bytes, tail: bytes, words: str) -> None:
    verdict = verify(original + tail)

    assert verdict.origin is Origin.EXTENDED
    assert f"{len(tail):,} bytes after it" in told(verdict)
    assert words in told(verdict)


@pytest.mark.parametrize(
    "head", [b"#!/bin/sh\nexit 0\n", b"PK\x03\x04" + b"0" * 2000, b"%PDF-1.4\n"]
)
def test_bytes_before_an_original_are_told(original: bytes, head: bytes) -> None:
    """A file that is a PDF for one program, and something else for another."""
    for tail in (b"", b"\nmore"):
        verdict = verify(head + original + tail)

        assert verdict.origin is Origin.EXTENDED
        assert verdict.headline.tone is Tone.BAD
        assert f"{len(head):,} bytes before it" in told(verdict)


def test_an_original_inside_another_pdf_is_no_excuse_for_it(original: bytes) -> None:
    """The whole is another document, whatever it carries."""

    def carry(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, original)
        document.attachments["sheet.pdf"] = pikepdf.AttachedFileSpec(document, original)
        document.Root.Ours = document.make_indirect(stream)

    verdict = verify(edited(blank(), carry, compress_streams=False))

    assert verdict.origin in (Origin.EXTENDED, Origin.FOREIGN)
    assert verdict.headline.tone is Tone.BAD
