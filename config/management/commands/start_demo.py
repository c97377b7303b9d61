"""What ``make run`` calls: a working site with demo data, from nothing."""

import hashlib
import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from catalog import triggers
from config.management.commands.serve import add_address, listen_or_refuse
from config.readiness import keep_to_this_machine


class Command(BaseCommand):
    help = "Set up what is missing (database, demo, static files) and serve, with a worker."

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        keep_to_this_machine(options["host"], allow_remote=options["allow_remote"])
        host, port = options["host"], options["port"]
        listen_or_refuse(host, port).close()  # before anything is set up for nothing
        address = self.adopt_address(host, port)
        self.migrate()
        self.stdout.write("Demo catalog …")
        call_command("seed_demo")
        self.collect_static()
        self.greet(address)
        sys.stdout.flush()
        serve = [f"--{name}={options[name]}" for name in ("host", "port", "workers", "threads")]
        serve += ["--demo", *(["--no-work"] if options["no_work"] else [])]
        serve += ["--allow-remote"] if options["allow_remote"] else []
        manage = str(settings.BASE_DIR / "manage.py")
        os.execv(sys.executable, [sys.executable, manage, "serve", *serve])

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending or triggers.missing(connection):
            self.stdout.write("Database …")
            call_command("migrate", interactive=False, verbosity=1)
            call_command("rebuild_listings", "--outdated")

    def collect_static(self) -> None:
        """Collect static files if any of them, or a package that brings some, has changed."""
        digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
        for file in sorted((settings.BASE_DIR / "static").rglob("*")):
            if file.is_file():
                digest.update(file.as_posix().encode() + file.read_bytes())
        stamp = settings.STATIC_ROOT / ".stamp"
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        self.stdout.write("Static files …")
        call_command("collectstatic", interactive=False, verbosity=0, ignore=["rest_framework"])
        stamp.write_text(digest.hexdigest())

    def adopt_address(self, host: str, port: int) -> str:
        """Unless the environment says otherwise, the site is where the demo is served."""
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        settings.SITE_URL = os.environ.setdefault("SITE_URL", address)
        hosts = {host, socket.gethostname(), *settings.ALLOWED_HOSTS}
        os.environ.setdefault("ALLOWED_HOSTS", ",".join(sorted(hosts)))
        return address

    def greet(self, address: str) -> None:
        self.stdout.write(
            f"\n  Site   {address}/\n"
            f"  Admin  {address}/admin/   sign in as demo, password demo\n"
            f"  API    {address}/api/v1/\n\n"
            "Stop with Ctrl+C.\n"
        )
