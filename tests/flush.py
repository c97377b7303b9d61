"""How the database is emptied after a test that commits.

Django deletes from every table and then does all that follows a migration: 60 statements and the
content types and permissions again, for a test that wrote to a few tables.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase

from catalog import triggers

MADE_BY_MIGRATING = {ContentType._meta.db_table, Permission._meta.db_table}


def install() -> None:
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]


def empty(_: TransactionTestCase) -> None:
    """Delete every row but those that migrating made. The triggers, which refuse it, come back."""
    filled = _tables_with_rows() - MADE_BY_MIGRATING
    with connection.cursor() as cursor:
        for name, (table, _sql) in triggers._statements(connection).items():
            if table in filled:
                triggers.drop(cursor, connection.vendor, name, table)
        with transaction.atomic():  # at whose end the constraints are looked at
            for table in filled:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
    if triggers.missing(connection):
        triggers.install(connection)


def _tables_with_rows() -> set[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    query = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}
