"""What a document may load: our own stylesheets and fonts, stored files of the catalog, no more.

An address is ``asset:css/datasheet.css`` for a file below ``static/``, or ``stored:`` and
the SHA-256 of a stored file. Nothing is ever fetched from a network or from elsewhere on a disk.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from catalog.models import StoredFile

STYLESHEETS = ("css/datasheet.css", "css/datasheet-letter.css")
FONTS = tuple(f"fonts/Inter-{style}.ttf" for style in ("Regular", "Italic", "SemiBold", "Bold"))
ASSETS = frozenset({*STYLESHEETS, *FONTS})
MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf"}

_STORED_FILE = re.compile(r"stored:([0-9a-f]{64})\Z")


class AssetRefusedError(Exception):
    """A document asked for something that it may not have."""


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    media_type: str


def load(address: str) -> Asset:
    """The asset at an address. Raises AssetRefusedError for everything that is not listed here."""
    scheme, _, name = address.partition(":")
    if scheme == "asset" and name in ASSETS:
        return Asset(_path(name).read_bytes(), MEDIA_TYPES[Path(name).suffix])
    if match := _STORED_FILE.match(address):
        return _stored(match[1], address)
    raise AssetRefusedError(
        f"A document may not load '{address[:120]}'; it may load the assets "
        f"{', '.join(sorted(ASSETS))} and stored files of the catalog."
    )


def _stored(sha256: str, address: str) -> Asset:
    row = StoredFile.by_hash(sha256)
    if row is None:
        raise AssetRefusedError(f"No stored file has the hash in '{address}'; upload it again.")
    with row.file.open("rb") as file:
        return Asset(file.read(), row.media_type)


def digest(names: Iterable[str] = ASSETS) -> str:
    """A hash of the bytes of assets."""
    result = hashlib.sha256()
    for name in sorted(names):
        result.update(name.encode() + b"\0" + hashlib.sha256(_path(name).read_bytes()).digest())
    return result.hexdigest()


def _path(name: str) -> Path:
    return Path(settings.BASE_DIR) / "static" / name
