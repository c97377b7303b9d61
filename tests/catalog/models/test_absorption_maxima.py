"""Where a product absorbs light: wavelengths and molar absorptivities."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalog.models import AbsorptionMaximum
from catalog.specification.document import draft_document
from catalog.specification.load import DocumentError, load

CAFFEINE = {"wavelength": "273", "molar_absorptivity": "9,740 M-1cm-1", "solvent": "water"}


@pytest.mark.django_db
def test_rows_survive_a_document(document: Callable[..., dict[str, Any]]) -> None:
    product, _ = load(document(absorption_maxima=[CAFFEINE, {"wavelength": "~205 nm (pH 7)"}]))

    rows = draft_document(product)["absorption_maxima"]
    load(draft_document(product), product)

    assert draft_document(product)["absorption_maxima"] == rows
    assert rows[0] == {
        "wavelength": {"text": "273", "unit": "nm", "remark": None, "value": 273},
        "molar_absorptivity": {
            "text": "9,740", "unit": "M⁻¹cm⁻¹", "remark": None, "value": 9740,
        },
        "solvent": "water",
    }  # fmt: skip
    assert rows[1]["wavelength"]["remark"] == "pH 7"
    assert rows[1]["molar_absorptivity"] is None


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("9740 L/(mol·cm)", "9740 M⁻¹cm⁻¹"),
        ("9740 L mol⁻¹ cm⁻¹", "9740 M⁻¹cm⁻¹"),
        ("9740 L·mol⁻¹·cm⁻¹", "9740 M⁻¹cm⁻¹"),
        ("9.74 mM−1 cm−1", "9.74 mM⁻¹cm⁻¹"),
    ],
)
def test_an_absorptivity_in_the_spellings_of_the_field(printed: str, shown: str) -> None:
    row = AbsorptionMaximum(wavelength_printed="273 nm", molar_absorptivity_printed=printed)
    row.clean()
    assert row.molar_absorptivity == shown


@pytest.mark.parametrize(
    ("printed", "remedy"),
    [
        ({"molar_absorptivity_printed": "3.99"}, "has no unit"),
        ({"molar_absorptivity_printed": "0.5 OD"}, "write it in units of molar absorptivity"),
        ({"wavelength_printed": "272, 310 nm"}, "says a second amount"),
        ({"wavelength_printed": "272 °C"}, "a value in nm is expected"),
    ],
)
def test_what_is_something_else_is_refused(printed: dict[str, str], remedy: str) -> None:
    """A bare 3.99 may be log ε as well."""
    with pytest.raises(ValidationError) as refused:
        AbsorptionMaximum(**{"wavelength_printed": "272 nm"} | printed).clean()
    assert refused.value.message_dict.keys() == printed.keys()
    assert remedy in str(refused.value)


@pytest.mark.django_db
def test_a_row_without_a_wavelength_is_refused(document: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(DocumentError, match="at which wavelength") as refused:
        load(document(absorption_maxima=[CAFFEINE | {"wavelength": None}]))
    assert [problem.path for problem in refused.value.problems] == ["/absorption_maxima/0"]
