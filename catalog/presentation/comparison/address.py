"""Where a comparison is: its whole state is in the address."""

from collections.abc import Iterable
from typing import Literal
from urllib.parse import urlencode

from django.urls import reverse

MOST = 5
"""Columns that can still be read beside one another."""


def comparison_address(
    catalog_numbers: Iterable[str],
    *,
    only_differences: bool = False,
    as_file: Literal["", "csv"] = "",
) -> str:
    """The page, or the file, of these products in this order."""
    pairs = [("product", number) for number in catalog_numbers]
    if only_differences:
        pairs.append(("only", "differences"))
    address = reverse("catalog:compare-csv" if as_file else "catalog:compare")
    return f"{address}?{urlencode(pairs)}" if pairs else address
