"""Further pages of a search show the moment of its first one, as long as that can be had."""

from datetime import datetime

from catalog.search.as_of import MOMENT_ERRORS, settled


def pinned(moment: datetime | None) -> datetime | None:
    """The moment that an address asks for. After some minutes it shows the present again."""
    try:
        return None if moment is None else settled(moment)
    except MOMENT_ERRORS:
        return None
