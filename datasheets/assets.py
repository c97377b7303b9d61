"""The files that a document is made of: its stylesheets and fonts. It may load nothing else.

Beside them a document shows the pictures that its job brings along (``datasheets.carried``);
nothing is ever fetched from a network or from elsewhere on a disk.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
FONT_FOLDER = STATIC / "fonts"
STYLESHEETS = {
    "a4": ("css/datasheet.css",),
    "letter": ("css/datasheet.css", "css/datasheet-letter.css"),
}
"""Of each paper."""

FONTS = tuple(f"fonts/Inter-{style}.ttf" for style in ("Regular", "Italic", "SemiBold", "Bold"))
COLOR_PROFILE = "color/sRGB.icc"
"""IEC 61966-2-1 as an ICC profile 4.2 that Little CMS wrote: with curves as formulas, 588 bytes."""

ASSETS = frozenset(
    {COLOR_PROFILE, *FONTS, *(name for names in STYLESHEETS.values() for name in names)}
)


def stylesheet(paper: str) -> str:
    """The CSS for a paper, in one piece."""
    return "\n".join((STATIC / name).read_text("utf-8") for name in STYLESHEETS[paper])


def digest(names: Iterable[str] = ASSETS) -> str:
    """A hash of the bytes of assets."""
    result = hashlib.sha256()
    for name in sorted(names):
        content = (STATIC / name).read_bytes()
        result.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return result.hexdigest()
