"""``as_of``: the moment that a request is answered for, which is settled before it is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.request import Request

from catalog.actions.settle import SOON, FutureError, UnsettledError, latest_settled, settle
from catalog.api.problems import Problem, bad_parameter
from catalog.moments import read_moment
from catalog.search.as_of import BehindError, ForgottenError
from catalog.search.log import KEPT

AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATETIME,
    description="Show what the public saw at this past moment; that never changes. 503 with "
    "'Retry-After' while it cannot be said for good.",
)
PAGES_AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATETIME,
    description="The moment of the first page, as 'next' has it. It can be had for ten minutes.",
)


def as_of(request: Request) -> datetime | None:
    """The past moment asked for, settled, or None for now. The future is not shown."""
    text = request.query_params.get("as_of")
    if (moment := read_as_of(text)) is None:
        return None
    with refusing_moments(text):
        return settle(moment)


def pinned(request: Request) -> datetime:
    """The moment that all pages of a list show: the one asked for, or the present."""
    return as_of(request) or latest_settled()


def read_as_of(text: str | None) -> datetime | None:
    """The moment that is written, or None for none. Raises Problem."""
    if text is None:
        return None
    try:
        return read_moment(text)
    except ValueError as error:
        remedy = "write an ISO 8601 time, such as 2026-03-31T12:00:00Z."
        raise bad_parameter("as_of", text, remedy) from error


@contextmanager
def refusing_moments(text: str | None) -> Iterator[None]:
    """Raises Problem where there is no answer for the moment that is written."""
    text = text or ""
    try:
        yield
    except FutureError as error:
        remedy = "this is in the future; choose a moment that is past."
        raise bad_parameter("as_of", text, remedy) from error
    except ForgottenError as error:
        minutes = KEPT // timedelta(minutes=1)
        remedy = (
            f"the pages of a search are kept for {minutes} minutes; leave it out to search again."
        )
        raise bad_parameter("as_of", text, remedy) from error
    except UnsettledError as error:
        raise Problem(
            status.HTTP_503_SERVICE_UNAVAILABLE,
            "Not settled yet",
            f"as_of={text}: what the public saw then cannot be said for good just now, as something"
            " is being published. Ask again in a few seconds, or for an earlier moment.",
            parameter="as_of",
            value=text,
            retry_after=SOON,
        ) from error
    except BehindError as error:
        raise Problem(
            status.HTTP_503_SERVICE_UNAVAILABLE,
            "Not available just now",
            str(error),
            retry_after=SOON,
        ) from error
