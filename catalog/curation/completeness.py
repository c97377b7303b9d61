"""Rules on what a product of its kind cannot do without."""

from collections.abc import Iterator
from typing import Any

from catalog.curation.finding import Finding, Severity
from catalog.models.characteristic_keys import REGISTRY


def required_characteristics(draft: dict[str, Any]) -> Iterator[Finding]:
    """An antibody has a clone, a cell line has its parental line."""
    present = {row["key"] for row in draft["characteristics"]}
    for entry in REGISTRY.values():
        if draft["kind"] in entry.required_for and entry.key not in present:
            kind = draft["kind"].replace("_", " ")
            yield Finding(
                "required-characteristic",
                Severity.ERROR,
                "/characteristics",
                str(entry.label),
                f"this is missing; no {kind} is published without it.",
            )


def orderable(draft: dict[str, Any]) -> Iterator[Finding]:
    """An active product can be ordered, so it has a pack."""
    if draft["status"] == "active" and not draft["packs"]:
        yield Finding(
            "no-pack",
            Severity.WARNING,
            "/packs",
            "none",
            "an active product has at least one pack; add it or set the status to 'on request'.",
        )
