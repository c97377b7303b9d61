"""Let publishing go on after a clock was wrong."""

import getpass
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.actions.accept_lead import accept_lead
from catalog.actions.errors import ActionError

HELP = """\
Let publishing go on although the publication log is ahead of the clock.

That is so after the clock of a machine ran ahead and something was published, or shown as of a
moment, by that wrong time. Publishing then refuses, as the clock may be wrong now: look at it
first, and set it right if it is.

What was told of a moment stays as it was told, and the log never runs backwards. So what is
published from now on comes just after the last moment of the log, and is shown from that moment
on: not before the clock gets there. Staff are told so ("will be shown from ..."). Nothing in the
log is changed; who accepted this, when and why is recorded for ever.
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, help="What happened to the clock.")
        parser.add_argument("--by", default="", help="Who accepts it; the user of this machine.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            accepted = accept_lead(by=options["by"] or getpass.getuser(), reason=options["reason"])
        except ActionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Recorded. What is published now is shown from {accepted.until:%Y-%m-%d %H:%M:%S} UTC."
        )
