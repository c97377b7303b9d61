"""Have datasheets issued again, after an upgrade or a change of the site's settings."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasheets.archive import NothingChangedError, current, reissue
from datasheets.models import Datasheet
from datasheets.rendering import RenderingError


class Command(BaseCommand):
    help = (
        "Have the worker make the last issue of each current datasheet again, with a public "
        "reason. Nothing is ever issued again by itself; a document that would be the very same "
        "is left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", nargs="*", help="documents such as TDS-ALQ-1001-r2")
        parser.add_argument("--all", action="store_true", help="every datasheet that is current")
        parser.add_argument("--reason", required=True, help="public: why, in one sentence")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for sheet in self.chosen(options["number"], everything=options["all"]):
            try:
                made = reissue(sheet, reason=options["reason"], by=None)
                self.stdout.write(f"{sheet.number}: issued again as {made.number}")
            except NothingChangedError as same:
                self.stdout.write(f"{sheet.number}: {same}")
            except (RenderingError, ValueError) as error:
                failed += 1
                self.stderr.write(f"{sheet.number}: {error}")
        if failed:
            raise CommandError(f"{failed} datasheets could not be issued again.")

    def chosen(self, numbers: list[str], *, everything: bool) -> list[Datasheet]:
        if bool(numbers) == everything:
            raise CommandError("Name documents, or say --all.")
        if everything:
            return [sheet for sheet in current() if not sheet.later_issue()]
        found = {sheet.number: sheet for sheet in Datasheet.ready().filter(number__in=numbers)}
        if unknown := [number for number in numbers if number not in found]:
            raise CommandError(f"There is no document {', '.join(unknown)}; nothing was done.")
        return [found[number] for number in numbers]
