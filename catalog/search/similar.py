"""What is called like an identifier that no product carries."""

from catalog.keys import match_key
from catalog.models import Listing
from catalog.search import identifiers
from catalog.search.hits import search
from catalog.search.question import Question
from catalog.search.words import LONGEST_TEXT

SUGGESTED = 5
"""Products shown where there is none of the name."""


def alike(text: str) -> list[Listing]:
    """What a search finds, or else what has an identifier that begins so."""
    if not match_key(text):
        return []
    question = Question(text=text[:LONGEST_TEXT], per_page=SUGGESTED)
    return [*search(question).listings] or identifiers.similar(text)
