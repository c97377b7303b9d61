"""``as_of``: the moment that a request is answered for, which is settled before it is looked at."""

from datetime import datetime

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.request import Request

from catalog.actions.settle import SOON, FutureError, UnsettledError, latest_settled, settle
from catalog.api.moments import read_moment
from catalog.api.problems import Problem, bad_parameter

AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATETIME,
    description="Show what the public saw at this past moment; that never changes. 503 with "
    "'Retry-After' while it cannot be said for good.",
)


def as_of(request: Request) -> datetime | None:
    """The past moment asked for, settled, or None for now. The future is not shown."""
    text = request.query_params.get("as_of")
    if text is None:
        return None
    try:
        moment = read_moment(text)
    except ValueError as error:
        remedy = "write an ISO 8601 time, such as 2026-03-31T12:00:00Z."
        raise bad_parameter("as_of", text, remedy) from error
    try:
        return settle(moment)
    except FutureError as error:
        remedy = "this is in the future; choose a moment that is past."
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


def pinned(request: Request) -> datetime:
    """The moment that all pages of a list show: the one asked for, or the present."""
    return as_of(request) or latest_settled()


def written(moment: datetime) -> str:
    """As addresses have it: to the microsecond, without a sign that means something else there."""
    return moment.isoformat().replace("+00:00", "Z")
