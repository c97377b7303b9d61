"""Render the datasheets that are missing, without waiting for a worker."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from tqdm import tqdm

from datasheets import renderers
from datasheets.archive import try_again, wanted
from datasheets.leases import renewing
from datasheets.making import make
from datasheets.management.commands.work import add_processes
from datasheets.missing import Missing, missing
from datasheets.models import Datasheet


class Command(BaseCommand):
    help = (
        "Render the datasheets (PDF) that revisions which the public has seen lack, on each paper "
        "and in each language of the site settings, on all cores. A datasheet that exists is never "
        "rendered again. Safe to run at any time, also while a worker does the same; stopped with "
        "Ctrl+C, the next run goes on there."
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
        add_processes(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        documents = missing(options["catalog_number"])
        if not documents:
            self.stdout.write("Every datasheet is there; nothing to render.")
        elif options["dry_run"]:
            for document in documents:
                self.stdout.write(f"{document} is missing")
        else:
            self.render(documents, max(1, options["processes"]))

    def render(self, documents: list[Missing], processes: int) -> None:
        outcomes: Counter[str] = Counter()
        bar = tqdm(total=len(documents), unit="datasheet", file=self.stderr, dynamic_ncols=True)
        try:
            with bar, renewing():
                for document, sheet in _made(documents, processes):
                    bar.update()
                    outcomes[sheet.state if sheet else "elsewhere"] += 1
                    if sheet and sheet.problem:
                        bar.write(f"{document}: {sheet.problem}", file=self.stderr)
        except KeyboardInterrupt:
            self.stdout.write("Stopped. The next run goes on where this one ended.")
        made, elsewhere = outcomes.pop(Datasheet.State.READY, 0), outcomes.pop("elsewhere", 0)
        self.stdout.write(f"{made} of {len(documents)} datasheets rendered.")
        if elsewhere:
            self.stdout.write(f"{elsewhere} are being rendered by a worker.")
        if failed := outcomes.total():
            raise CommandError(f"{failed} of {len(documents)} datasheets were not rendered.")


def _made(documents: list[Missing], processes: int) -> Iterator[tuple[Missing, Datasheet | None]]:
    """Each with its row, as soon as it is done; the row is None if a worker has it.

    A few more than can be rendered at once are in hand, so that an interruption ends soon.
    """
    renderers.use(processes)
    left = iter(documents)
    under_way: dict[Future[Datasheet | None], Missing] = {}
    with ThreadPoolExecutor(processes) as threads:
        try:
            while True:
                for document in islice(left, 2 * processes - len(under_way)):
                    under_way[threads.submit(_make, document)] = document
                if not under_way:
                    return
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                yield from ((under_way.pop(future), future.result()) for future in done)
        finally:
            for future in under_way:
                future.cancel()


def _make(document: Missing) -> Datasheet | None:
    try:
        sheet = wanted(document.kind, document.subject, document.variant)
        try_again(sheet)
        return sheet if sheet.is_ready else make(sheet.pk)
    finally:
        connections.close_all()
