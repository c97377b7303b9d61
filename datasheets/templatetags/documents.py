"""What only a document on paper needs of its template."""

import re

from django import template
from django.utils.html import strip_tags

from catalog.presentation.parts import Table

register = template.Library()

FEW, MANY = 6, 46
"""Letters: a column has room for so many at least, and beyond so many its text is wrapped."""


@register.filter
def column_widths(table: Table) -> list[int]:
    """The share of each column in percent, by what stands in it.

    The engine would find widths by laying out every cell twice or thrice.
    """
    shares = [_share(table, place) for place in range(len(table.columns))]
    return [round(100 * share / sum(shares)) for share in shares]


def _share(table: Table, place: int) -> float:
    """Between the longest word, which is not broken, and the longest text."""
    texts = [table.columns[place].label, *(row[place].html for row in table.rows)]
    plain = [strip_tags(text.replace("<br>", "\n")).replace("&nbsp;", "\u00a0") for text in texts]
    longest_line = max(len(line) for text in plain for line in text.splitlines() or [""])
    longest_word = max(len(word) for text in plain for word in re.split(r"[ \n]", text))
    return max(FEW, longest_word + 1, min(longest_line, MANY))
