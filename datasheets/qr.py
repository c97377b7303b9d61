"""QR codes as SVG: one path, so that a code weighs little and every printer keeps its edges."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr_code(text: str, *, title: str) -> SafeString:
    """A QR code (ISO/IEC 18004, error correction M), without its quiet zone."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
    runs = (
        f"M{start} {down}h{length}v1h-{length}z"
        for down, row in enumerate(rows)
        for start, length in _runs(row)
    )
    size = len(rows)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {} {}"><title>{}</title>'
        '<path d="{}" fill="currentColor"/></svg>',
        size,
        size,
        title,
        "".join(runs),
    )


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
