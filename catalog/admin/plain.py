"""Screens that work without JavaScript: whole lists instead of completion, empty rows to fill in.

A link that only browsers without scripts show leads to the plain form of a screen, ``?plain``.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog.admin.rights import ChoosesWhatIsSeen

Names = list[str] | tuple[str, ...]

PARAMETER = "plain"
EMPTY_ROWS = 2


def is_plain(request: HttpRequest) -> bool:
    return PARAMETER in request.GET


class PlainLists(ChoosesWhatIsSeen):
    """A screen, or a part of one, whose fields complete what is typed."""

    def get_autocomplete_fields(self, request: HttpRequest) -> Names:
        fields: Names = super().get_autocomplete_fields(request)  # type: ignore[misc]
        return () if is_plain(request) else fields


class PlainScreen(PlainLists):
    """A whole screen, which stays plain when it leads to a form again."""

    def response_add(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return _still_plain(request, super().response_add(request, *args, **options))  # type: ignore[misc]

    def response_change(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return _still_plain(request, super().response_change(request, *args, **options))  # type: ignore[misc]


def _still_plain(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    to_a_form = "_continue" in request.POST or "_addanother" in request.POST
    if is_plain(request) and to_a_form and response.has_header("Location"):
        address = response["Location"]
        response["Location"] = f"{address}{'&' if '?' in address else '?'}{PARAMETER}"
    return response


class PlainRows(PlainLists):
    """A part of a screen to which scripts add rows."""

    def get_extra(self, request: HttpRequest, obj: Any = None, **options: Any) -> int:
        extra: int = super().get_extra(request, obj, **options)  # type: ignore[misc]
        return extra + EMPTY_ROWS if is_plain(request) else extra
