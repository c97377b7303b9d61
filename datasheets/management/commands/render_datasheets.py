"""Render the datasheets that are missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasheets.archive import missing, obtain
from datasheets.rendering import RenderingError


class Command(BaseCommand):
    help = (
        "Render the datasheet (PDF) of every revision that the public has seen and that has none "
        "yet. A datasheet that exists is never rendered again. Safe to run at any time, also while "
        "the site is serving, and again after an interruption."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "catalog_number",
            nargs="*",
            help="render only for these catalog numbers, such as ALQ-1001; all when none is given",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only list what would be rendered"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = set(options["catalog_number"])
        revisions = [
            revision
            for revision in missing()
            if not wanted or revision.read()["catalog_number"] in wanted
        ]
        if not revisions:
            self.stdout.write("Every datasheet is there; nothing to render.")
            return
        failed = 0
        for place, revision in enumerate(revisions, start=1):
            spec = revision.read()
            name = f"{spec['catalog_number']} revision {revision.number}"
            self.stdout.write(f"{place}/{len(revisions)} {name} … ", ending="")
            if options["dry_run"]:
                self.stdout.write("missing")
                continue
            try:
                sheet = obtain(revision)
            except RenderingError as error:
                failed += 1
                self.stdout.write("failed")
                self.stderr.write(f"  {error}")
            else:
                self.stdout.write(f"{sheet.number}.pdf, {sheet.size / 1000:.0f} kB")
        if failed:
            raise CommandError(f"{failed} of {len(revisions)} datasheets could not be rendered.")
