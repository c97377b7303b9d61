"""A comparison as CSV (RFC 4180): one row a fact, one column a product."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.conf import settings

from catalog.presentation.comparison.meaning import words
from catalog.presentation.comparison.parts import SECTIONS, Cell, Comparison
from catalog.presentation.typography import MINUS

HEADINGS = ("fact", "section", "label", "comparison")
FORMULA_SIGNS = tuple("=+-@\t\r＝＋－＠")


def csv_text(comparison: Comparison, messages: Iterable[str] = ()) -> str:
    """With the names, and the revisions that are compared, on top; with what was left out below.

    It begins with the mark by which spreadsheets know UTF-8.
    """
    written = io.StringIO()
    written.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    rows = csv.writer(written)
    for row in _rows(comparison, messages):
        rows.writerow(map(safe, row))
    return written.getvalue()


def safe(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula.

    A number below zero has the true minus, as everywhere in the catalog; anything else that
    begins like a formula is marked as text with an apostrophe.
    """
    if text[:1] == "-" and text[1:2].isdigit():
        return MINUS + text[1:]
    return f"'{text}" if text.lstrip().startswith(FORMULA_SIGNS) else text


def _rows(comparison: Comparison, messages: Iterable[str]) -> Iterator[list[str]]:
    products = comparison.products
    yield [*HEADINGS, *(product.catalog_number for product in products)]
    if products:
        yield ["name", "", "Name", "", *(words(product.name) for product in products)]
        revisions = (settings.SITE_URL + product.revision for product in products)
        yield ["revision", "", "Revision compared", "", *revisions]
    for row in comparison.rows:
        result = row.result if len(products) > 1 else ""
        place = [row.name, SECTIONS[row.section], words(row.label), result]
        yield [*place, *map(_text, row.cells)]
    for message in messages:
        yield ["message", "", message, ""]


def _text(cell: Cell) -> str:
    return "; ".join(map(words, cell.lines))
