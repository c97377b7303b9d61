"""Rules on what a product of its kind cannot do without."""

from collections.abc import Iterator
from typing import Any

from catalog.curation.finding import Finding, Severity
from catalog.models import Kind, RegistryNumber
from catalog.models.characteristic_keys import REGISTRY
from catalog.spec.expected import is_required


def required_characteristics(draft: dict[str, Any]) -> Iterator[Finding]:
    """A monoclonal antibody has a clone, a line that was changed has its parental line."""
    present = {row["key"] for row in draft["characteristics"]}
    for entry in REGISTRY.values():
        if entry.key not in present and is_required(draft, entry.key):
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


def molecule_is_identified(draft: dict[str, Any]) -> Iterator[Finding]:
    """What a small molecule is, is told by its formula, its structure or its CAS number."""
    compound = draft["compound"] or {}
    known = any(compound.get(name) for name in ("formula", "smiles", "inchi", "inchikey"))
    if draft["kind"] == Kind.SMALL_MOLECULE and not known:
        numbers = [*draft["registry_numbers"], *compound.get("registry_numbers", [])]
        if not any(row["type"] == RegistryNumber.Type.CAS for row in numbers):
            yield Finding(
                "unidentified-molecule",
                Severity.WARNING,
                "/compound",
                compound.get("name") or "none",
                "customers cannot tell which molecule this is; choose a compound with a formula or "
                "a structure, or give the CAS number.",
            )
