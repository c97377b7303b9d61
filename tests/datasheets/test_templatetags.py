"""Widths of columns on paper."""

import pytest
from django.utils.safestring import mark_safe

from catalog.presentation.parts import Column, Line, Table
from datasheets.templatetags.documents import LINE, column_widths


def table(*rows: tuple[str, ...]) -> Table:
    head, *others = rows
    lines = tuple(tuple(Line(mark_safe(text)) for text in row) for row in others)
    return Table(tuple(Column(mark_safe(text)) for text in head), lines)


@pytest.mark.parametrize(
    "shown",
    [
        table(("SKU", "Size", "Availability"), ("T-1-OLD", "1 mL (10 mM in DMSO)", "Discontinued")),
        table(("A", "B", "C"), ("1", "2", "3")),
        table(("Only",), ("one",)),
        table(tuple("abcdefg"), ("x" * 50,) * 7),
    ],
)
def test_columns_fill_the_line_and_no_more(shown: Table) -> None:
    assert sum(column_widths(shown)) == 100


def test_a_long_text_leaves_the_words_of_others_whole() -> None:
    """The lethal doses of DMSO: "intravenous" ran into the title of the reference."""
    rows = [
        ("Species", "Value", "Conditions", "Reference"),
        (
            "Mouse (Swiss)",
            "LD50 3.1 g/kg (95 % confidence limits)",
            "intravenous",
            "Effects of " * 9,
        ),
        ("Rat (Sprague-Dawley)", "LD50 14.5 g/kg (95 % confidence limits)", "oral", "Effects " * 9),
    ]
    widths = column_widths(table(*rows))

    for place, width in enumerate(widths):
        longest = max(len(word) for row in rows for word in row[place].split())
        assert width * LINE / 100 > longest + 2
