"""A hash of the code that makes the faces, so that an upgrade changes their ETags."""

import hashlib
from functools import cache

from django.conf import settings

SOURCES = (
    "catalog", "templates", "static/css", "static/js", "config/settings.py", "requirements.txt",
)  # fmt: skip
KINDS = {".py", ".html", ".css", ".js", ".txt"}


@cache
def code_version() -> str:
    """The same for the same sources; computed once a process, a few milliseconds."""
    digest = hashlib.sha256()
    for source in SOURCES:
        root = settings.BASE_DIR / source
        files = sorted(root.rglob("*")) if root.is_dir() else [root]
        for file in files:
            if file.suffix in KINDS:
                digest.update(file.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
