"""Rebuild the listings from the publication log."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.actions.rebuild_listings import listings_are_outdated, rebuild_listings


class Command(BaseCommand):
    help = "Rebuild the listings from the publication log; nothing else changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--outdated",
            action="store_true",
            help="Only if an earlier version of Aliquot made some of them.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["outdated"] and not listings_are_outdated():
            return
        self.stdout.write(f"{rebuild_listings()} listings.")
