"""What must be so before a site is served; if it is not, CommandError says what to do."""

import time

from django.core.management.base import CommandError, OutputWrapper
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PAUSE = 5.0
"""Seconds between two looks for the database."""


def keep_to_this_machine(host: str, *, allow_remote: bool) -> None:
    """The demo, to which everybody knows the password, is not for others."""
    if host in LOOPBACK or allow_remote:
        return
    raise CommandError(
        f"The demo is not served at {host}: everybody knows its password, and whoever "
        "reaches that address could sign in as an administrator. Serve it at 127.0.0.1, or say "
        f"that you mean it: make run HOST={host} ARGS=--allow-remote"
    )


def await_database(log: OutputWrapper) -> None:
    """After a start of the machine, a database server may come later than we do.

    A database in a file that cannot be opened would stay so: that is an error at once.
    """
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as error:
            if connection.vendor == "sqlite":
                raise CommandError(f"The database cannot be opened: {error}.") from error
            log.write(f"Waiting for the database (DATABASE_URL): {error}")
            time.sleep(PAUSE)


def refuse_if_outdated() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is older than this code. Run make upgrade first.")
