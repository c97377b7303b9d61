"""Errors that no view answered: problem documents below the API, pages elsewhere."""

from django.http import HttpRequest, HttpResponse

from catalog import views
from catalog.api.problems import problem_response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem_response(404, "Not found", f"There is nothing at {request.path}.")
    return views.not_found(request, exception)
