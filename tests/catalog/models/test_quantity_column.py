"""Quantities that are columns of a row with other ones."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.migrations.state import ModelState
from django.db.models import Model

from catalog.models import Product
from catalog.models.quantity_column import QuantityColumn, quantity_columns, read_quantities

pytestmark = pytest.mark.django_db


def product(**columns: str) -> Product:
    return Product(
        catalog_number="T-1", name="Caffeine", slug="caffeine", kind="peptide", **columns
    )


def column(row: Product, name: str) -> object:
    return getattr(row, f"melting_point_{name}")


def test_the_text_is_read_when_the_row_is_checked() -> None:
    row = product(melting_point_printed="235 - 238 °C (decomp.)")

    row.full_clean()

    names = ("printed", "operator", "minimum", "maximum", "unit", "remark")
    assert {name: column(row, name) for name in names} == {
        "printed": "235 - 238", "operator": "=", "minimum": 235, "maximum": 238, "unit": "°C",
        "remark": "decomp.",
    }  # fmt: skip
    assert row.melting_point == "235 - 238 °C (decomp.)"


def test_a_melting_point_may_be_below_zero() -> None:
    row = product(melting_point_printed="-97.8 °C")

    row.full_clean()

    assert column(row, "minimum") == -97.8


def test_a_unit_of_another_kind_is_refused_at_its_column() -> None:
    with pytest.raises(ValidationError) as refused:
        product(melting_point_printed="235 mg").full_clean()

    assert list(refused.value.message_dict) == ["melting_point_printed"]
    assert "a value in °C is expected" in str(refused.value)


def test_words_leave_no_unit_behind() -> None:
    row = product(melting_point_printed="235 °C")
    row.full_clean()
    vars(row)["melting_point_printed"] = "Decomposes"

    row.full_clean()

    assert (column(row, "unit"), column(row, "minimum")) == ("", None)


def test_the_database_refuses_a_range_that_runs_downwards() -> None:
    row = product(melting_point_printed="2 - 3 °C")
    row.full_clean()
    vars(row)["melting_point_minimum"] = 4.0
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_every_model_knows_its_own() -> None:
    assert "melting_point_" in quantity_columns(Product)
    read_quantities(product())  # nothing printed, nothing refused


PRINTED = {
    "boiling_point": ("80 °C (20 mbar)", 80, "°C", "20 mbar"),
    "density": ("1.26 g/cm3 (20 °C)", 1.26, "g/cm³", "20 °C"),
    "flash_point": ("11 °C (closed cup)", 11, "°C", "closed cup"),
    "ph": ("5.5 (10 mg/mL in water)", 5.5, "", "10 mg/mL in water"),
    "refractive_index": ("1.479 (20 °C, D)", 1.479, "", "20 °C, D"),
    "optical_rotation": ("-84.4° (c = 1, CHCl3)", -84.4, "°", "c = 1, CHCl3"),
    "log_p": ("-0.1 (XLogP3)", -0.1, "", "XLogP3"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_properties_as_suppliers_print_them(name: str) -> None:
    text, number, unit, remark = PRINTED[name]
    row = product(**{f"{name}_printed": text})

    row.full_clean()

    read = [getattr(row, f"{name}_{part}") for part in ("minimum", "unit", "remark")]
    assert read == [number, unit, remark]


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("refractive_index", "1.479 mM", "has a unit, and this value has none; write the number"),
        ("density", "1.26 mM", "write it in units of density or mass concentration"),
        ("flash_point", "11 mg", "a value in °C is expected"),
        ("density", "-1 g/mL", "can only be zero or more"),
    ],
)
def test_what_a_property_cannot_be(name: str, text: str, remedy: str) -> None:
    with pytest.raises(ValidationError) as refused:
        product(**{f"{name}_printed": text}).full_clean()

    assert remedy in refused.value.message_dict[f"{name}_printed"][0]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ValidationError) as refused:
        product(density_printed="1 mM", flash_point_printed="11 mg").full_clean()

    assert set(refused.value.message_dict) == {"density_printed", "flash_point_printed"}


@pytest.mark.parametrize(
    ("name", "text", "whole"),
    [
        ("melting_point", "80", "80 °C"),
        ("flash_point", "11 (closed cup)", "11 °C (closed cup)"),
        ("optical_rotation", "-84.4 (c = 1, CHCl3)", "-84.4 ° (c = 1, CHCl3)"),
    ],
)
def test_a_bare_number_has_the_usual_unit(name: str, text: str, whole: str) -> None:
    row = product(**{f"{name}_printed": text})

    row.full_clean()

    assert getattr(row, name) == whole


def test_a_density_without_a_unit_says_nothing() -> None:
    with pytest.raises(ValidationError, match="unit"):
        product(density_printed="1.26").full_clean()


def test_migrations_see_the_constraint_of_a_model_without_others() -> None:
    class Solvent(Model):
        density = QuantityColumn("density")

        class Meta:
            app_label = "catalog_tests"

        def __str__(self) -> str:
            return self.density

    state = ModelState.from_model(Solvent)

    assert [entry.name for entry in state.options["constraints"]] == ["solvent_density_in_order"]
