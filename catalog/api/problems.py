"""Errors as problem documents (RFC 9457): type, title, status, detail and what the case adds."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response

from catalog.plain_json import JsonObject

MEDIA_TYPE = "application/problem+json"
SCHEMA = {
    "type": "object",
    "description": "What is wrong, as a problem document (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
        "parameter": {"type": "string", "description": "The query parameter or member meant."},
        "value": {"type": "string", "description": "What it was."},
        "errors": {"type": "object", "description": "By member, where several are wrong."},
        "catalog_number": {"type": "string", "description": "Of the product that was asked for."},
        "replaced_by": {"type": ["object", "null"], "description": "What is offered instead."},
        "last_revision": {"type": "string", "description": "Its tombstone."},
    },
    "required": ["type", "title", "status", "detail"],
}
"""Of a problem document, for OpenAPI; single cases add members."""


class Problem(exceptions.APIException):
    """An error with members of its own beside the standard ones."""

    def __init__(
        self,
        status_code: int,
        title: str,
        detail: str,
        *,
        retry_after: int | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.status_code = status_code
        self.title = title
        self.retry_after = retry_after
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


def body(status_code: int, title: str, detail: str, **members: Any) -> JsonObject:
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


def document_problems(result: JsonObject, **_: Any) -> JsonObject:
    """Hook of drf-spectacular: any operation may answer with a problem document."""
    result["components"]["schemas"]["Problem"] = SCHEMA
    answer = {
        "description": SCHEMA["description"],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = answer
    return result


def exception_handler(error: Exception, context: Mapping[str, object]) -> Response | None:
    """DRF's handler: every API error leaves as a problem document."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
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
    if wait := getattr(error, "retry_after", None):
        response["Retry-After"] = str(wait)
    if allowed := getattr(context.get("view"), "allowed_methods", None):
        response["Allow"] = ", ".join(allowed)
    return response
