"""Errors that no view answered: problem documents below the API, pages elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import defaults

from catalog.api.problems import problem_response
from catalog.views import lookup


def is_of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """A host that is not this site's, or a body that is too large, say."""
    if is_of_api(request):
        detail = "The request cannot be read: its host, its address or its body is not allowed."
        return problem_response(400, "Bad request", detail)
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_of_api(request):
        return problem_response(403, "Forbidden", "This is not allowed.")
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_of_api(request):
        return problem_response(404, "Not found", f"There is nothing at {request.path}.")
    return lookup.not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponseBase:
    if is_of_api(request):
        detail = "Something went wrong on our side. It was logged; try again later."
        return problem_response(500, "Internal server error", detail)
    return defaults.server_error(request)
