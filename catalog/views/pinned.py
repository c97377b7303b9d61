"""Further pages of a search show the moment of its first one, as long as that can be had."""

from datetime import datetime

from django.http import QueryDict

from catalog.actions.settle import FutureError, UnsettledError, latest_settled, settle
from catalog.moments import read_moment
from catalog.search.as_of import BehindError, is_kept
from catalog.search.hits import Hits, search
from catalog.search.question import Question


def pinned(parameters: QueryDict) -> datetime | None:
    """The moment that an address asks for. After some minutes it shows the present again."""
    try:
        moment = settle(read_moment(parameters.get("as_of", "")))
    except (ValueError, FutureError, UnsettledError):
        return None
    return moment if is_kept(moment) else None


def search_as_of(parameters: QueryDict, asked: Question) -> Hits:
    moment = pinned(parameters)
    try:
        return search(asked.as_of(moment), settled=moment or latest_settled())
    except BehindError:
        return search(asked, settled=latest_settled())
