"""Serve with granian, with a worker beside it."""

import os
import signal
import socket
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from config import demo_account
from config.listening import AddressError, listen
from config.readiness import await_database, keep_to_this_machine, refuse_if_outdated
from config.supervisor import Program, StartError, Supervisor
from datasheets.renderers import TIME_LIMIT

TIME_TO_ANSWER = 30.0
"""Seconds that a web process has to answer what was asked, before it ends."""


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
    parser.add_argument(
        "--allow-remote",
        action="store_true",
        help="Serve the demo to other machines, too, where anybody may then sign in.",
    )


def listen_or_refuse(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except AddressError as error:
        raise CommandError(str(error)) from error


class Command(BaseCommand):
    help = (
        "Serve with granian, with a worker (manage.py work) beside it. Whatever of it ends is "
        "started again. SIGHUP replaces all by processes with the present code and loses no "
        "request. Run upgrade first after every change of code or settings."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser)
        parser.add_argument(
            "--demo", action="store_true", help="Go on although the demo's account is open."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"]:
            keep_to_this_machine(options["host"], allow_remote=options["allow_remote"])
        with listen_or_refuse(options["host"], options["port"]) as listening:
            await_database(self.stderr)
            refuse_if_outdated()
            if not options["demo"]:
                demo_account.refuse_if_open()
            os.environ["WEB_THREADS"] = str(options["threads"])
            programs = _programs(
                listening.fileno(),
                threads=options["threads"],
                workers=options["workers"],
                with_worker=not options["no_work"],
            )
            self.serve(programs, ends_with_terminal=options["demo"])

    def serve(self, programs: Iterable[Program], *, ends_with_terminal: bool) -> None:
        connections.close_all()
        sys.stdout.flush()
        supervisor = Supervisor([*programs])
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, supervisor.end)
        # A terminal that is closed ends the demo.
        at_hangup = supervisor.end if ends_with_terminal else supervisor.reload
        signal.signal(signal.SIGHUP, at_hangup)
        try:
            supervisor.run()
        except StartError as error:
            raise CommandError(f"{error} What it wrote above says why.") from error


def _programs(
    descriptor: int, *, threads: int, workers: int, with_worker: bool
) -> Iterator[Program]:
    """The processes of a site; all of them watch this one, and end with it.

    ``workers`` of them answer requests, as granian calls these; one makes datasheets, if asked for.
    """
    parent = str(os.getpid())

    def web(ready: int) -> Sequence[str]:
        module = (sys.executable, "-m", "config.web_process")
        return (*module, str(descriptor), str(ready), parent, str(threads))

    def work(ready: int) -> Sequence[str]:
        options = ("--parent", parent, "--ready", str(ready))
        return (sys.executable, "manage.py", "work", *options)

    for _ in range(max(workers, 1)):
        yield Program("web process", web, signal.SIGUSR1, TIME_TO_ANSWER, (descriptor,))
    if with_worker:
        yield Program("worker", work, signal.SIGTERM, TIME_LIMIT + 10)
