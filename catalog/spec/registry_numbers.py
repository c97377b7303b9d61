"""The registry numbers in a document: of the product, then of its compound."""

from collections.abc import Iterator
from typing import Any


def registry_numbers(
    spec: dict[str, Any], *, type_: str | None = None, qualifier: str = "this_form"
) -> Iterator[tuple[str, str]]:
    """Type and value of those with this qualifier."""
    rows = [*spec["registry_numbers"], *(spec["compound"] or {}).get("registry_numbers", [])]
    for row in rows:
        if row["qualifier"] == qualifier and type_ in (None, row["type"]):
            yield row["type"], row["value"]


def cas_number(spec: dict[str, Any]) -> str:
    """The CAS number of this very form, of the product or else of its compound; "" for none."""
    return next((value for _, value in registry_numbers(spec, type_="cas")), "")
