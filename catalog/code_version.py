"""A hash of the code that makes the faces, so that an upgrade changes their ETags."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

BESIDE = ("templates", "static/css", "static/js", "locale", "requirements.txt")
"""What the apps need besides; other people's apps are told by the lock file."""
KINDS = {".py", ".html", ".css", ".js", ".txt", ".mo", ".json"}


@cache
def code_version() -> str:
    """The same for the same code, in whatever folder; computed once a process, in milliseconds."""
    return version_of(settings.BASE_DIR)


def version_of(folder: Path) -> str:
    """The version of a copy of this code in ``folder``."""
    digest = hashlib.sha256()
    for source in sources():
        for file in _files(folder / source):
            name = file.relative_to(folder).as_posix()
            digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def sources() -> list[str]:
    """The folders and files of the code, relative to its own: every installed app that is ours."""
    paths = [Path(app.path) for app in apps.get_app_configs()]
    return sorted([path.name for path in paths if path.parent == settings.BASE_DIR] + [*BESIDE])


def _files(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from sorted(file for file in root.rglob("*") if file.suffix in KINDS)
    else:
        yield root
