"""All that a database holds, told without primary keys, to compare two ways of writing it."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django_tasks_db.models import DBTaskResult

from datasheets.models import Datasheet

APPS = ("catalog", "datasheets", "django_tasks_database")
OF_THE_MOMENT = {"due_at", "enqueued_at", "saved_at"}
"""Columns that may tell the time of this machine, even where a test stops the clock."""


def written_by(*ways: Callable[[], Any]) -> list[dict[str, list[str]]]:
    """What the tables hold after each of these ways, which all begin with what is there now."""
    found = []
    for way in ways:
        with transaction.atomic():
            way()
            found.append(tables())
            transaction.set_rollback(True)
    return found


def tables() -> dict[str, list[str]]:
    """By table, its rows. A row that is pointed to is told in full."""
    told: dict[tuple[type[models.Model], Any], dict[str, Any]] = {}

    def tell(row: models.Model) -> dict[str, Any]:
        key = type(row), row.pk
        if key not in told:
            told[key] = {
                column.name: value(row, column)
                for column in row._meta.concrete_fields
                if column.name not in OF_THE_MOMENT
                and (column.is_relation or not column.primary_key)
            }
        return told[key]

    def value(row: models.Model, column: Any) -> Any:
        found = getattr(row, column.name)
        if isinstance(found, models.Model):
            return tell(found)
        if isinstance(row, DBTaskResult) and column.name == "args_kwargs":
            return [str(Datasheet.objects.get(pk=pk)) for pk in found["args"]]
        return bytes(found) if isinstance(found, memoryview) else found

    return {
        model._meta.db_table: sorted(repr(tell(row)) for row in model._default_manager.all())
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
