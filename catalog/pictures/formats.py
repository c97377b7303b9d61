"""Which files are accepted as pictures, and what is said of those that are not.

This is the one list: upload, loaders and the engine of datasheets follow it.
"""

import re

ACCEPTED = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "GIF": "image/gif",
}
"""Media types by the names that Pillow has for formats."""

ACCEPTED_IN_WORDS = "PNG, JPEG, TIFF, WebP or GIF"

MAX_BYTES = 50_000_000
MAX_PIXELS = 50_000_000
"""Enough for the 48-megapixel photographs of telephones."""
MAX_PIXELS_OF_WEBP = 16_000_000
"""Its decoder takes 16 bytes a pixel, the others 4."""

_AS_PNG = "export it as PNG."
_SEEN_AT_THE_START = (
    (rb"....ftyp(avif|avis)", "is an AVIF picture", "save it as PNG or JPEG."),
    (
        rb"....ftyp(hei[cfmsx]|hev[cmsx]|mif1|msf1)",
        "is a HEIC photograph, as iPhones take them",
        "save or send it as JPEG; Settings > Camera > Formats > Most Compatible takes JPEG.",
    ),
    (rb"\s*(<\?xml|<!--|<!DOCTYPE|<svg)", "is an SVG drawing or another text in XML", _AS_PNG),
    (rb"\xef\xbb\xbf\s*<", "is an SVG drawing or another text in XML", _AS_PNG),
    (rb"\x1f\x8b", "is compressed, as SVGZ drawings are", _AS_PNG),
    (rb"%PDF-", "is a PDF", "export its picture as PNG, or add the PDF as an attachment."),
    (rb"%!PS", "is an EPS drawing", _AS_PNG),
    (rb"8BPS", "is a Photoshop file", _AS_PNG),
    (rb"BM", "is a Windows bitmap", "save it as PNG."),
    (rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", "is a JPEG 2000 picture", "save it as PNG."),
    (rb"\x00\x00\x00\x0cJXL |\xff\x0a", "is a JPEG XL picture", "save it as PNG or JPEG."),
    (
        rb"II[*+]\x00|MM\x00[*+]",
        "is a TIFF of a kind that is rare",
        "save it uncompressed, as grey or RGB with 8 or 16 bits per channel.",
    ),
    (rb"P[1-7]\s", "is a picture in Netpbm's format", "save it as PNG."),
)


class PictureError(ValueError):
    """A file that cannot be shown: what it is, and the remedy. Begins with a verb, so that a name
    can be put before it."""


def refusal(content: bytes) -> str:
    """What is said of a file that does not open as a picture of an accepted format."""
    for start, what, remedy in _SEEN_AT_THE_START:
        if re.match(start, content[:200], re.DOTALL):
            return f"{what}, which cannot be shown here: {remedy}"
    return f"is not a picture that can be read: upload a whole {ACCEPTED_IN_WORDS} file."


def too_large(size: int) -> PictureError:
    """What is said of a file of so many bytes."""
    return PictureError(
        f"has {size / 1e6:,.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are accepted: scale it down, "
        "or save it as JPEG."
    )
