"""The same datasheet in Typst, which is compiled, with the same fonts: how fast could it be?

It has the facts, tables, sections, references and drawings of ours, tagged, as PDF/A-3a. Its own
data are not inside, and it is not PDF/UA-1 at once, which Typst does not write together.
"""

from collections.abc import Iterator
from html import unescape
from typing import Any

import typst
from django.conf import settings
from django.utils.html import strip_tags

from catalog.presentation import present
from catalog.presentation.parts import Fact, Table
from catalog.specification.declaration import Specification

SETUP = """
#set page(paper: "a4", margin: (x: 18mm, top: 28mm, bottom: 23mm), numbering: "1 of 1")
#set text(font: "Inter", size: 8.5pt, lang: "en")
#set document(title: {title})
#set table(stroke: (x: none, y: 0.4pt + rgb("#ccc")), inset: (x: 0mm, y: 1mm))
#show heading: set text(size: 11pt, weight: 600)
"""


def source(spec: Specification) -> str:
    """The document as Typst markup; every text is a string literal, so that none of it is code."""
    product = present(spec)
    parts = [SETUP.format(title=_string(f"{product.title} · Technical datasheet"))]
    parts.append(f"= #text(size: 20pt, {_string(product.title)})\n#{_string(product.subtitle)}")
    if product.structure:
        parts.append(_drawing(product.structure, "Structure", "58mm"))
    parts += [*_facts("Key facts", product.key_facts)]
    if product.stock_solutions:
        parts += _table("Stock solutions", product.stock_solutions.table)
    parts += _table("Packs", product.packs)
    parts += _sections(product.leading_sections)
    parts += _table("Activity", product.activities)
    for figure in product.figures:
        parts.append(_drawing(figure.chart, str(figure.title), "88mm"))
        parts += _table("Data", figure.data)
    parts += _table("Quality control", product.quality_tests)
    parts += _sections(product.further_sections)
    parts += _facts("Identifiers", product.identity)
    for entry in product.reference_lists:
        parts.append(f"== #{_string(entry.title)}")
        parts += [f"+ #{_string(reference.html)}" for reference in entry.references]
    return "\n\n".join(parts)


def compiled(markup: str) -> bytes:
    fonts: Any = [str(settings.BASE_DIR / "static" / "fonts")]
    return typst.compile(
        markup.encode(),
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-3a"],
    )


def _string(html: object) -> str:
    text = unescape(strip_tags(str(html))).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _drawing(svg: object, alternative: str, width: str) -> str:
    black = str(svg).replace("currentColor", "#111")
    literal = '"' + black.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"#image(bytes({literal}), width: {width}, alt: {_string(alternative)})"


def _facts(title: str, facts: tuple[Fact, ...]) -> Iterator[str]:
    if facts:
        cells = []
        for fact in facts:
            lines = [line.html for line in fact.lines]
            lines += [source.text for source in fact.sources]
            cells.append(f"[#{_string(fact.label)}], [{' '.join('#' + _string(x) for x in lines)}]")
        yield f"== {title}\n#table(columns: (38mm, 1fr), {', '.join(cells)})"


def _table(title: str, table: Table | None) -> Iterator[str]:
    if table:
        head = ", ".join(f"[#{_string(column.label)}]" for column in table.columns)
        cells = ", ".join(f"[#{_string(line.html)}]" for row in table.rows for line in row)
        yield f"== {title}\n#table(columns: {len(table.columns)}, table.header({head}), {cells})"


def _sections(sections: Any) -> Iterator[str]:
    for section in sections:
        yield f"== #{_string(section.title)}\n#{_string(section.html)}"
