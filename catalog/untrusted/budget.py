"""Bounds on what is unpacked: a file of 40 kB can hold gigabytes of zeros."""

import pikepdf
from pikepdf import Array, Name, Stream

MAX_UNPACKED = 16 * 2**20
"""Bytes that all streams which are read of a file may unpack to, together."""
MAX_NESTING = 100

pikepdf.settings.set_qpdf_limits(
    parser_max_nesting=MAX_NESTING,
    parser_max_container_size=200_000,
    doc_max_warnings=10_000,
    max_stream_filters=2,
    flate_max_memory=MAX_UNPACKED,
    png_max_memory=MAX_UNPACKED,
    tiff_max_memory=MAX_UNPACKED,
    run_length_max_memory=MAX_UNPACKED,
    dct_max_memory=MAX_UNPACKED,
)


class SpentError(Exception):
    """The streams of a file unpack to more than may be read."""


class Budget:
    """What is left to unpack of one file."""

    def __init__(self, most: int = MAX_UNPACKED) -> None:
        self.left = most

    def unpacked(self, stream: object) -> bytes | None:
        """The content of a stream that is plain or deflated; None for any other.

        Raises SpentError, and what pikepdf raises for a stream that is damaged.
        """
        if not isinstance(stream, Stream) or not _is_plain(stream):
            return None
        return self._paid(stream)

    def _paid(self, stream: Stream) -> bytes:
        # One byte more, to tell a stream that is too large from one that just fits. (0: no limit.)
        pikepdf.settings.set_qpdf_limits(flate_max_memory=self.left + 1)
        try:
            content = stream.read_bytes()
        except pikepdf.PikepdfError as error:
            if "limit" in str(error) or "memory" in str(error):
                raise SpentError from error
            raise
        finally:
            pikepdf.settings.set_qpdf_limits(flate_max_memory=MAX_UNPACKED)
        self.left -= len(content)
        if self.left < 0:
            raise SpentError
        return content


def _is_plain(stream: Stream) -> bool:
    packed = stream.get("/Filter")
    if isinstance(packed, Array):
        return len(packed) == 0 or (len(packed) == 1 and packed[0] == Name.FlateDecode)
    return packed is None or packed == Name.FlateDecode
