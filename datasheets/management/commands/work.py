"""Do what is in the queue: render datasheets."""

import os
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config.parent import end_with
from datasheets.worker import Worker

GRACE = 3.0
"""Seconds that are left when the process that started this one is gone."""


def usable_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def add_processes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--processes",
        type=int,
        default=usable_cores(),
        help="documents that are rendered at a time (default: one a core, %(default)s)",
    )


class Command(BaseCommand):
    help = (
        "Render datasheets, as publications and readers ask for them, until told to stop. serve "
        "starts one; start more on this or on other machines as needed. Ended in any way, also by "
        "force, it loses nothing: what it was at is taken up by another within ten seconds."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_processes(parser)
        parser.add_argument(
            "--until-empty", action="store_true", help="end when the queue is empty"
        )
        parser.add_argument(
            "--parent", type=int, help="end when the process with this number is not the parent"
        )
        parser.add_argument("--ready", type=int, help="the descriptor to tell that work begins")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(max(1, options["processes"]), until_empty=options["until_empty"])
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stop())
        if options["parent"] is not None:
            end_with(options["parent"], first=worker.stop, grace=GRACE)
        if options["ready"] is not None:
            os.write(options["ready"], b"1")
            os.close(options["ready"])
        worker.run()
