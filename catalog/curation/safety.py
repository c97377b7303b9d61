"""Rules on hazards: they go with a classification, and their codes exist, as they are written."""

from collections.abc import Iterable, Iterator

from catalog.curation.finding import Finding, Severity
from catalog.models import Product
from catalog.models.hazard_codes import (
    HAZARD_STATEMENTS,
    PICTOGRAMS,
    PRECAUTIONARY_STATEMENTS,
    Codes,
)
from catalog.specification.declaration import Draft

CLASSIFIED = Product.HazardStatus.CLASSIFIED


def hazards_are_classified(draft: Draft) -> Iterator[Finding]:
    """A product that is said not to be hazardous, or not to be assessed, has no hazards."""
    if draft.hazards and draft.hazard_status != CLASSIFIED:
        status = Product.HazardStatus(draft.hazard_status or Product.HazardStatus.UNKNOWN)
        yield Finding(
            "hazards-not-classified", Severity.ERROR, "/hazards", str(status.label),
            f"hazards go with the hazard status '{CLASSIFIED.label}'; choose it and name the "
            "source, or remove the hazards.",
        )  # fmt: skip


def hazard_statements_exist(draft: Draft) -> Iterator[Finding]:
    """A code that is misspelt tells nobody of the hazard."""
    for place, hazard in enumerate(draft.hazards):
        codes = [hazard.statement] if hazard.statement else []
        yield from _exist(codes, HAZARD_STATEMENTS, "hazard-code", f"/hazards/{place}/statement")


def label_codes_exist(draft: Draft) -> Iterator[Finding]:
    """The same of what a label tells to do, and of its pictograms."""
    precautions = draft.precautionary_statements
    path = "/precautionary_statements"
    yield from _exist(precautions, PRECAUTIONARY_STATEMENTS, "precautionary-code", path)
    yield from _exist(draft.pictograms, PICTOGRAMS, "pictogram-code", "/pictograms")


def _exist(codes: Iterable[str], known: Codes, name: str, path: str) -> Iterator[Finding]:
    written = [code for code in codes if known.is_written_well(code)]
    if bad := [code for code in codes if code not in written]:
        yield Finding(
            name, Severity.ERROR, path, ", ".join(bad),
            f"this is not a {known.name}; {known.remedy}.",
        )  # fmt: skip
    if unknown := [part for code in written for part in known.unknown_parts(code)]:
        yield Finding(
            f"unknown-{name}", Severity.WARNING, path, ", ".join(unknown),
            f"neither GHS nor CLP has this {known.name}; check it.",
        )  # fmt: skip
