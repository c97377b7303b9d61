"""Bring database and static files up to this code, and check the deployment."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import demo_account

NOBODY = """Nobody can sign in yet. Make the first administrator with `make admin`; in a script:
  DJANGO_SUPERUSER_PASSWORD=… .venv/bin/python manage.py createsuperuser --noinput \\
      --username NAME --email ADDRESS"""


class Command(BaseCommand):
    help = "Migrate, bring listings up to date, collect static files, and check the deployment."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_account.refuse_if_open()
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("rebuild_listings", "--outdated")
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0, ignore=["rest_framework"])
        call_command("check", deploy=True, databases=["default"])
        if not demo_account.administrator_exists():
            self.stdout.write(NOBODY)
