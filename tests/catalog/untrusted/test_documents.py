"""What is read out of a PDF: files wherever they are named, within one budget."""

import zlib

import pytest

from catalog.untrusted import RefusedError
from catalog.untrusted.budget import MAX_UNPACKED
from catalog.untrusted.documents import inspect, read_claims
from catalog.untrusted.jobs import Claims, Inspect, Place, ReadClaims
from tests.catalog.untrusted.attacks import PAGE, deflated, encrypted, pdf, stream

SPECIFICATION = b"<< /Type /Filespec /F (%b) /UF (%b) /EF << /F %d 0 R >> >>"


def claims(content: bytes) -> Claims:
    return read_claims(ReadClaims(content, "https://aliquot.example/ns/document#"))


def carrying(*sizes: int) -> bytes:
    """Files of so many bytes, all associated."""
    objects: dict[int, bytes] = {}
    for place, size in enumerate(sizes):
        name = b"%d.csv" % place
        objects[10 + place] = SPECIFICATION % (name, name, 50 + place)
        objects[50 + place] = deflated(b"0" * size)
    references = b" ".join(b"%d 0 R" % (10 + place) for place in range(len(sizes)))
    return pdf(b"/AF [%b]" % references, objects)


def test_the_budget_is_for_all_files_together() -> None:
    half = MAX_UNPACKED // 2
    assert len(claims(carrying(half, half)).files) == 2
    with pytest.raises(RefusedError, match="unpacks to more"):
        claims(carrying(half, half, 1))


def test_a_file_that_nothing_leads_to_is_found() -> None:
    """Some readers list whatever is in the table of objects."""
    hidden = pdf(more={10: SPECIFICATION % (b"a.csv", b"b.csv", 11), 11: stream(b"1,2")})
    embedded = pdf(more={11: stream(b"1,2", b"/Type /EmbeddedFile")})

    assert [(f.place, f.name) for f in claims(hidden).files] == [
        (Place.ELSEWHERE.value, "a.csv"),
        (Place.ELSEWHERE.value, "b.csv"),
    ]
    assert [(f.place, f.name) for f in claims(embedded).files] == [(Place.ELSEWHERE.value, "")]


def test_an_array_of_one_filter_is_read() -> None:
    """As some programs write it when they save our document again."""
    packed = stream(zlib.compress(b"0" * 9), b"/Filter [/FlateDecode]")
    rewritten = pdf(b"/AF [10 0 R]", {10: SPECIFICATION % (b"0.csv", b"0.csv", 50), 50: packed})

    assert claims(rewritten).files == claims(carrying(9)).files


PAGES = b" ".join(b"%d 0 R" % number for number in range(10, 2011))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"text", "is not a PDF"),
        (b"%PDF-1.4<script>", "no page of it can be read"),
        (encrypted("secret"), "asks for a password"),
        (pdf(more={2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), "no page of it can be read"),
        (
            pdf(
                more={2: b"<< /Type /Pages /Kids [%b] /Count 2001 >>" % PAGES}
                | dict.fromkeys(range(10, 2011), PAGE)
            ),
            "has 2,001 pages, and at most 2,000 are accepted",
        ),
    ],
)
def test_an_attachment_has_pages_that_can_be_opened(content: bytes, words: str) -> None:
    with pytest.raises(RefusedError, match=rf"^'sds\.pdf' .*{words}"):
        inspect(Inspect(content, "sds.pdf"))
