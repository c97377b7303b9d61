"""Make static/fonts from the release of Inter that the npm package inter-ui carries.

    npm pack inter-ui@4.1.1
    .venv/bin/python tools/subset_fonts.py inter-ui-4.1.1.tgz

For PDF: TrueType with every character. For pages: WOFF2 with the characters of western and central
European names, Greek, and the signs of the field; a browser takes the rest from another font.

Both go without contextual alternates ("calt"): they draw "->" as an arrow and the x of "0x45" as a
multiplication sign, and a catalog has to show what it was given.
"""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"

FOR_PDF = ("Regular", "Italic", "SemiBold", "Bold")
FOR_PAGES = ("Regular", "Italic", "SemiBold")

# Tabular figures for tables of numbers, slashed zero and case-sensitive hyphens for catalog numbers
# and sequences, true superscripts and subscripts for formulas.
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum", "zero", "case", "sups", "subs"]

PAGE_CHARACTERS = (
    *range(0x20, 0x7F),  # ASCII
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: ° ± ² ³ µ · ½ × ® Å é Ł š
    *range(0x0391, 0x03AA),  # Greek capitals
    *range(0x03B1, 0x03CA),  # Greek small letters
    *map(ord, "ȘșȚț"),
    *map(ord, "‐‑–—‘’‚“”„†‡•…‰′″‹›⁄ \u202f"),
    *map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
    *map(ord, "€℃™Ω℮"),
    *map(ord, "←↑→↓↔↗"),
    *map(ord, "−∕∙√∞∆∂∑≈≠≤≥◊✓✗"),
)


def main(package: str) -> None:
    with tarfile.open(package) as archive:
        for weight in FOR_PDF:
            source = read(archive, f"package/web/Inter-{weight}.woff2")
            write(source, f"Inter-{weight}.ttf", characters=None)
            if weight in FOR_PAGES:
                write(source, f"Inter-{weight}.woff2", characters=PAGE_CHARACTERS)
        (FONTS / "OFL.txt").write_bytes(read(archive, "package/LICENSE.txt"))


def read(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    if member is None:
        sys.exit(f"{name} is missing in the package.")
    return member.read()


def write(source: bytes, name: str, characters: tuple[int, ...] | None) -> None:
    """Write one font file with these characters, or with all that it has."""
    options = subset.Options()
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    options.flavor = "woff2" if name.endswith(".woff2") else None
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    if characters is None:
        options.layout_features = [tag for tag in features_of(font) if tag != "calt"]
        options.glyph_names = True
        options.notdef_outline = True
        characters = tuple(font.getBestCmap())
    else:
        options.layout_features = FEATURES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    subset.save_font(font, str(FONTS / name), options)
    print(f"{name:22} {(FONTS / name).stat().st_size / 1000:6.0f} kB")


def features_of(font: TTFont) -> set[str]:
    tables = [font[tag].table for tag in ("GSUB", "GPOS") if tag in font]
    return {
        record.FeatureTag
        for table in tables
        if table.FeatureList is not None
        for record in table.FeatureList.FeatureRecord
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
