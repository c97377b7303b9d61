"""Many small rows at once, of models that do nothing when a row is saved.

``bulk_create`` asks every field of every object for an SQL expression. For the thirty identifiers
and facets of a listing that is most of what a publication costs.

Call these inside a transaction: more rows than a statement takes are inserted by several.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connections, models, router

MOST_PARAMETERS = 30_000
"""SQLite takes 32,766 and PostgreSQL 65,535 in one statement."""


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of values as the database takes them, in the order of ``columns``."""
    with connections[router.db_for_write(model)].cursor() as cursor:
        for statement, values in _statements(model, columns, list(rows)):
            cursor.execute(statement, values)


def insert_new(rows: Sequence[models.Model]) -> None:
    """Insert new objects of one model, which learn the numbers that the database gives them."""
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    number: Any = model._meta.auto_field
    columns: list[Any] = [column for column in model._meta.concrete_fields if column != number]
    pointing = [column for column in columns if column.is_relation]
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
    names = [column.name for column in columns]
    numbers: list[tuple[int]] = []
    with connection.cursor() as cursor:
        for statement, part in _statements(model, names, values, returning=number):
            cursor.execute(statement, part)
            numbers += cursor.fetchall() if number else ()
    for row, (pk,) in zip(rows, numbers, strict=True) if number else ():
        row.pk = pk
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _statements(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    returning: models.Field[Any, Any] | None = None,
) -> Iterator[tuple[str, list[Any]]]:
    """Statements with their parameters, each for as many rows as one takes."""
    quote = connections[router.db_for_write(model)].ops.quote_name
    fields = {field.name: field for field in model._meta.concrete_fields}
    names = ", ".join(quote(str(fields[name].column)) for name in columns)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "
    row_of_marks = f"({', '.join(['%s'] * len(columns))})"
    end = f" RETURNING {quote(str(returning.column))}" if returning else ""
    at_once = MOST_PARAMETERS // len(columns)
    for start in range(0, len(rows), at_once):
        part = rows[start : start + at_once]
        marks = ", ".join([row_of_marks] * len(part))
        yield into + marks + end, [value for row in part for value in row]
