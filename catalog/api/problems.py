"""Errors as problem documents (RFC 9457): type, title, status, detail and what the case adds."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"


class Problem(exceptions.APIException):
    """An error with members of its own beside the standard ones."""

    def __init__(self, status_code: int, title: str, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.status_code = status_code
        self.title = title
        self.members = members


def bad_parameter(parameter: str, value: str, remedy: str) -> Problem:
    """A query parameter that cannot be used: its name, the value seen, what would be right."""
    return Problem(
        status.HTTP_400_BAD_REQUEST,
        "Bad parameter",
        f"{parameter}={value}: {remedy}",
        parameter=parameter,
        value=value,
    )


def body(status_code: int, title: str, detail: str, **members: Any) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": title,
        "status": status_code,
        "detail": detail,
    } | members


def problem_response(status_code: int, title: str, detail: str, **members: Any) -> HttpResponse:
    """A problem document outside DRF's views."""
    return JsonResponse(
        body(status_code, title, detail, **members), status=status_code, content_type=MEDIA_TYPE
    )


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler: every API error leaves as a problem document."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    title = getattr(error, "title", "") or HTTPStatus(error.status_code).phrase
    members = getattr(error, "members", {})
    detail = "The request has errors; see 'errors'."
    if isinstance(error.detail, str):
        detail = str(error.detail)
    else:
        members = members | {"errors": error.detail}
    response = Response(body(error.status_code, title, detail, **members), error.status_code)
    response.content_type = MEDIA_TYPE
    if allowed := getattr(context.get("view"), "allowed_methods", None):
        response["Allow"] = ", ".join(allowed)
    return response
