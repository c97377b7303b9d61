"""What WeasyPrint's tags leave to be said, for readers that follow the structure and not the eye.

- Elements without a meaning (``NonStruct``, ``Div``, ``Span``) give way to what is in them, unless
  they say that their text is in another language.
- Captions belong to their figures, whose boxes are given on the page and not in CSS pixels from
  its upper left corner.
- A row of facts is one list item: its term the label, its values the body.
- Header cells say what they head, have identifiers that occur once, and are found by them.
- A section that goes on after a page break is one section.
- Headers and footers of pages are artifacts: content that no element holds.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pikepdf import Pdf

from datasheets.finishing.structure import Kid, Mark, Node, language_of, read, write

POINTS_PER_PIXEL = 0.75
MEANINGLESS = frozenset({"NonStruct", "Div", "Span", "Part"})
GROUPING = frozenset({"Document", "Sect"})
"""They hold blocks; text that lies in them directly becomes a paragraph."""
CAPTIONED = frozenset({"Figure", "Table"})
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


def retag(pdf: Pdf) -> list[set[int]]:
    """Mend the structure tree; the marked content that is in it, by page."""
    document = read(pdf)
    heights = [float(page.mediabox[3]) for page in pdf.pages]
    for figure in document.descendants():
        if figure.box is not None and figure.page is not None:
            figure.box = _on_page(figure.box, heights[figure.page])
    document.kids = list(_paragraphs(_joined(document.kids, language_of(pdf))))
    _name_headers(document)
    return write(pdf, document)


def _on_page(box: tuple[float, ...], height: float) -> tuple[float, ...]:
    left, top, right, bottom = (POINTS_PER_PIXEL * end for end in box)
    return tuple(round(end, 2) for end in (left, height - bottom, right, height - top))


def _joined(pages: Iterable[Kid], language: str) -> list[Kid]:
    """The document's content, with sections that a page break divided in one piece."""
    joined: list[Kid] = []
    for page in pages:
        kids = _simplified(page, language)
        last, first = joined[-1:], kids[:1]
        if _is_section(last) and _is_section(first) and not _starts_with_heading(first[0]):
            last[0].kids += kids.pop(0).kids  # type: ignore[union-attr]
        joined += kids
    return joined


def _is_section(kids: list[Kid]) -> bool:
    return bool(kids) and isinstance(kids[0], Node) and kids[0].tag == "Sect"


def _starts_with_heading(section: Kid) -> bool:
    assert isinstance(section, Node)
    first = section.kids[0] if section.kids else None
    return isinstance(first, Node) and first.tag in HEADINGS


def _simplified(kid: Kid, language: str) -> list[Kid]:
    """What a kid becomes in text of a language: itself, mended, or what was in it."""
    if not isinstance(kid, Node):
        return [kid]
    if kid.tag == "L":
        _mend_list(kid)
    own = kid.language or language
    inner = language if kid.tag in MEANINGLESS else own
    simplified = [grandchild for child in kid.kids for grandchild in _simplified(child, inner)]
    simplified = list(_spans_together(simplified))
    kid.kids = simplified if kid.tag in CAPTIONED else list(_captioned(simplified))
    if kid.tag in MEANINGLESS:
        return kid.kids if own == language else [_in_language(own, part) for part in kid.kids]
    if kid.tag in GROUPING:
        kid.kids = list(_paragraphs(kid.kids))
    return [kid]


def _mend_list(node: Node) -> None:
    """Rows of facts, laid out as a table, come as a list in a list, each part its own item."""
    while len(node.kids) == 1 and node.children and node.children[0].tag == "L":
        node.kids = node.children[0].kids
    for row in node.children:
        if row.tag == "Div":
            parts = [part for item in row.children for part in item.children if part.kids]
            for label in parts[:-1]:
                label.tag = "Lbl"
            row.tag, row.kids = "LI", [*parts]


def _in_language(language: str, kid: Kid) -> Kid:
    """Text as an element that says its language; links and what has an element say theirs."""
    return Node("Span", [kid], language=language) if isinstance(kid, Mark) else kid


def _spans_together(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Neighbours in one foreign language are one: IC and its index 50 are one word."""
    for language, group in groupby(kids, _language_of_span):
        together = list(group)
        if language:
            inside = [kid for span in together if isinstance(span, Node) for kid in span.kids]
            yield Node("Span", inside, language=language)
        else:
            yield from together


def _language_of_span(kid: Kid) -> str | None:
    return kid.language if isinstance(kid, Node) and kid.tag == "Span" else None


def _captioned(kids: Iterable[Kid]) -> Iterator[Kid]:
    """A caption goes into the figure before it; one whose figure is elsewhere is plain text."""
    before: Kid | None = None
    for kid in kids:
        if not (isinstance(kid, Node) and kid.tag == "Caption"):
            yield kid
            before = kid
        elif isinstance(before, Node) and before.tag == "Figure":
            before.kids.append(kid)
        else:
            yield from kid.kids


def _paragraphs(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Text that lies among blocks, in paragraphs."""
    for loose, together in groupby(kids, _is_inline):
        if loose:
            yield Node("P", list(together))
        else:
            yield from together


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.tag in ("Link", "Span")


def _name_headers(document: Node) -> None:
    """A header cell heads its column in the table's head, its row elsewhere.

    Identifiers are WeasyPrint's within one table; a head that is repeated on the next page has
    them twice, so they are given again.
    """
    number = 0
    for table in document.descendants():
        if table.tag != "Table":
            continue
        in_head = {
            id(cell)
            for part in table.descendants()
            if part.tag == "THead"
            for cell in part.descendants()
        }
        renamed: dict[str, str] = {}
        cells = [cell for cell in table.descendants() if cell.tag in ("TH", "TD")]
        for cell in cells:
            if cell.tag == "TH":
                number += 1
                name = f"{number:03}"
                if cell.identifier:
                    renamed[cell.identifier] = name
                cell.identifier = name
                cell.scope = "Column" if id(cell) in in_head else "Row"
        for cell in cells:
            cell.headers = tuple(renamed[header] for header in cell.headers)
