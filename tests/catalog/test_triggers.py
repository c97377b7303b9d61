"""History stays as it was written, whoever asks: ORM, SQL, or a remade table."""

from collections.abc import Callable

import pytest
from django.core import checks
from django.db import DatabaseError, connection, transaction

from catalog import triggers
from catalog.checks import immutability_triggers
from catalog.models import DraftVersion, Product, Revision
from catalog.models.immutable import ImmutableRowError

pytestmark = pytest.mark.django_db
TABLES = ("catalog_revision", "catalog_draftversion")


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_sql_cannot_change_history(
    published: Callable[..., Product], table: str, verb: str
) -> None:
    published()

    with pytest.raises(DatabaseError, match="append-only"):
        run(verb.format(table))


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_truncate_is_refused(published: Callable[..., Product], table: str) -> None:
    published()
    run("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL itself refuses while foreign keys wait

    with pytest.raises(DatabaseError, match="append-only"):
        run(f"TRUNCATE {table} CASCADE")


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [c.name for c in connection.introspection.get_table_description(cursor, table)]


def copy_of_a_row(table: str, **changed: str) -> str:
    """An INSERT of the first row again, with some columns changed."""
    columns = columns_of(table)
    values = ", ".join(changed.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} LIMIT 1"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"number": "number + 1"}, "this id exists"),
        ({"id": "id + 1000"}, "this number is not the next"),
        ({"id": "id + 1000", "number": "number + 2"}, "this number is not the next"),
    ],
)
def test_an_insert_out_of_turn_is_refused(
    published: Callable[..., Product], table: str, changed: dict[str, str], message: str
) -> None:
    published()

    with pytest.raises(DatabaseError, match=message):
        run(copy_of_a_row(table, **changed))


def test_a_position_must_be_the_next(published: Callable[..., Product]) -> None:
    published()
    changed = {"id": "id + 1000", "number": "number + 1", "position": "position + 2"}

    with pytest.raises(DatabaseError, match="this position is not the next"):
        run(copy_of_a_row("catalog_revision", **changed))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own statement")
def test_insert_or_replace_is_refused(published: Callable[..., Product]) -> None:
    published()
    sql = copy_of_a_row("catalog_revision", reason="'forged'").replace(
        "INSERT", "INSERT OR REPLACE", 1
    )

    with pytest.raises(DatabaseError, match="append-only"):
        run(sql)

    assert not Revision.objects.filter(reason="forged").exists()


def test_the_orm_refuses(published: Callable[..., Product]) -> None:
    published()
    revision = Revision.objects.get()
    version = DraftVersion.objects.get()

    for attempt in (
        revision.save,
        revision.delete,
        version.delete,
        lambda: Revision.objects.update(reason="x"),
        lambda: Revision.objects.all().delete(),
        lambda: DraftVersion.objects.bulk_update([version], ["reason"]),
    ):
        with pytest.raises(ImmutableRowError, match="kept for ever"):
            attempt()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite would be fooled")
def test_a_trigger_of_the_same_name_that_does_nothing_is_reported() -> None:
    name, table = "catalog_revision_no_delete", "catalog_revision"
    with connection.cursor() as cursor:
        triggers.drop(cursor, connection.vendor, name, table)
        cursor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT 1; END")

    (error,) = immutability_triggers(databases=["default"])

    assert name in error.msg
    triggers.install(connection)


@pytest.mark.postgres
def test_a_trigger_that_is_switched_off_is_reported() -> None:
    run("ALTER TABLE catalog_revision DISABLE TRIGGER catalog_revision_no_change")

    (error,) = immutability_triggers(databases=["default"])

    assert "catalog_revision_no_change" in error.msg


def test_a_missing_trigger_is_reported_and_migrate_installs_it() -> None:
    with connection.cursor() as cursor:
        triggers.drop(cursor, connection.vendor, "catalog_revision_next_only", "catalog_revision")

    (error,) = immutability_triggers(databases=["default"])

    assert error.level == checks.ERROR
    assert "catalog_revision_next_only" in error.msg
    assert "manage.py migrate" in (error.hint or "")
    triggers.install_after_migrate("default")
    assert immutability_triggers(databases=["default"]) == []
