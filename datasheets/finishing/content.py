"""Content streams of pages, as WeasyPrint writes them: in hexadecimal strings, one operator a line.

Only what is known to come from there is touched.
"""

import re
from collections.abc import Collection

_MARK = re.compile(rb"/\w+\s+<</MCID (\d+)>>\s+BDC")
_COORDINATE = re.compile(rb"(?<![\d.])(\d\d+\.\d\d)\d+(?= )(?! Tf)")


def tidied(content: bytes, tagged: Collection[int]) -> bytes:
    """The same drawing: marked content that no element holds is an artifact, and it is shorter.

    ``tagged`` are the numbers of the marked content in the structure tree. Adjustments by zero
    between glyphs go, and coordinates, which are CSS pixels, keep two decimal places.
    """

    def mark(found: re.Match[bytes]) -> bytes:
        return found[0] if int(found[1]) in tagged else b"/Artifact\nBMC"

    content = _MARK.sub(mark, content)
    content = content.replace(b">0<", b"").replace(b">0]", b">]")
    return _COORDINATE.sub(rb"\1", content)
