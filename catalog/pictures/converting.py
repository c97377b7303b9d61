"""From the bytes of an upload to those that the public gets."""

import io
import math
import struct
import warnings

from PIL import (
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from catalog.pictures.colors import Meaning, check_brightness, eight_bits, plain, to_srgb
from catalog.pictures.formats import (
    ACCEPTED,
    ACCEPTED_IN_WORDS,
    MAX_BYTES,
    MAX_PIXELS,
    MAX_PIXELS_OF_WEBP,
    PictureError,
    refusal,
    too_large,
)
from catalog.pictures.picture import Box, Picture

JPEG_QUALITY = 92
PIXELS_AT_ONCE = 1_000_000

_READERS = (
    GifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin,
    WebPImagePlugin,
)  # fmt: skip
"""Imported once, so that Pillow has these formats whatever it has opened before."""
_ORIENTATION, _NEW_SUBFILE_TYPE = 0x0112, 0x00FE
"""Tags of EXIF and TIFF."""
_MOST_PAGES = 8
"""Of a TIFF, beyond which nobody looks whether they are small copies of the first one."""


def convert(content: bytes, box: Box) -> Picture:
    """The picture that a file shows, at most as large as the box. Raises PictureError.

    The same bytes give the same bytes. A lossless file stays lossless.
    """
    if len(content) > MAX_BYTES:
        raise too_large(len(content))
    image, is_lossy = _opened(content, box)
    return _written(image, is_lossy=is_lossy)


def _opened(content: bytes, box: Box) -> tuple[Image.Image, bool]:
    """The picture as it will be, and whether it came with losses. Raises PictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they warn of is judged below
            warnings.simplefilter("error", DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(ACCEPTED)) as image:
                _check(image)
                return _drawn(image, box), _is_lossy(image, content)
    except UnidentifiedImageError as error:
        raise PictureError(refusal(content)) from error
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise PictureError(_too_many_pixels("far too many")) from error
    except PictureError:
        raise
    except (
        OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError,
        struct.error, NotImplementedError,
    ) as error:  # fmt: skip
        raise PictureError(
            f"is damaged, or of a kind that cannot be read: upload a whole {ACCEPTED_IN_WORDS} "
            "file, saved again by another program perhaps."
        ) from error


def _check(image: Image.Image) -> None:
    """Raises PictureError; nothing has been decoded yet."""
    most = MAX_PIXELS_OF_WEBP if image.format == "WEBP" else MAX_PIXELS
    if image.width * image.height > most:
        raise PictureError(_too_many_pixels(f"{image.width:,} × {image.height:,}", most))
    if image.format == "TIFF":
        _check_pages(image)
    elif not isinstance(image, MpoImagePlugin.MpoImageFile) and getattr(
        image, "is_animated", False
    ):
        raise PictureError("is animated, which paper cannot show: save the one frame to be shown.")


def _too_many_pixels(number: str, most: int = MAX_PIXELS) -> str:
    return f"has {number} pixels; at most {most // 10**6} million are accepted: scale it down."


def _check_pages(image: Image.Image) -> None:
    """A TIFF shows its first page; the others may only be small copies of it."""
    assert isinstance(image, TiffImagePlugin.TiffImageFile)
    try:
        for page in range(1, _MOST_PAGES):
            image.seek(page)
            if not image.tag_v2.get(_NEW_SUBFILE_TYPE, 0) & 1:
                break
        raise PictureError("has several pages: save the one to be shown as a file of its own.")
    except EOFError:
        image.seek(0)


def _drawn(image: Image.Image, box: Box) -> Image.Image:
    """Upright, in its size and its colors."""
    orientation = _orientation(image)
    meaning = Meaning.of(image)
    if orientation > 4:  # turned by a quarter
        box = Box(box.height, box.width)
    scale = min(box.width / image.width, box.height / image.height, 1)
    size = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
    image.draft(None, (size[0] * 2, size[1] * 2))  # a JPEG is decoded at a fraction of its size
    image.load()
    reduced = _reduced(image, math.floor(min(image.width / size[0], image.height / size[1]) / 2))
    if reduced.size != size:
        reduced = reduced.resize(size, Image.Resampling.LANCZOS)
    drawn = to_srgb(reduced, meaning)
    return _upright(drawn, orientation)


def _orientation(image: Image.Image) -> int:
    """1 to 8, as EXIF has it; 1, upright, where it is missing or damaged, and of a TIFF, which
    Pillow turns by itself."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return 1
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error):
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    image.info = {"exif": exif.tobytes()}
    return ImageOps.exif_transpose(image)


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Made smaller by a whole factor, in a mode of 8 bits.

    It goes by strips: the whole in another mode would need its memory twice.
    """
    white, inverted = _range(image)
    if white and not inverted:
        check_brightness(_greatest(image), white)
    factor = max(factor, 1)
    rows = max(PIXELS_AT_ONCE // image.width // factor, 1) * factor
    strips = []
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        strip = eight_bits(strip, white, inverted=inverted) if white else plain(strip)
        strips.append(strip.reduce(factor) if factor > 1 else strip)
    whole = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def _range(image: Image.Image) -> tuple[int, bool]:
    """The greatest value of a picture of 9 to 16 bits a channel, and whether it means black;
    0 for others.

    TIFF 6.0: PhotometricInterpretation 0 is WhiteIsZero. Pillow turns such pictures of 8 bits, and
    leaves those of 16 as they are.
    """
    if not image.mode.startswith("I;16"):
        return 0, False
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return 65535, False
    bits = image.tag_v2.get(TiffImagePlugin.BITSPERSAMPLE, (16,))[0]
    inverted = image.tag_v2.get(TiffImagePlugin.PHOTOMETRIC_INTERPRETATION) == 0
    return 2 ** min(int(bits), 16) - 1, inverted


def _greatest(image: Image.Image) -> int:
    _, greatest = image.convert("I").getextrema() if image.mode != "I;16" else image.getextrema()
    assert isinstance(greatest, int | float)
    return int(greatest)


def _is_lossy(image: Image.Image, content: bytes) -> bool:
    return isinstance(image, JpegImagePlugin.JpegImageFile) or (
        image.format == "WEBP" and b"VP8 " in content[:64]
    )


def _written(image: Image.Image, *, is_lossy: bool) -> Picture:
    """As JPEG what came with losses and is opaque, else as PNG."""
    image.info = {}
    written = io.BytesIO()
    if is_lossy and image.mode in ("L", "RGB"):
        # Not optimized: Pillow would keep a buffer for that, which noise overflows.
        image.save(written, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        return Picture(written.getvalue(), "image/jpeg", *image.size)
    image.save(written, "PNG", optimize=True)
    return Picture(written.getvalue(), "image/png", *image.size)
