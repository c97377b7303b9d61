"""Errors that no view answered: problem documents below the API, pages elsewhere."""

from django.http import HttpRequest, HttpResponse

from catalog.api.problems import problem_response
from catalog.views import lookup


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem_response(404, "Not found", f"There is nothing at {request.path}.")
    return lookup.not_found(request, exception)
