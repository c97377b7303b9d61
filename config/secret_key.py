"""A secret key for a machine that was given none: made once and kept beside the database."""

import os
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
    path = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = get_random_secret_key()
        file.write(key)
    return key
