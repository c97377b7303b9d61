"""Database triggers that keep draft versions and revisions as they were written.

The ORM refuses changes by itself; the triggers stop what goes past it. They refuse update, delete
and TRUNCATE, and an insert whose id exists (SQLite's INSERT OR REPLACE would delete silently) or
whose number is not the next. SQLite drops triggers when Django remakes a table, so they are
installed after every migrate, and a system check says when one is missing.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from catalog.models import AcceptedLead, DraftVersion, Revision


@dataclass(frozen=True, slots=True)
class Guard:
    """One append-only table and the numbers in it that have no gap."""

    table: str
    gapless: tuple[tuple[str, str], ...]
    """(column, condition on the rows it counts along); NEW is the row to insert."""


GUARDS = (
    Guard(DraftVersion._meta.db_table, (("number", "product_id = NEW.product_id"),)),
    Guard(
        Revision._meta.db_table,
        (("number", "product_id = NEW.product_id"), ("position", "1 = 1")),
    ),
    Guard(AcceptedLead._meta.db_table, ()),
)


def _refusal(guard: Guard, what: str) -> str:
    return f"{guard.table} is append-only: {what}"


def _out_of_turn(guard: Guard) -> list[tuple[str, str]]:
    """(condition, message) of every insert that must be refused."""
    rules = [
        (
            f"EXISTS (SELECT 1 FROM {guard.table} WHERE id = NEW.id)",
            _refusal(guard, "this id exists"),
        )
    ]
    for column, along in guard.gapless:
        latest = f"(SELECT COALESCE(MAX({column}), 0) FROM {guard.table} WHERE {along})"
        message = _refusal(guard, f"this {column} is not the next")
        rules.append((f"NEW.{column} <> {latest} + 1", message))
    return rules


def _sqlite(guard: Guard) -> dict[str, str]:
    statements = {}
    for verb in ("UPDATE", "DELETE"):
        name = f"{guard.table}_no_{verb.lower()}"
        statements[name] = (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {guard.table} "
            f"BEGIN SELECT RAISE(ABORT, '{_refusal(guard, 'no ' + verb.lower())}'); END"
        )
    name = f"{guard.table}_next_only"
    checks = " ".join(
        f"SELECT RAISE(ABORT, '{message}') WHERE {condition};"
        for condition, message in _out_of_turn(guard)
    )
    statements[name] = f"CREATE TRIGGER {name} BEFORE INSERT ON {guard.table} BEGIN {checks} END"
    return statements


def _postgresql(guard: Guard) -> dict[str, str]:
    checks = " ".join(
        f"IF {condition} THEN RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        for condition, message in _out_of_turn(guard)
    )
    refuse = (
        f"RAISE EXCEPTION '{_refusal(guard, 'no %')}', lower(TG_OP) "
        "USING ERRCODE = 'integrity_constraint_violation';"
    )
    bodies = {
        f"{guard.table}_no_change": ("UPDATE OR DELETE", "EACH ROW", refuse),
        f"{guard.table}_no_truncate": ("TRUNCATE", "EACH STATEMENT", refuse),
        f"{guard.table}_next_only": ("INSERT", "EACH ROW", f"{checks} RETURN NEW;"),
    }
    return {
        name: (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {body} END $$; "
            f"CREATE TRIGGER {name} BEFORE {events} ON {guard.table} "
            f"FOR {scope} EXECUTE FUNCTION {name}()"
        )
        for name, (events, scope, body) in bodies.items()
    }


def _statements(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """name -> (table, SQL) of every trigger that this database should have."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    return {name: (guard.table, sql) for guard in GUARDS for name, sql in make(guard).items()}


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """name -> wording of every trigger that the database has and has not switched off."""
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p "
        "ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' "
        "AND pg_table_is_visible(t.tgrelid)",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should be there and are not, or say something else."""
    present = _present(connection)
    return sorted(
        name
        for name, (_, sql) in _statements(connection).items()
        if name not in present or present[name] not in sql
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger there, in its present wording. May be repeated."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, (table, sql) in _statements(connection).items():
            if table in tables:
                drop(cursor, connection.vendor, name, table)
                cursor.execute(sql)


def drop(cursor: Any, vendor: str, name: str, table: str) -> None:
    on_table = f" ON {table}" if vendor == "postgresql" else ""
    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def install_after_migrate(using: str, **_: Any) -> None:
    install(connections[using])
