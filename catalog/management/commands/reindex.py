"""Rebuild the search indexes."""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from catalog.search.builder import silently
from catalog.search.indexes import INDEXES


class Command(BaseCommand):
    help = (
        "Rebuild the search indexes under SEARCH_DIR from the database. Searching goes on "
        "meanwhile. Never needed by hand, unless a disk was damaged: processes that search see to "
        "their indexes themselves."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "index",
            nargs="*",
            metavar="index",
            help=f"which: {', '.join(INDEXES)}; all unless given",
        )
        parser.add_argument("--quiet", action="store_true", help="without a progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in options["index"] or INDEXES:
            if name not in INDEXES:
                raise CommandError(f"No index is called '{name}'; there are {', '.join(INDEXES)}.")
            self.rebuild(name, quiet=options["quiet"])

    def rebuild(self, name: str, *, quiet: bool) -> None:
        def progress(revisions: Sequence[int], /) -> Iterable[int]:
            return tqdm(revisions, desc=name, unit="product", file=self.stderr, dynamic_ncols=True)

        if not INDEXES[name].rebuild(silently if quiet else progress):
            self.stdout.write(f"Another process is rebuilding the {name} index already.")
        elif not quiet:
            self.stdout.write(f"The {name} index is rebuilt.")
