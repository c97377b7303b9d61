"""Colors: from whatever a file means by its numbers to sRGB with 8 bits, or to grey."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageCms

from catalog.pictures.formats import PictureError

DARK = 16
"""Of its range, a picture of more than 8 bits uses at least one part in so many."""

USUAL_GAMMA = 1 / 2.2
"""What PNG files say that hold sRGB."""

_PROFILED = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}
"""The color space of the profile that fits a mode."""


def eight_bits(image: Image.Image, white: int, *, inverted: bool) -> Image.Image:
    """A picture of one channel with 16 bits as one of 8; ``white`` is its greatest value.

    The scale is linear and that of the file: brightness is evidence, and is not stretched.
    """
    table = [min(round(value * 255 / white), 255) for value in range(65536)]
    if inverted:
        table = [255 - value for value in table]
    return image.convert("I").point(table, "L")


def check_brightness(brightest: int, white: int) -> None:
    """Raises PictureError for values that would be printed black."""
    if 0 < brightest <= white // DARK:
        raise PictureError(
            f"would be black: its brightest value is {brightest:,} of {white:,}. Export it from "
            "the imager's software with its contrast set, as 8-bit or 16-bit PNG or TIFF."
        )


def plain(image: Image.Image) -> Image.Image:
    """In a mode that can be scaled: L, LA, RGB, RGBA or CMYK. Raises PictureError."""
    transparent = image.has_transparency_data
    match image.mode:
        case "1" | "L" | "LA" | "La":
            return image.convert("LA" if transparent else "L")
        case "P" | "PA" | "RGB" | "RGBA" | "RGBa" | "RGBX" | "YCbCr":
            return image.convert("RGBA" if transparent else "RGB")
        case "CMYK":
            return image
        case "I" | "F":
            raise PictureError(
                "has 32 bits, or numbers below zero, and does not say which value is white: save "
                "it with 8 or 16 bits per channel."
            )
        case _:
            raise PictureError("has colors that are not RGB, CMYK or grey: save it as RGB.")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a file says of its colors: an ICC profile, or how its values follow from light."""

    profile: bytes | None
    gamma: float | None

    @classmethod
    def of(cls, image: Image.Image) -> "Meaning":
        """PNG, third edition, 4.3: a profile goes before sRGB, and that before a gamma."""
        profile, gamma = image.info.get("icc_profile"), image.info.get("gamma")
        if isinstance(profile, bytes) and profile:
            return cls(profile, None)
        if "srgb" in image.info or not isinstance(gamma, float) or not 0.1 < gamma < 10:
            return cls(None, None)
        return cls(None, None if abs(gamma - USUAL_GAMMA) < 0.03 else gamma)


def to_srgb(image: Image.Image, meaning: Meaning) -> Image.Image:
    """Colors as the file means them; grey if nothing in it has a color. Opacity stays."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colors = image.convert(image.mode[:-1]) if alpha else image
    if meaning.profile:
        colors = _converted(colors, meaning.profile)
    elif meaning.gamma:
        colors = colors.point(
            [_srgb((n / 255) ** (1 / meaning.gamma)) for n in range(256)] * len(colors.getbands())
        )
    if colors.mode == "CMYK":
        colors = colors.convert("RGB")
    if _is_grey(colors):
        colors = colors.getchannel(0)
    if alpha and alpha.getextrema() != (255, 255):
        colors.putalpha(alpha)
    return colors


def _converted(image: Image.Image, content: bytes) -> Image.Image:
    """The picture as it is when the profile does not fit it, or is none: so do browsers, too."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        space = profile.profile.xcolor_space
        if image.mode == "L" and space == "RGB ":
            image = image.convert("RGB")
        if _PROFILED.get(image.mode) != space:
            return image
        converted = ImageCms.profileToProfile(
            image,
            profile,
            ImageCms.createProfile("sRGB"),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            "RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def _srgb(light: float) -> int:
    """IEC 61966-2-1: 0 to 255 for light from 0 to 1."""
    value = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * value)


def _is_grey(image: Image.Image) -> bool:
    if image.mode == "L":
        return True
    red, green, blue = image.split()
    pairs = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(pair.getbbox() for pair in pairs)
