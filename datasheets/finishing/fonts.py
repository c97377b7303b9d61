"""Fonts of a PDF carry the tables that a PDF needs, and no more; a divided word stays one word."""

import re
import struct

from pikepdf import Dictionary, Object

TABLES = frozenset(
    {b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"}
)
"""ISO 32000-1, 9.9: of a CIDFontType2, whose glyphs are reached by their numbers."""

_HYPHEN = re.compile(rb"(?<=> )<2010>")
_SOFT_HYPHEN = b"<00ad>"
_HEADER = struct.Struct(">IHHHH")
_RECORD = struct.Struct(">4sIII")


def shrink_fonts(resources: Object) -> None:
    """Every font that the pages use."""
    for font in resources.get("/Font", Dictionary()).values():
        for descendant in font.get("/DescendantFonts", ()):
            descriptor: Object = descendant.FontDescriptor
            if "/FontFile2" in descriptor and "/CIDToGIDMap" in descendant:
                file = descriptor.FontFile2
                shrunk = without_needless_tables(file.read_bytes())
                file.write(shrunk)
                file.Length1 = len(shrunk)


def soften_hyphens(resources: Object) -> None:
    """The sign at the end of a line is a soft hyphen: whoever searches or listens passes over it.

    ISO 32000-1, 14.8.2.2.3. The stylesheet divides words with U+2010, which has a glyph of its own;
    in text that was set in type every other hyphen is U+002D.
    """
    for font in resources.get("/Font", Dictionary()).values():
        if "/ToUnicode" in font:
            font.ToUnicode.write(_HYPHEN.sub(_SOFT_HYPHEN, font.ToUnicode.read_bytes()))


def without_needless_tables(font: bytes) -> bytes:
    """The same TrueType font with ``TABLES`` alone, in the order in which they lay."""
    version, count, *_ = _HEADER.unpack_from(font)
    records = [_RECORD.unpack_from(font, _HEADER.size + 16 * place) for place in range(count)]
    kept = [record for record in records if record[0] in TABLES]
    power = len(kept).bit_length() - 1
    head = _HEADER.pack(version, len(kept), 16 << power, power, 16 * len(kept) - (16 << power))
    at = _HEADER.size + _RECORD.size * len(kept)
    directory, body = b"", b""
    moved = {}
    for tag, checksum, offset, length in sorted(kept, key=lambda record: record[2]):
        moved[tag] = _RECORD.pack(tag, checksum, at + len(body), length)
        body += font[offset : offset + length] + b"\0" * (-length % 4)
    directory = b"".join(moved[tag] for tag in sorted(moved))
    return head + directory + body
