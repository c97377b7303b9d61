"""Pictures as the public gets them: whatever was uploaded, made into one plain kind.

A camera's or an imager's file holds more than a picture: where and when it was taken and by whom, a
thumbnail of what was cut away, color spaces and depths that the engine of datasheets lacks. So
no upload is shown as it came. It is decoded, turned upright, brought to sRGB with 8 bits, scaled to
the size at which it is printed, and written again: what was not drawn is gone.

Public face: ``convert``, its ``Box`` and ``Picture``, ``PictureError``. Pillow alone, no Django: it
runs in a process of its own, whose memory and time are limited.
"""

from catalog.pictures.converting import FIGURE, LOGO, Box, Picture, convert
from catalog.pictures.formats import ACCEPTED, ACCEPTED_IN_WORDS, MAX_BYTES, PictureError

__all__ = [
    "ACCEPTED",
    "ACCEPTED_IN_WORDS",
    "FIGURE",
    "LOGO",
    "MAX_BYTES",
    "Box",
    "Picture",
    "PictureError",
    "convert",
]
