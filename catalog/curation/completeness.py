"""Rules on what a product of its kind cannot do without."""

from collections.abc import Iterator

from catalog.curation.finding import Finding, Severity
from catalog.models import Kind, Product, RegistryNumber
from catalog.models.characteristic_keys import REGISTRY
from catalog.specification.declaration import Compound, Draft
from catalog.specification.expected import is_required


def required_characteristics(draft: Draft) -> Iterator[Finding]:
    """A monoclonal antibody has a clone, a line that was changed has its parental line."""
    present = {row.key for row in draft.characteristics}
    for entry in REGISTRY.values():
        if entry.key not in present and is_required(draft, entry.key):
            kind = draft.kind.replace("_", " ")
            yield Finding(
                "required-characteristic",
                Severity.ERROR,
                "/characteristics",
                str(entry.label),
                f"this is missing; no {kind} is published without it.",
            )


def orderable(draft: Draft) -> Iterator[Finding]:
    """An active product can be ordered, so it has a pack."""
    if draft.status == Product.Status.ACTIVE and not draft.packs:
        yield Finding(
            "no-pack",
            Severity.WARNING,
            "/packs",
            "none",
            "an active product has at least one pack; add it or set the status to 'on request'.",
        )


def molecule_is_identified(draft: Draft) -> Iterator[Finding]:
    """What a small molecule is, is told by its formula, its structure or its CAS number."""
    if draft.kind != Kind.SMALL_MOLECULE or _has_formula_or_structure(draft.compound):
        return
    compound = draft.compound
    numbers = [*draft.registry_numbers, *(compound.registry_numbers if compound else ())]
    if not any(row.type == RegistryNumber.Type.CAS for row in numbers):
        yield Finding(
            "unidentified-molecule",
            Severity.WARNING,
            "/compound",
            compound.name if compound else "none",
            "customers cannot tell which molecule this is; choose a compound with a formula or "
            "a structure, or give the CAS number.",
        )


def _has_formula_or_structure(compound: Compound | None) -> bool:
    return compound is not None and any(
        (compound.formula, compound.smiles, compound.inchi, compound.inchikey)
    )
