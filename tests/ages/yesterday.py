"""The databases of earlier versions, put back as they were, then upgraded as a supplier would."""

import io
import json
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

FIXTURES = Path(__file__).parent.parent / "fixtures"
VERSIONS = (1, 2)
LATEST = VERSIONS[-1]
"""Of the schema. The database of version 2 is that of version 1 in which work went on, so that it
holds documents of both."""
FILES = FIXTURES / "version_1" / "files"
OURS = ("catalog", "datasheets")
MADE_BY_MIGRATE = ("django_migrations", "django_content_type", "auth_permission")

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
"""By table, its columns and its rows, as the database has them."""


def folder_of(version: int) -> Path:
    return FIXTURES / f"version_{version}"


def unpacked(version: int) -> dict[str, Any]:
    """The fixture of a version: its migrations and its tables."""
    packed = (folder_of(version) / "database.json.xz").read_bytes()
    fixture: dict[str, Any] = json.loads(lzma.decompress(packed))
    return fixture


def original_rows(version: int) -> Rows:
    """The rows as they were, with bytes where columns hold bytes."""
    return {
        name: (table["columns"], [tuple(_values(table, row)) for row in table["rows"]])
        for name, table in unpacked(version)["tables"].items()
    }


def documents(version: int, table: str, column: str) -> list[bytes]:
    """The documents in a column, as they were stored."""
    columns, rows = original_rows(version)[table]
    return [row[columns.index(column)] for row in rows]


def specifications(version: int) -> list[bytes]:
    return documents(version, "catalog_revision", "spec")


def drafts(version: int) -> list[bytes]:
    return documents(version, "catalog_draftversion", "document")


def _values(table: dict[str, Any], row: list[Any]) -> Iterator[Any]:
    for column, value in zip(table["columns"], row, strict=True):
        yield value.encode() if column in table["binary"] and value is not None else value


def upgraded_rows(version: int, folder: Path) -> Rows:
    """What the tables hold after a database of a version went through ``manage.py upgrade``."""
    with _database_of_yesterday(version, folder):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("rebuild_listings", "--outdated", stdout=io.StringIO())
        return all_rows(connections[DEFAULT_DB_ALIAS])


def rows_there_and_back(version: int, catalog_migration: str, folder: Path) -> Rows:
    """What they hold after they went to the present and then back to a migration."""
    with _database_of_yesterday(version, folder) as database:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("migrate", "catalog", catalog_migration, interactive=False, verbosity=0)
        return all_rows(database)


@contextmanager
def _database_of_yesterday(version: int, folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """Meanwhile, the database is one of its own, with the tables, rows and triggers of then."""
    with _empty_database(folder) as database:
        executor = MigrationExecutor(database)
        others = [node for node in executor.loader.graph.leaf_nodes() if node[0] not in OURS]
        executor.migrate([*others, *unpacked(version)["migrations"].items()])
        insert(database, original_rows(version))
        triggers = json.loads((folder_of(version) / "triggers.json").read_text())
        with database.cursor() as cursor:
            for statement in triggers[database.vendor]:
                cursor.execute(statement)
        yield database
    ContentType.objects.clear_cache()


@contextmanager
def _empty_database(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """Meanwhile, the database is another one, of which migrations cannot tell the difference."""
    usual: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
    with _new_name(usual, folder) as name:
        other = type(usual)(usual.settings_dict | {"NAME": name}, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = other
        try:
            yield other
        finally:
            other.close()
            connections[DEFAULT_DB_ALIAS] = usual


@contextmanager
def _new_name(usual: BaseDatabaseWrapper, folder: Path) -> Iterator[str]:
    if usual.vendor == "sqlite":
        yield str(folder / "yesterday.sqlite3")
        return
    name = f"{usual.settings_dict['NAME']}_yesterday"
    with usual.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            yield name
        finally:
            cursor.execute(f'DROP DATABASE "{name}"')


def insert(database: BaseDatabaseWrapper, rows: Rows) -> None:
    """Insert the rows as they are; keys are checked at the end, whatever the order of tables."""
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        for table, (columns, values) in rows.items():
            names = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)
        models = [
            model
            for app in ("auth", *OURS)
            for model in apps.get_app_config(app).get_models(include_auto_created=True)
            if model._meta.db_table in rows
        ]
        for statement in database.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def all_rows(database: BaseDatabaseWrapper) -> Rows:
    """What the tables hold, but for what every database is given when it is made."""
    tables = [name for name in database.introspection.table_names() if name not in MADE_BY_MIGRATE]
    found: Rows = {}
    with database.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            if rows := [tuple(map(_as_stored, row)) for row in cursor.fetchall()]:
                found[table] = [column[0] for column in cursor.description], rows
    return found


def _as_stored(value: Any) -> Any:
    """As either database takes it back, in UTC."""
    if isinstance(value, memoryview):
        return bytes(value)
    return str(value) if isinstance(value, date) else value


def put_files() -> None:
    """The stored files and datasheets, where the catalog keeps its files."""
    for file in FILES.rglob("*"):
        name = file.relative_to(FILES).as_posix()
        if file.is_file() and not default_storage.exists(name):
            default_storage.save(name, ContentFile(file.read_bytes()))
