"""The demo's account, whose password everybody knows: a site for others must not have it."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.db import connection

from catalog.management.commands.seed_demo import DEMO_PASSWORD, DEMO_USER


def is_open() -> bool:
    """Whether anybody can sign in with the demo's password."""
    if User._meta.db_table not in connection.introspection.table_names():
        return False  # not migrated yet
    account = User.objects.filter(username=DEMO_USER, is_active=True).first()
    return account is not None and account.check_password(DEMO_PASSWORD)


def refuse_if_open() -> None:
    """Raises CommandError, which says what to do."""
    if is_open():
        raise CommandError(
            f"Anybody can sign in here as {DEMO_USER}, password {DEMO_PASSWORD}: this database "
            "began as the demo. Give that account another password:\n\n"
            f"    .venv/bin/python manage.py changepassword {DEMO_USER}\n\n"
            "or begin with an empty database (VAR_DIR, DATABASE_URL). To look at the demo, "
            "use make run."
        )


def administrator_exists() -> bool:
    return User.objects.filter(is_active=True, is_superuser=True).exists()
