"""Many small rows at once, of models that do nothing when a row is saved.

``bulk_create`` asks every field of every object for an SQL expression, and for primary keys. For
the thirty identifiers and facets of a listing that is most of what a publication costs.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models, router

MOST_PARAMETERS = 30_000
"""SQLite takes 32,766 and PostgreSQL 65,535 in one statement."""


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of values as the database takes them, in the order of ``columns``."""
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


def insert_leaves(rows: Sequence[models.Model]) -> None:
    """Insert new objects of one model; those that the database numbers do not learn their number.

    So nothing can point to them that is inserted after them.
    """
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    columns = [column for column in model._meta.concrete_fields if column != model._meta.auto_field]
    pointing: list[Any] = [column for column in columns if column.is_relation]
    values = []
    for row in rows:
        for column in pointing:
            if column.is_cached(row):  # which was saved since it was set
                setattr(row, column.name, getattr(row, column.name))
        values.append(
            [
                column.get_db_prep_save(column.pre_save(row, add=True), connection)
                for column in columns
            ]
        )
    insert_rows(model, [column.name for column in columns], values)
