"""Freeze the JSON Schema of the present version: for whoever raises it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.specification.schema import json_schema
from catalog.upcasts import SCHEMA_VERSION
from catalog.upcasts.frozen import as_text, file_of


class Command(BaseCommand):
    help = "Write the JSON Schema of a new version to its file, once, when the schema is raised."

    def handle(self, *args: Any, **options: Any) -> None:
        file = file_of(SCHEMA_VERSION)
        if file.exists():
            raise CommandError(
                f"{file.name} is there, and documents may have been published under it. If the "
                "declaration has changed since, raise the schema version (catalog/upcasts/steps.py)"
                "; if this version was never released, delete the file first."
            )
        file.write_text(as_text(json_schema()), encoding="utf-8")
        self.stdout.write(f"Written: {file}")
