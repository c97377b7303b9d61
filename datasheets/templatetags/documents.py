"""What only a document on paper needs of its template."""

import re
from itertools import accumulate, pairwise
from typing import NamedTuple

from django import template
from django.utils.html import strip_tags

from catalog.presentation.parts import Table

register = template.Library()

FEW, MANY = 6, 46
"""Letters: a column has room for so many at least, and beyond so many its text is wrapped."""
GAP = 3
"""Letters between two columns."""
LINE = 95
"""Letters of the narrowest paper between its margins."""


class Room(NamedTuple):
    """Letters of a column."""

    needed: int
    """For its longest word, which is not broken."""
    wanted: int
    """For its longest text, if that is not too long."""


@register.filter
def column_widths(table: Table) -> list[int]:
    """The share of each column in percent, a hundred in all, by what stands in it.

    The engine would find widths by laying out every cell twice or thrice.
    """
    letters = _letters([_room(table, place) for place in range(len(table.columns))])
    ends = [round(100 * end / sum(letters)) for end in accumulate(letters)]
    return [end - begin for begin, end in pairwise([0, *ends])]


def _letters(rooms: list[Room]) -> list[float]:
    """Every column gets what it needs; what is left of the line goes to those that want more."""
    left = LINE - sum(room.needed for room in rooms)
    more = sum(room.wanted - room.needed for room in rooms)
    part = min(max(left, 0) / more, 1) if more else 0
    return [room.needed + part * (room.wanted - room.needed) for room in rooms]


def _room(table: Table, place: int) -> Room:
    texts = [table.columns[place].label, *(row[place].html for row in table.rows)]
    plain = [strip_tags(text.replace("<br>", "\n")).replace("&nbsp;", "\u00a0") for text in texts]
    longest_line = max(len(line) for text in plain for line in text.splitlines() or [""])
    longest_word = max(len(word) for text in plain for word in re.split(r"[ \n]", text))
    needed = max(FEW, longest_word)
    return Room(needed + GAP, max(needed, min(longest_line, MANY)) + GAP)
