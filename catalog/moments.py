"""Moments as clients and addresses write them."""

import re
from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime

OFFSET_WITHOUT_PLUS = re.compile(r"(:\d\d(?:\.\d+)?) (\d\d:?\d\d)\Z")
"""In the query of an address '+' means a space: ``12:00:00+02:00`` arrives with one."""


def read_moment(text: str) -> datetime:
    """An ISO 8601 time in UTC; one without an offset is UTC already.

    Raises ValueError if it is not a time, or not one that UTC has in the years 1 to 9999.

    >>> read_moment("2026-03-01 12:00:00"), read_moment("2026-03-01T12:00:00 02:00").hour
    (datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.timezone.utc), 10)
    """
    moment = parse_datetime(OFFSET_WITHOUT_PLUS.sub(r"\1+\2", text.strip()))
    if moment is None:
        raise ValueError(f"'{text}' is not a time")
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"'{text}' is out of range") from error


def write_moment(moment: datetime | None) -> str:
    """To the microsecond, in UTC, without a plus sign; nothing for none."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else ""
