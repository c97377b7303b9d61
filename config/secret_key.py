"""A secret key for a machine that was given none: made once and kept beside the database."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def kept_secret_key(folder: Path) -> str:
    """The key in ``folder``, made on first use, readable by the owner only.

    Raises ImproperlyConfigured if it can be neither read nor made.
    """
    try:
        return _read_or_made(folder)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key is kept in VAR_DIR, {folder}, and cannot be read or made there: "
            f"{error.strerror}. Make that folder, owned by the user who serves, set VAR_DIR to "
            "another, or give a key with SECRET_KEY."
        ) from error


def _read_or_made(folder: Path) -> str:
    """Of processes that start at once, one makes the key, and all others read it whole."""
    path = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    """A link appears at once, with all that is written, and never replaces another key."""
    descriptor, name = tempfile.mkstemp(prefix=".secret_key-", dir=path.parent)  # the owner's alone
    made = Path(name)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(made, path)
    finally:
        made.unlink()
