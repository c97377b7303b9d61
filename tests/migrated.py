"""A migrated database to copy, kept in pytest's cache: migrating costs each process seconds.

It is made by ``manage.py migrate`` from empty whenever the code or a requirement has changed, and
every copy is migrated once more as Django's tests do. ``--create-db`` goes without it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.processes import address_of

ROOT = Path(__file__).parents[1]
CODE = ("catalog", "config", "datasheets")


def prepare(folder: Path) -> None:
    """Let the test database of this process begin as a copy; ``folder`` is what stays."""
    with _alone_in(folder):
        if connection.vendor == "sqlite":
            shutil.copyfile(_sqlite(folder), str(_test_settings()["NAME"]))
        else:
            _test_settings()["TEMPLATE"] = _postgresql(folder)


def _test_settings() -> dict[str, object]:
    of_tests: dict[str, object] = connection.settings_dict["TEST"]
    return of_tests


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sqlite(folder: Path) -> Path:
    kept = folder / f"{checksum()}.sqlite3"
    if not kept.exists():
        with _in_place_of_older(kept) as made:
            _migrate(str(made))
    return kept


def _postgresql(folder: Path) -> str:
    """The name of the template. A server is gone after its run: what is kept is a dump."""
    name, kept = f"migrated_{checksum()}", folder / f"{checksum()}.dump"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name
        cursor.execute("DROP DATABASE IF EXISTS half_migrated")
        cursor.execute("CREATE DATABASE half_migrated")
        half_migrated = address_of("half_migrated")
        if kept.exists():
            _run("pg_restore", f"--dbname={half_migrated}", "--exit-on-error", str(kept))
        else:
            _migrate("half_migrated")
            if shutil.which("pg_dump"):
                with _in_place_of_older(kept) as made:
                    _run("pg_dump", half_migrated, "--format=custom", f"--file={made}")
        cursor.execute(f"ALTER DATABASE half_migrated RENAME TO {name}")
    return name


@contextmanager
def _in_place_of_older(kept: Path) -> Iterator[Path]:
    """A file to write, which takes the place of those of earlier code when it is whole."""
    made = kept.with_suffix(".half")
    made.unlink(missing_ok=True)
    yield made
    for older in kept.parent.glob(f"*{kept.suffix}"):
        older.unlink()
    made.rename(kept)


def checksum() -> str:
    """Of everything that a migrated database comes from."""
    digest = sha256()
    sources = [file for folder in CODE for file in (ROOT / folder).rglob("*.py")]
    for file in (*sorted(sources), ROOT / "requirements.txt", Path(__file__)):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ROOT)} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:32]


def _migrate(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {"DATABASE_URL": address_of(name), "VAR_DIR": folder}
        _run(sys.executable, "manage.py", "migrate", "--verbosity=0", **environment)


def _run(*command: str, **environment: str) -> None:
    subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ | environment, check=True)
