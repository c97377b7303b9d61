"""Pictures as the public gets them: whatever was uploaded, made into one plain kind.

A camera's or an imager's file holds more than a picture: where and when it was taken and by whom, a
thumbnail of what was cut away, color spaces and depths that the engine of datasheets lacks. So
no upload is shown as it came. It is decoded, turned upright, brought to sRGB with 8 bits, scaled to
the size at which it is printed, and written again: what was not drawn is gone.

Public face: ``converted``, its boxes and errors, for those who ask. ``converting`` does the work
with Pillow, in a limited process of its own; nothing here needs Django.
"""

from catalog.limited import BusyError
from catalog.pictures.asking import converted
from catalog.pictures.formats import ACCEPTED, ACCEPTED_IN_WORDS, PictureError
from catalog.pictures.picture import FIGURE, LOGO, Box, Picture

__all__ = [
    "ACCEPTED",
    "ACCEPTED_IN_WORDS",
    "FIGURE",
    "LOGO",
    "Box",
    "BusyError",
    "Picture",
    "PictureError",
    "converted",
]
