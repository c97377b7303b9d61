"""System checks: what would make the catalog break its promises is said at start."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from catalog import triggers, upcasts
from catalog.models import DraftVersion, Revision


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


def readable_documents(
    databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """The last documents are not of a later schema. Runs with ``check --database default``."""
    messages: list[checks.CheckMessage] = []
    for alias in databases or ():
        tables = set(connections[alias].introspection.table_names())
        for model, column in ((DraftVersion, "document"), (Revision, "spec")):
            if model._meta.db_table in tables:
                rows = model._default_manager.using(alias).order_by("-pk")
                for content in rows.values_list(column, flat=True)[:1]:
                    messages += _unreadable(content)
    return messages


def _unreadable(content: bytes) -> list[checks.CheckMessage]:
    try:
        upcasts.check_version(upcasts.version_of(content))
    except upcasts.DocumentVersionError as error:
        return [checks.Error(str(error), id="catalog.E002")]
    return []


def register() -> None:
    checks.register(immutability_triggers, checks.Tags.database)
    checks.register(readable_documents, checks.Tags.database)
