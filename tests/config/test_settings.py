"""Configuration: from the environment, secrets also from files, all of it in the README."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from config.secret_key import kept_secret_key

READERS = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")


def setting(name: str, **environment: str) -> str:
    """A setting as a new process with this environment sees it."""
    code = f"from config import settings; print(settings.{name})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_every_variable_is_in_the_readme() -> None:
    source = (settings.BASE_DIR / "config" / "settings.py").read_text()
    readme = (settings.BASE_DIR / "README.md").read_text()
    read = set(READERS.findall(source))
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, flags=re.M))

    assert {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS"} <= read
    assert documented == read


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from a file")

    environment = {"SECRET_KEY_FILE": str(secret), "VAR_DIR": str(tmp_path)}
    assert setting("SECRET_KEY", **environment) == "from a file"


def test_a_database_url_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgres://curie:radium@db.example:5433/catalog")
    environment = {"DATABASE_URL_FILE": str(secret), "VAR_DIR": str(tmp_path)}

    database = setting("DATABASES['default']", **environment)

    assert "django.db.backends.postgresql" in database
    assert "db.example" in database
    assert "5433" in database


def test_the_secret_key_is_made_once_and_private(tmp_path: Path) -> None:
    key = kept_secret_key(tmp_path)

    assert len(key) >= 50
    assert kept_secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_files_are_kept_in_a_bucket_if_one_is_named(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("radium")
    environment = {
        "S3_BUCKET": "documents",
        "S3_ENDPOINT_URL": "https://storage.example",
        "S3_SECRET_ACCESS_KEY_FILE": str(secret),
        "VAR_DIR": str(tmp_path),
    }

    storage = setting("STORAGES['default']", **environment)

    for said in ("KeptInBucket", "'documents'", "https://storage.example", "radium"):
        assert said in storage
    assert "KeptFiles" in setting("STORAGES['default']", VAR_DIR=str(tmp_path))
