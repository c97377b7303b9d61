"""Quantities as rows: what is read from a printed text, and what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalog.models import (
    Activity,
    Characteristic,
    Compound,
    Pack,
    QualityTest,
    Solubility,
    StorageCondition,
    WorkingConcentration,
)


def cleaned(row: Any) -> Any:
    row.clean()
    return row


@pytest.mark.parametrize(
    ("row", "printed", "unit", "remark"),
    [
        (Characteristic(key="purity", printed="≥97% (GC)"), "≥97", "%", "GC"),
        (QualityTest(printed="> 90 %, by SDS-PAGE"), "> 90", "%", "by SDS-PAGE"),
        (QualityTest(printed="> 90 (SDS-PAGE)", unit="%"), "> 90", "%", "SDS-PAGE"),
        (Activity(target="X", measure="IC50", printed="7 nM (n=4)"), "7", "nM", "n=4"),
        (Solubility(printed="5 mg/mL", remark="warmed"), "5", "mg/mL", "warmed"),
        (Solubility(printed="5 mg/mL (warmed)", remark="warmed"), "5", "mg/mL", "warmed"),
        (Solubility(printed="freely soluble", remark="warmed"), "freely soluble", "", ""),
        (Characteristic(key="clone", printed="OKT3 (hybridoma)"), "OKT3 (hybridoma)", "", ""),
    ],
)
def test_a_remark_is_kept_beside_the_number(row: Any, printed: str, unit: str, remark: str) -> None:
    cleaned(row)
    assert (row.printed, row.unit, row.remark) == (printed, unit, remark)


def test_remarks_of_a_temperature_and_a_weight() -> None:
    stored = cleaned(StorageCondition(temperature_printed="-20 (desiccate)"))
    assert (stored.temperature_unit, stored.temperature_remark) == ("°C", "desiccate")
    assert stored.temperature == "-20 °C (desiccate)"

    weighed = Compound(weight_printed="804.02, average")
    weighed.clean()
    assert (weighed.weight_unit, weighed.weight_remark) == ("g/mol", "average")


def test_two_remarks_are_one_too_many() -> None:
    with pytest.raises(ValidationError, match="has the remark 'HPLC', where 'GC' stands already"):
        QualityTest(printed="97 % (HPLC)", remark="GC").clean()
    with pytest.raises(ValidationError, match="has 300 characters, and 160 are the most"):
        QualityTest(printed=f"97 % ({'x' * 300})").clean()
    with pytest.raises(ValidationError, match="second amount"):
        QualityTest(printed="97 %", remark="98 % by GC").clean()


def test_working_concentrations_are_dilutions_too() -> None:
    row = cleaned(WorkingConcentration(printed="1:200 - 1:1000 (Western blot)"))
    assert (row.printed, row.unit, row.minimum, row.maximum) == (
        "1:200 - 1:1000", "dilution", 200, 1000,
    )  # fmt: skip
    assert row.remark == "Western blot"
    with pytest.raises(ValidationError, match="'1:800' is in units of dilution; write it in"):
        Solubility(printed="1:800").clean()


class TestPack:
    def test_the_size_may_be_typed_whole(self) -> None:
        pack = cleaned(Pack(printed="5 x 1 mL (10 mM in DMSO)"))
        assert (pack.count, pack.printed, pack.unit) == (5, "1", "mL")
        assert (pack.concentration, pack.solvent) == ("10 mM", "DMSO")
        assert str(pack) == "5 × 1 mL"
        assert (pack.concentration_minimum, pack.concentration_unit) == (10, "mM")

    def test_it_is_read_again_as_it_is(self) -> None:
        pack = cleaned(Pack(printed="10 mM * 1 mL in DMSO"))
        before = dict(vars(pack))
        assert vars(cleaned(pack)) == before

    @pytest.mark.parametrize(
        ("columns", "message"),
        [
            ({"count": 2}, "says 5, and the count beside it is 2"),
            ({"concentration_printed": "5 mM"}, "the concentration beside it is 5 mM"),
            ({"solvent": "water"}, "the solvent beside it is water"),
        ],
    )
    def test_a_column_that_says_something_else(self, columns: dict[str, Any], message: str) -> None:
        with pytest.raises(ValidationError, match=message):
            Pack(printed="5 x 1 mL (10 mM in DMSO)", **columns).clean()

    def test_a_concentration_has_a_unit(self) -> None:
        with pytest.raises(ValidationError, match="'10' has no unit"):
            Pack(printed="1 mL", concentration_printed="10").clean()
        with pytest.raises(ValidationError, match="'10 mg' is in units of mass"):
            Pack(printed="1 mL", concentration_printed="10 mg").clean()


class TestActivity:
    @pytest.mark.parametrize(
        ("measure", "printed"),
        [
            ("CC50", "20 µM"), ("GI50", "5 nM"), ("MIC", "0.5 µg/mL"), ("MIC90", "2 mg/L"),
            ("DC50", "3 nM"), ("Dmax", "> 95 %"), ("EC90", "0.1 µM"), ("Km", "5 mM"),
            ("Kb", "2 nM"), ("pA2", "8.3"), ("pKi", "7.2 - 7.9"), ("pEC50", "6.9 (n=3)"),
            ("pIC50", "7"), ("kinact/KI", "1.2e5 M-1s-1"), ("kinact", "0.1 min-1"),
            ("LD50", "192 mg/kg"), ("ED50", "0.1 ng/mL"), ("ED50", "5 mg/kg"),
        ],
    )  # fmt: skip
    def test_each_measure_takes_its_units(self, measure: str, printed: str) -> None:
        row = cleaned(Activity(target="X", measure=measure, printed=printed))
        row.clean_fields(exclude=["product", "reference"])
        assert row.minimum is not None

    @pytest.mark.parametrize(
        ("measure", "printed", "message"),
        [
            ("pIC50", "7 nM", "pIC50 has no unit, and '7 nM' has one; .* or choose IC50"),
            ("pA2", "8 nM", "write the number alone\\."),
            ("IC50", "7 mg", "IC50 is given in units of molar concentration, .* units of mass"),
            ("Dmax", "7 nM", "Dmax is given in units of percent, and '7 nM'"),
            ("LD50", "5 mg/mL", "LD50 is given in units of mass fraction or dose in moles"),
            ("kinact/KI", "5 s-1", "in units of second-order rate constant"),
            ("MIC", "1:800", "and '1:800' is in units of dilution"),
        ],
    )
    def test_a_unit_of_another_kind(self, measure: str, printed: str, message: str) -> None:
        with pytest.raises(ValidationError, match=message):
            Activity(target="X", measure=measure, printed=printed).clean()
