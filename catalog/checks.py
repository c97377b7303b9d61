"""System checks: what would make the catalog break its promises is said at start."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from catalog import triggers


def immutability_triggers(
    databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Every append-only table has its triggers. Runs with ``check --database default``."""
    messages: list[checks.CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        guarded = {guard.table for guard in triggers.GUARDS}
        if not guarded <= set(connection.introspection.table_names()):
            continue  # not migrated yet: migrate installs them
        if absent := triggers.missing(connection):
            messages.append(
                checks.Error(
                    f"The database {alias!r} lacks the triggers that keep history: "
                    f"{', '.join(absent)}.",
                    hint="Run manage.py migrate: it installs them again.",
                    id="catalog.E001",
                )
            )
    return messages


def register() -> None:
    checks.register(immutability_triggers, checks.Tags.database)
