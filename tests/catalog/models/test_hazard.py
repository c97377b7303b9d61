"""Hazards, precautions and pictograms: codes in one spelling, or a word on how to write them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.models import Hazard, Product

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def classified(**columns: Any) -> Product:
    return Product(
        catalog_number="T-1", name="Caffeine", slug="caffeine", kind="small_molecule",
        hazard_status="classified", hazard_source="SDS", **columns,
    )  # fmt: skip


def test_codes_are_kept_in_one_spelling() -> None:
    product = classified(
        precautionary_statements="P264; P301 + P310,P405", pictograms="GHS06 GHS08"
    )
    product.full_clean()
    assert product.precautionary_statements == "P264, P301+P310, P405"
    assert product.pictograms == "GHS06, GHS08"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"precautionary_statements": "P264, H301"}, "'H301' is not a precautionary statement"),
        ({"pictograms": "GHS10"}, "'GHS10' is not a pictogram; write .* GHS01 to GHS09"),
    ],
)
def test_a_misspelt_code_of_a_label_is_refused(columns: dict[str, str], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        classified(**columns).full_clean()


@pytest.mark.parametrize(
    ("typed", "kept"), [(" H301 ", "H301"), ("H300 + H310", "H300+H310"), ("", "")]
)
def test_a_statement_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    hazard = Hazard(hazard_class="Acute toxicity, oral", category="3", statement=typed)
    hazard.full_clean(exclude={"product"})
    assert hazard.statement == kept


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("h301", "write hazard statement codes, such as H301"),
        ("P260", "'P260' is not a hazard statement code"),
        ("H301, H311", "has 2 codes; give each a row of its own"),
    ],
)
def test_a_misspelt_statement_is_refused(statement: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Hazard(statement=statement).full_clean(exclude={"product"})


def test_a_hazard_says_something() -> None:
    with pytest.raises(ValidationError, match="or the hazard class"):
        Hazard(system="ghs").full_clean(exclude={"product"})
    with pytest.raises(ValidationError, match="write the class"):
        Hazard(statement="H301", category="3").full_clean(exclude={"product"})


def test_nothing_was_assessed_in_the_future() -> None:
    today = timezone.now().date()
    classified(hazard_date=today).full_clean()
    with pytest.raises(ValidationError, match="is in the future; give the day"):
        classified(hazard_date=today + timedelta(days=2)).full_clean()
