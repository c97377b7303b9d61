"""Rows that tests begin with: made once a process, and from then on copied.

Loading a product with curation, schema check and log costs a hundred times as much as its rows.
"""

import functools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone
from django.utils.timezone import now

from catalog.models import Product
from catalog.search.following import Follower

Rows = dict[str, list[tuple[Any, ...]]]
"""By table, as the database has them."""
Given = ParamSpec("Given")

_kept: dict[str, Rows] = {}


def rows_made_once(fixture: Callable[Given, None]) -> Callable[Given, None]:
    """A fixture that does nothing but put the same rows into a database each time."""

    @functools.wraps(fixture)
    def copied(*args: Given.args, **kwargs: Given.kwargs) -> None:
        name = f"{fixture.__module__}.{fixture.__qualname__}"
        copy_or_make(name, lambda: fixture(*args, **kwargs))

    return copied


def copy_or_make(name: str, make: Callable[[], None]) -> None:
    """The rows that ``make`` puts into a database. Where there are others, whose numbers may be
    the same, or where a test has stopped the clock, they are made again."""
    if User.objects.exists() or Product.objects.exists() or timezone.now is not now:
        make()
        return
    if name in _kept:
        _insert(_kept[name])
        return
    before = _all_rows()
    make()
    _kept[name] = {
        table: new
        for table, rows in _all_rows().items()
        if (new := [row for row in rows if row not in before[table]])
    }


def copy_or_build(index: Follower[Any], name: str) -> None:
    """The files of an index over rows that are the same each time. To other rows they do not
    belong, and whoever searches there first builds others."""
    kept = Path(settings.SEARCH_DIR).parent / "kept" / name
    if kept.exists():
        shutil.copytree(kept, index.folder)
        return
    index.rebuild()
    shutil.copytree(index.folder, kept)


def _all_rows() -> Rows:
    tables = connection.introspection.django_table_names(only_existing=True)
    return {table: _rows(table) for table in tables}


def _rows(table: str) -> list[tuple[Any, ...]]:
    """In the order in which they were made, which the publication log insists on."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
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
