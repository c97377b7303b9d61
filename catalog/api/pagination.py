"""Cursor pages: stable while products are published, and as quick at the end as at the start."""

from rest_framework.pagination import CursorPagination


class ProductPagination(CursorPagination):
    """``results``, ``next``, ``previous``. The orderings end in a unique column."""

    page_size = 50
    max_page_size = 500
    page_size_query_param = "page_size"
    ordering = ("name_key", "revision_id")
