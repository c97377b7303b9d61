"""Say whether a PDF is a document of this catalog."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datasheets.verification import MAX_SIZE, Origin, UnverifiableError, verify


class Command(BaseCommand):
    help = (
        "Say whether a PDF is a document of this catalog, of which revision, what was changed or "
        "added, and whether there is a newer one. Ends with 0 for an original, with 1 for every "
        "other PDF, with 2 for what cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the PDF, such as TDS-ALQ-1001-r1.pdf")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as file:
                verdict = verify(file.read(MAX_SIZE + 1))
        except OSError as error:
            reason = error.strerror or error
            raise CommandError(f"{options['file']}: {reason}.", returncode=2) from error
        except UnverifiableError as error:
            raise CommandError(f"{options['file']}: {error}", returncode=2) from error
        for statement in (verdict.headline, *verdict.statements):
            self.stdout.write(statement.text)
            for link in statement.links:
                self.stdout.write(f"  {link.text}: {settings.SITE_URL}{link.path}")
        if verdict.origin is not Origin.ORIGINAL:
            raise CommandError(f"{options['file']} is not an original of this catalog.")
