"""Tags, boxes and bytes of a finished document."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from datasheets.finishing.content import text_groups, tidied, without_text_groups
from datasheets.finishing.fonts import TABLES
from tests.datasheets.documents import pdf_of

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
HEAD = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title>'
    "</head><body>"
    '<header class="running-header"><p>Supplier</p></header><main>'
)
ROWS = "".join(f'<tr><th scope="row">{n}</th><td>{n * n}</td></tr>' for n in range(90))
TABLE = (
    '<table><thead><tr><th scope="col">n</th><th scope="col">n²</th></tr></thead>'
    f"<tbody>{ROWS}</tbody></table>"
)
DRAWING = (
    '<svg viewBox="0 0 100 50" style="width: 100pt; height: 50pt"><title>A line</title>'
    '<path d="M0 0 L9 9" stroke="black"/>'
    '<text x="50" y="20" text-anchor="middle" font-family="Inter">mid</text></svg>'
)


def finished(body: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf_of(HEAD + body)))


def below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from below(kid)


def outline(element: Any) -> list[Any]:
    """Types of elements, nested."""
    kids = element.get("/K", [])
    inside = [
        outline(kid)
        for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    return [str(element.S)[1:], *inside]


def document(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K


def test_a_caption_is_in_its_figure_and_the_box_on_its_page() -> None:
    pdf = finished(f"<figure>{DRAWING}<figcaption><p>Figure 1</p></figcaption></figure>")

    figure = next(found for found in below(document(pdf)) if found.S == "/Figure")

    assert outline(figure) == ["Figure", ["Caption", ["P"]]]
    left, bottom, right, top = (float(end) for end in figure.A.BBox)
    millimetre = 72 / 25.4
    assert (round(left / millimetre), round((841.89 - top) / millimetre)) == (18, 28)
    assert (round(right - left), round(top - bottom)) == (100, 50)


def test_a_row_of_facts_is_a_list_item_with_its_label() -> None:
    pdf = finished(
        '<dl class="facts"><div><dt>CAS number</dt><dd><p>58-08-2</p></dd></div>'
        "<div><dt>Formula</dt><dd><p>C8H10N4O2</p></dd></div></dl>"
    )
    item = ["LI", ["Lbl"], ["LBody", ["P"]]]
    assert outline(document(pdf)) == ["Document", ["L", item, item]]


def test_headers_have_scopes_and_identifiers_that_occur_once() -> None:
    pdf = finished(f"<h1>Squares</h1>{TABLE}")
    assert len(pdf.pages) > 1, "the head is repeated"
    headers = [cell for cell in below(document(pdf)) if cell.S == "/TH"]
    cells = [cell for cell in below(document(pdf)) if cell.S == "/TD"]

    scopes = [str(header.A.Scope) for header in headers]
    assert scopes.count("/Row") == len(cells) == 90
    assert scopes.count("/Column") == 2 * len(pdf.pages)
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    tree = {str(name): entry.objgen for name, entry in zip(names[::2], names[1::2], strict=True)}
    assert tree == {str(header.ID): header.objgen for header in headers}
    assert list(tree) == sorted(tree)
    assert all(str(name) in tree for cell in cells for name in cell.A.Headers)


def test_a_section_that_a_page_break_divides_is_one() -> None:
    pdf = finished(f"<section><h2>Long</h2>{'<p>Text.</p>' * 150}</section>")
    assert len(pdf.pages) > 1
    assert outline(document(pdf))[1][:2] == ["Sect", ["H2"]]
    assert len(outline(document(pdf))) == 2


def test_what_is_on_every_page_is_no_content() -> None:
    pdf = finished("<p>Text.</p>")
    assert outline(document(pdf)) == ["Document", ["P"]]
    content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/MCID") == 1
    assert content.count(b"/Artifact") > 1


def test_every_mark_of_a_page_leads_to_its_element() -> None:
    pdf = finished(f"<h1>Squares</h1><p>Text <b>and</b> <a href='/x'>link</a>.</p>{TABLE}")
    numbers: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in pdf.pages:
        entry: Any = owners[int(page.StructParents)]
        for mark, owner in enumerate(entry):
            if owner is not None:
                kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
                assert mark in list(kids)
    link = pdf.pages[0].Annots[0]
    assert owners[int(link.StructParent)].S == "/Link"


def test_fonts_carry_what_a_pdf_needs() -> None:
    pdf = finished("<p>Text, <b>bold</b>.</p>")
    for font in pdf.pages[0].Resources.Font.values():
        program = font.DescendantFonts[0].FontDescriptor.FontFile2
        assert int(program.Length1) == len(program.read_bytes())
        tables = TTFont(io.BytesIO(program.read_bytes())).reader.keys()
        assert {tag.encode() for tag in tables} <= TABLES


def test_content_is_shortened_without_a_change() -> None:
    scale, font = b"0.75 0 0 0.75 0 0 cm\n", b"/F 11.333008 Tf\n"
    before = scale + b"1 0 0 -1 68.031496 118.165997 Tm\n" + font + b"[<0061>0<0062>-9<0063>0] TJ"
    after = scale + b"1 0 0 -1 68.0 118.1 Tm\n" + font + b"[(\0a\0b)-9(\0c)] TJ"
    assert tidied(before, {0}) == after


def edge(left: float, right: float, *, colour: float = 0.8, mitre: float = 0) -> bytes:
    """The lower border of a box, as it comes: the ring around the box, clipped to that side."""
    box = f"{left} 10 {right - left} 20 re\n{left} 10 {right - left} 20.53 re\n"
    clip = f"{right} 30.53 m\n{left} 30.53 l\n{left + mitre} 30 l\n{right} 30 l\nW*\nn\n"
    paint = f"/a1.0 gs\n{colour} {colour} {colour} rg\n{box}f*\n"
    return f"/Artifact\nBMC\nq\n{clip}{paint}Q\nEMC\n".encode()


def test_borders_side_by_side_are_one_rectangle() -> None:
    lines = tidied(edge(68, 200) + edge(200, 400) + edge(500, 600), set())

    assert lines.decode().split("\n")[4:9] == [
        "0.8 0.8 0.8 rg", "68.0 30.0 332.0 0.53 re", "500.0 30.0 100.0 0.53 re", "f", "Q",
    ]  # fmt: skip
    assert lines.count(b"BMC") == lines.count(b"EMC") == 1


def test_borders_of_other_colours_stay_apart() -> None:
    assert tidied(edge(68, 200) + edge(200, 400, colour=0.6), set()).count(b" re\n") == 2


def test_the_corner_of_two_borders_stays_as_it_is() -> None:
    assert b"W*" in tidied(edge(68, 200, mitre=0.5), set())


def test_glyphs_are_bytes() -> None:
    written = tidied(b"[<0028005c0029000d>-9<0041>] TJ", {0})
    assert written == b"[(\0\\(\0\\\\\0\\)\0\\r)-9(\0A)] TJ"


def test_text_of_drawings_is_drawn_on_the_page_itself() -> None:
    pdf = finished(DRAWING)
    assert "/XObject" not in pdf.pages[0].Resources or not pdf.pages[0].Resources.XObject
    assert b" Do" not in pdf.pages[0].Contents.read_bytes()


def test_a_group_that_is_more_than_text_stays() -> None:
    pdf = pikepdf.new()
    form = pikepdf.Stream(pdf, b"q\n0 0 m\nS\nBT\nET\nQ")
    form.Subtype = pikepdf.Name.Form
    form.Resources = pikepdf.Dictionary()
    resources = pikepdf.Dictionary(XObject={"/x0": form}, ExtGState={})
    assert text_groups(resources) == {}
    drawn = b"q\n1 0 0 1 5 0 cm\n/x0 Do\nQ\n"
    assert without_text_groups(drawn, {}) == drawn


def languages(element: Any) -> list[tuple[str, str]]:
    """Elements that say a language of their own."""
    return [(str(e.S)[1:], str(e.Lang)) for e in below(element) if "/Lang" in e]


def test_text_in_another_language_says_so() -> None:
    """PDF/UA-1, 7.2: a screen reader changes its voice."""
    pdf = finished(
        '<h1 lang="de">Koffein</h1><p>Known as <b lang="de">Thein, IC<sub>50</sub></b> too.</p>'
        '<div lang="de"><p>Aus <a href="/x">Kaffee</a>.</p></div><ul><li lang="de">Tee</li></ul>'
        '<p>In a link: <a href="/x"><span lang="de">Kaffee</span></a>.</p>'
        '<p><span lang="en">English as all of it</span></p>'
    )
    assert languages(document(pdf)) == [
        ("H1", "de"), ("Span", "de"), ("P", "de"), ("LI", "de"), ("Span", "de")
    ]  # fmt: skip
    assert outline(document(pdf))[-2:] == [["P", ["Link", ["Span"]]], ["P"]]


def test_a_document_in_one_language_says_it_once() -> None:
    pdf = finished(f"<h1>Squares</h1>{TABLE}")
    assert str(pdf.Root.Lang) == "en"
    assert languages(document(pdf)) == []


def narrow(markup: str, width: str, language: str = "en") -> str:
    """The text of a page with a narrative so narrow that words are divided."""
    html = HEAD.replace('lang="en"', f'lang="{language}"')
    html += f'<section class="narrative" style="width: {width}">{markup}</section>'
    (page,) = pypdf.PdfReader(io.BytesIO(pdf_of(html))).pages
    return page.extract_text()


def test_a_divided_word_is_still_one_word() -> None:
    """ISO 32000-1, 14.8.2.2.3: the hyphen at the end of a line is a soft one, others are not."""
    text = narrow("<p>Phosphorothioate oligonucleotides, well-known, are potent.</p>", "20mm")
    assert text.count(f"{SOFT_HYPHEN}\n") == 2
    joined = text.replace(f"{SOFT_HYPHEN}\n", "").replace("\n", " ")
    assert "Phosphorothioate oligonucleotides, well-known, are potent." in joined


@pytest.mark.parametrize(("language", "line"), [("en", "Proteink"), ("de", "Proteinki")])
def test_words_are_divided_as_in_their_language(language: str, line: str) -> None:
    lines = narrow("<p>Proteinkinase</p>", "17mm", language).splitlines()
    assert lines[0] == f"{line}{SOFT_HYPHEN}"


@pytest.mark.parametrize("markup", ["<h2>{}</h2>", "<p><code>{}</code></p>"])
def test_headings_and_codes_are_not_divided(markup: str) -> None:
    assert SOFT_HYPHEN not in narrow(markup.format("Oligonucleotides Phosphorothioate"), "20mm")


SCRIPT = """
import hashlib, sys
from datetime import UTC, datetime
from datasheets.carried import DocumentProperties, EmbeddedFile, Job, OwnData
from datasheets.rendering import render
own = OwnData(
    DocumentProperties("TDS", "TDS-T-1-r1", "T-1", 1, "https://shop.example/", "0" * 64),
    (EmbeddedFile("a.csv", b"1,2", "text/csv", "Data", "A", datetime(2026, 3, 1, tzinfo=UTC)),),
)
pdf = render(Job(sys.stdin.read(), "https://example.org/", own=own))
print(hashlib.sha256(pdf).hexdigest())
"""


@pytest.mark.parametrize("body", [f"<h1>Caffeine</h1><figure>{DRAWING}</figure>{TABLE}"])
def test_two_processes_make_the_same_bytes(body: str) -> None:
    hashes = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], input=HEAD + body, capture_output=True, text=True,
            check=True, env=environment, cwd=settings.BASE_DIR,
        )  # fmt: skip
        hashes.add(done.stdout.strip())
    assert len(hashes) == 1
    assert hashes != {hashlib.sha256(b"").hexdigest()}
