"""Rules on hazards: codes that exist, as they are written."""

from collections.abc import Iterator

from catalog.curation.finding import Finding, Severity
from catalog.models import hazard_codes
from catalog.spec.declaration import Draft


def hazard_codes_exist(draft: Draft) -> Iterator[Finding]:
    """A code that is misspelt tells nobody of the hazard."""
    codes = draft.hazard_codes
    if bad := [code for code in codes if not hazard_codes.is_written_well(code)]:
        yield Finding(
            "hazard-code", Severity.ERROR, "/hazard_codes", ", ".join(bad),
            f"this is none; {hazard_codes.REMEDY}.",
        )  # fmt: skip
    written = [code for code in codes if code not in bad]
    if unknown := [part for code in written for part in hazard_codes.unknown_parts(code)]:
        yield Finding(
            "unknown-hazard-code", Severity.WARNING, "/hazard_codes", ", ".join(unknown),
            "neither GHS nor CLP has this hazard statement; check the code.",
        )  # fmt: skip
