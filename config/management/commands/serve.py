"""Serve with granian, with a worker beside it."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

LOOK = 0.2
PAUSE = 5.0
"""Seconds before a worker that ended is started again."""


def add_address(parser: CommandParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="Processes; one a core is usual.")
    parser.add_argument(
        "--threads",
        type=int,
        default=settings.WEB_THREADS,
        help="Blocking threads a process; all but one may be busy with structure searches.",
    )
    parser.add_argument(
        "--no-work",
        action="store_true",
        help="Start no worker; manage.py work runs elsewhere, or datasheets are not made.",
    )


class Command(BaseCommand):
    help = (
        "Serve with granian, and start a worker (manage.py work) beside it. Run upgrade first "
        "after every change of code or settings."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        connections.close_all()
        sys.stdout.flush()
        self.told_to_end = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.end)
        threads = {"WEB_THREADS": str(options["threads"])}
        server = subprocess.Popen(
            _granian(options), cwd=settings.BASE_DIR, env=os.environ | threads
        )
        worker = None if options["no_work"] else _start_worker()
        began = time.monotonic()
        while server.poll() is None and not self.told_to_end:
            time.sleep(LOOK)
            if worker and worker.poll() is not None and time.monotonic() - began > PAUSE:
                self.stderr.write(f"The worker ended with {worker.returncode}; starting another.")
                worker, began = _start_worker(), time.monotonic()
        for process in filter(None, (server, worker)):
            process.terminate()
        for process in filter(None, (server, worker)):
            process.wait()
        if not self.told_to_end:
            sys.exit(server.returncode)

    def end(self, *_: Any) -> None:
        self.told_to_end = True


def _granian(options: dict[str, Any]) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", options["host"], "--port", str(options["port"])),
        *("--workers", str(options["workers"])),
        *("--blocking-threads", str(options["threads"])),
        *("--log-level", "warning", "config.wsgi:application"),
    ]


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "work", "--parent", str(os.getpid())]
    return subprocess.Popen(command, cwd=settings.BASE_DIR)
