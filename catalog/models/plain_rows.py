"""Many small rows at once, of models that do nothing when a row is saved."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models, router

MOST_PARAMETERS = 30_000
"""SQLite takes 32,766 and PostgreSQL 65,535 in one statement."""


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of texts and numbers, their values in the order of ``columns``.

    ``bulk_create`` would make an object of each and ask every field twice: for the thirty
    identifiers and facets of a listing that is most of what a publication costs.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    fields = {field.name: field for field in model._meta.concrete_fields}
    names = ", ".join(quote(str(fields[name].column)) for name in columns)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "
    row_of_marks = f"({', '.join(['%s'] * len(columns))})"
    waiting = list(rows)
    at_once = MOST_PARAMETERS // len(columns)
    with connection.cursor() as cursor:
        for start in range(0, len(waiting), at_once):
            part = waiting[start : start + at_once]
            values = [value for row in part for value in row]
            cursor.execute(into + ", ".join([row_of_marks] * len(part)), values)
