"""Cursor pages: all of one moment, and as quick at the end as at the start.

Our own, because REST framework's cursor holds the first column alone with an offset of at most
1,000: among more rows of equal weight, or of none, it goes in circles.
"""

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from catalog.api.addresses import absolute
from catalog.api.cursor import Cursor
from catalog.api.problems import bad_parameter
from catalog.moments import write_moment
from catalog.plain_json import JsonObject, Schema

PAGE_SIZE = 50
MAX_PAGE_SIZE = 500


class ProductPagination(BasePagination):
    """``results``, ``next``, ``previous``. The query set's ordering ends in a unique column, and
    its view has a ``moment``, which all pages show."""

    next: Cursor | None = None
    previous: Cursor | None = None

    def paginate_queryset(
        self, queryset: QuerySet[Any, Any], request: Request, view: Any = None
    ) -> list[Any]:
        self.address = replace_query_param(
            absolute(request.get_full_path()), "as_of", write_moment(view.moment)
        )
        ordering = tuple(map(str, queryset.query.order_by))
        size = page_size(request)
        cursor = _cursor(request, ordering)
        if cursor is not None:
            queryset = queryset.filter(cursor.condition())
        backwards = cursor is not None and cursor.backwards
        found = list((queryset.reverse() if backwards else queryset)[: size + 1])
        rows, more = found[:size], len(found) > size
        if backwards:
            rows.reverse()
        if cursor and not rows:  # they are gone since the address was made
            self.next, self.previous = None, cursor.across()
            if backwards:
                self.next, self.previous = self.previous, None
        elif rows:
            if more or backwards:
                self.next = Cursor.at(rows[-1], ordering, "gt")
            if (more and backwards) or (cursor and not backwards):
                self.previous = Cursor.at(rows[0], ordering, "lt")
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {"results": data, "next": self._link(self.next), "previous": self._link(self.previous)}
        )

    def _link(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        return str(replace_query_param(self.address, "cursor", str(cursor)))

    def get_paginated_response_schema(self, schema: Schema) -> Schema:
        link = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "The address of that page, or null if there is none.",
        }
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {"results": schema, "next": link, "previous": link},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[JsonObject]:
        return [
            {
                "name": "cursor",
                "in": "query",
                "description": "A page, as 'next' and 'previous' name it; follow these.",
                "schema": {"type": "string"},
            },
            {
                "name": "page_size",
                "in": "query",
                "description": "Products on a page.",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MAX_PAGE_SIZE,
                    "default": PAGE_SIZE,
                },
            },
        ]


def _cursor(request: Request, ordering: tuple[str, ...]) -> Cursor | None:
    text = request.query_params.get("cursor")
    if text is None:
        return None
    try:
        return Cursor.read(text, ordering)
    except ValueError as error:
        remedy = "follow the addresses in 'next' and 'previous', or leave it out to start over."
        raise bad_parameter("cursor", text[:200], remedy) from error


def page_size(request: Request) -> int:
    """The products on a page that are asked for. Raises Problem for what is no such number."""
    text = request.query_params.get("page_size", str(PAGE_SIZE))
    size = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= size <= MAX_PAGE_SIZE:
        raise bad_parameter("page_size", text[:200], f"write a number from 1 to {MAX_PAGE_SIZE}.")
    return size
