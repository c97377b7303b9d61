"""What a picture becomes, and how large it may be."""

from dataclasses import dataclass

DPI = 300


@dataclass(frozen=True, slots=True)
class Box:
    """The most pixels that a picture has across and down."""

    width: int
    height: int

    @classmethod
    def printed(cls, width: float, height: float) -> "Box":
        """What is printed in so many millimeters, at 300 dpi."""
        return cls(int(width / 25.4 * DPI), int(height / 25.4 * DPI))


FIGURE = Box.printed(88, 90)
"""As ``static/css/datasheet.css`` prints a figure; on a page it takes at most 440 px."""
LOGO = Box(480, 128)
"""Shown 32 px high: sharp on every screen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """sRGB or grey, 8 bits, upright, and nothing in it but the picture."""

    content: bytes
    media_type: str
    width: int
    height: int
