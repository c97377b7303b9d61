"""The demo catalog, published: loaded once a process, and from then on copied row by row.

Loading it with curation, schema check and log costs a hundred times as much as its rows.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import override_settings

from catalog.management.commands.seed_demo import FOLDER, Command, demo_documents

NUMBERS = [file.stem.upper()[:8] for file in sorted((FOLDER / "products").glob("*.yaml"))]
"""The catalog numbers of the whole demo."""

FIRST_EIGHT = 8
"""Products that prove the model and point to one another: enough where the kinds matter."""

NOTHING_IS_RENDERED = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

Rows = dict[str, list[tuple[Any, ...]]]
"""By table, as the database has them."""

_kept: dict[int, Rows] = {}


def publish_demo(products: int = FIRST_EIGHT) -> None:
    """The first products of the demo, in a database that has none. No datasheet is made yet."""
    if products in _kept and not User.objects.exists():  # whose numbers would be taken
        _insert(_kept[products])
        return
    before = _all_rows()
    load(self_contained(demo_documents()[:products]))
    _kept[products] = {
        table: new
        for table, rows in _all_rows().items()
        if (new := [row for row in rows if row not in before[table]])
    }


def load(documents: Sequence[dict[str, Any]]) -> None:
    """Load and publish documents of the demo."""
    with override_settings(TASKS=NOTHING_IS_RENDERED):
        Command(stdout=io.StringIO()).load(list(documents))


def self_contained(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The documents without their relations to products that are not among them."""
    numbers = {document["catalog_number"] for document in documents}
    return [
        document
        | {"relations": [r for r in document.get("relations", []) if r["product"] in numbers]}
        for document in documents
    ]


def _all_rows() -> Rows:
    tables = connection.introspection.django_table_names(only_existing=True)
    return {table: _rows(table) for table in tables}


def _rows(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [tuple(map(_plain, row)) for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@transaction.atomic
def _insert(rows: Rows) -> None:
    """Constraints are looked at when the transaction ends, so that any order of tables will do."""
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        for table, entries in rows.items():
            places = ", ".join(["%s"] * len(entries[0]))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", entries
            )
        for statement in _sequences_after(rows):
            cursor.execute(statement)


def _sequences_after(tables: Rows) -> list[str]:
    models = connection.introspection.installed_models(list(tables))
    resets: Callable[..., list[str]] = connection.ops.sequence_reset_sql
    return resets(no_style(), list(models))
