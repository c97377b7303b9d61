"""Make the listings anew from the publication log."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.actions.rebuild_listings import rebuild_listings


class Command(BaseCommand):
    help = "Make the listings anew from the publication log; nothing else changes."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_listings()} listings.")
