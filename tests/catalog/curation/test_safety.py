"""Hazards: codes of GHS and CLP, as they are written, of products that are classified."""

import pytest

from catalog.curation.finding import Finding, Severity
from catalog.curation.safety import (
    hazard_statements_exist,
    hazards_are_classified,
    label_codes_exist,
)
from catalog.specification.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database


def of(*codes: str) -> list[Finding]:
    draft = typed(Draft, hazards=[{"statement": code} for code in codes])
    return list(hazard_statements_exist(draft))


@pytest.mark.parametrize(
    "code",
    ["H200", "H301", "H336", "H350i", "H360FD", "H361d", "H420", "H300+H310+H330", "EUH066",
     "EUH201A", "EUH380"],
)  # fmt: skip
def test_codes_of_ghs_and_clp(code: str) -> None:
    assert of(code) == []


@pytest.mark.parametrize("code", ["H299", "H321", "H499", "H302+H399", "EUH999", "H301x", "H362d"])
def test_a_code_that_does_not_exist(code: str) -> None:
    (finding,) = of("H301", code)
    assert finding.severity is Severity.WARNING
    assert finding.path == "/hazards/1/statement"
    assert finding.value in code


@pytest.mark.parametrize("code", ["h301", "H30", "H3011", "P260", "H501", "R45", "EUH66", "H301;"])
def test_a_code_that_is_misspelt(code: str) -> None:
    (finding,) = of("H301", code)
    assert finding.severity is Severity.ERROR
    assert finding.value == code


def test_a_hazard_without_a_statement() -> None:
    """Explosives of division 1.6 have none."""
    draft = typed(Draft, hazards=[{"hazard_class": "Explosives", "category": "Division 1.6"}])
    assert list(hazard_statements_exist(draft)) == []


@pytest.mark.parametrize("status", [None, "unknown", "not_classified"])
def test_hazards_of_what_is_not_classified(status: str | None) -> None:
    draft = typed(Draft, hazard_status=status, hazards=[{"statement": "H301"}])
    (finding,) = hazards_are_classified(draft)
    assert (finding.severity, finding.path) == (Severity.ERROR, "/hazards")
    assert "choose it and name the source, or remove the hazards" in finding.remedy


@pytest.mark.parametrize("hazards", [[], [{"statement": "H301"}]])
def test_hazards_of_what_is_classified(hazards: list[dict[str, str]]) -> None:
    draft = typed(Draft, hazard_status="classified", hazards=hazards)
    assert list(hazards_are_classified(draft)) == []


def label(**codes: list[str]) -> list[Finding]:
    return list(label_codes_exist(typed(Draft, **codes)))


def test_precautions_and_pictograms_of_ghs() -> None:
    precautions = ["P101", "P264", "P301+P310", "P303+P361+P353", "P403+P233", "P501"]
    assert label(precautionary_statements=precautions, pictograms=["GHS01", "GHS09"]) == []


def test_a_precaution_that_does_not_exist() -> None:
    (finding,) = label(precautionary_statements=["P264", "P301+P399"])
    assert (finding.severity, finding.path) == (Severity.WARNING, "/precautionary_statements")
    assert finding.value == "P399"


@pytest.mark.parametrize(
    "codes",
    [{"precautionary_statements": ["H301"]}, {"precautionary_statements": ["P301 + P310"]},
     {"pictograms": ["GHS10"]}, {"pictograms": ["GHS6"]}],
)  # fmt: skip
def test_codes_of_a_label_that_are_misspelt(codes: dict[str, list[str]]) -> None:
    (finding,) = label(**codes)
    assert finding.severity is Severity.ERROR
