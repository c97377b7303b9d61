"""Serve with granian."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connections


def add_address(parser: CommandParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="Processes; one a core is usual.")
    parser.add_argument("--threads", type=int, default=2, help="Blocking threads a process.")


class Command(BaseCommand):
    help = "Serve with granian. Run upgrade first after every change of code or settings."

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        connections.close_all()
        sys.stdout.flush()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
        command += ["--host", options["host"], "--port", str(options["port"])]
        command += ["--workers", str(options["workers"])]
        command += ["--blocking-threads", str(options["threads"])]
        command += ["--log-level", "warning", "config.wsgi:application"]
        os.execv(sys.executable, command)
