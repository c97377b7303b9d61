"""The QR code on paper leads to the revision."""

import re

import segno

from datasheets.qr import qr_code

ADDRESS = "https://catalog.example/products/ALQ-1001/revisions/3/"


def test_its_dark_modules_are_those_of_the_standard() -> None:
    """Held against the matrix: every module is two units wide."""
    svg = qr_code(ADDRESS, title="QR code")
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1]) // 2  # type: ignore[index]
    drawn = [bytearray(size) for _ in range(size)]
    for start, down, length in re.findall(r"M(\d+) (\d+)h(\d+)", svg):
        first, row = int(start) // 2, int(down) // 2
        drawn[row][first : first + int(length) // 2] = b"\1" * (int(length) // 2)

    assert [bytes(row) for row in drawn] == [
        bytes(row) for row in segno.make_qr(ADDRESS, error="m").matrix
    ]


def test_it_has_a_name() -> None:
    assert "<title>a &lt; b</title>" in qr_code(ADDRESS, title="a < b")
