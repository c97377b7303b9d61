"""Bodies of requests: what cannot be read is told as a problem, never as a failure of the site."""

from typing import Any

from rest_framework import exceptions, status
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from catalog.api.problems import Problem


class CarefulJSONParser(JSONParser):
    """JSON, unless it is nested so deeply that reading it ends in Python's own limit."""

    def parse(self, stream: Any, *args: Any, **options: Any) -> Any:
        try:
            return super().parse(stream, *args, **options)
        except RecursionError as error:
            raise exceptions.ParseError("JSON parse error - it is nested too deeply.") from error


def refuse_unreadable(request: Request) -> None:
    """Raises Problem for a body of unknown length, or that is packed."""
    encoding = request.META.get("HTTP_CONTENT_ENCODING", "").strip().lower()
    if encoding not in ("", "identity"):
        raise Problem(
            status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
            "Unsupported content encoding",
            f"Content-Encoding: {encoding[:40]} is not read; send the body as it is.",
        )
    if not request.META.get("CONTENT_LENGTH"):
        raise Problem(
            status.HTTP_411_LENGTH_REQUIRED,
            "Length required",
            "The request does not say how long its body is; send it with Content-Length, not "
            "in chunks.",
        )
