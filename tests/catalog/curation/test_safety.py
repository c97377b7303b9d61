"""Hazard statements: codes of GHS and CLP, as they are written."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.curation.finding import Finding, Severity
from catalog.curation.safety import hazard_codes_exist
from catalog.models import Product
from catalog.spec.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database


def of(*codes: str) -> list[Finding]:
    return list(hazard_codes_exist(typed(Draft, hazard_codes=codes)))


def classified(codes: str, assessed: date | None = None) -> Product:
    return Product(
        catalog_number="T-1", name="Caffeine", slug="caffeine", kind="small_molecule",
        hazard_status="classified", hazard_source="SDS", hazard_codes=codes, hazard_date=assessed,
    )  # fmt: skip


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
    assert finding.value in code


@pytest.mark.parametrize("code", ["h301", "H30", "H3011", "P260", "H501", "R45", "EUH66", "H301;"])
def test_a_code_that_is_misspelt(code: str) -> None:
    (finding,) = of("H301", code)
    assert finding.severity is Severity.ERROR
    assert finding.value == code


@pytest.mark.django_db
def test_codes_are_kept_in_one_spelling() -> None:
    product = classified("H301; H372,EUH066")
    product.full_clean()
    assert product.hazard_codes == "H301, H372, EUH066"


@pytest.mark.django_db
@pytest.mark.parametrize("codes", ["h301", "H301, P260"])
def test_a_misspelt_code_is_refused(codes: str) -> None:
    with pytest.raises(ValidationError, match="write hazard statement codes, such as H301"):
        classified(codes).full_clean()


@pytest.mark.django_db
def test_nothing_was_assessed_in_the_future() -> None:
    today = timezone.now().date()
    classified("H301", today).full_clean()
    with pytest.raises(ValidationError, match="is in the future; give the day"):
        classified("H301", today + timedelta(days=2)).full_clean()
