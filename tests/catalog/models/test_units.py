"""A unit belongs to a number: it goes with it when a word takes the number's place."""

from catalog.models import Solubility, StorageCondition


def test_a_word_has_no_unit() -> None:
    row = Solubility(solvent="DMSO", printed="100 mg/mL")
    row.clean()
    assert (row.printed, row.unit) == ("100", "mg/mL")

    row.printed = "freely soluble"
    row.clean()
    assert (row.printed, row.unit) == ("freely soluble", "")


def test_room_temperature_has_no_unit() -> None:
    row = StorageCondition(temperature_printed="RT", temperature_unit="°C")
    row.clean()
    assert row.temperature == "RT"
