"""Convert pictures that were uploaded before uploads were converted."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.actions.convert_pictures import convert_pictures

HELP = """\
Convert pictures that were uploaded before uploads were converted.

Such a picture is shown as it came, with all that a camera wrote into it: position, time, device.
This makes of those in drafts, and of the logo, what an upload becomes now, and saves the drafts.
Publish them to show the converted pictures. Revisions that are public already stay as they are, and
so does the address of a picture that they show.

It can be run again; what is converted already is left alone.
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reason", default="Pictures converted", help="What the history of the drafts says."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        converted = failed = 0
        for tried in convert_pictures(reason=options["reason"]):
            self.stdout.write(
                f"{tried.shown_by} ({tried.filename}): {tried.problem or 'converted'}"
            )
            converted += not tried.problem
            failed += bool(tried.problem)
        self.stdout.write(f"{converted} converted.")
        if failed:
            raise CommandError(
                f"{failed} could not be converted. Upload other pictures in their place."
            )
