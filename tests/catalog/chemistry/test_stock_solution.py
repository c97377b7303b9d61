"""Stock solutions, against volumes worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.quantity import mass_to_molar
from catalog.chemistry.stock_solution import solvent_volume_ml

POSITIVE = st.floats(0.001, 100_000)


@pytest.mark.parametrize(
    ("mass", "weight", "concentration", "volume"),
    [
        (1, 804.02, 1, 1.2437),  # 1 mg of FK506 is 1.2437 µmol
        (10, 804.02, 10, 1.2437),
        (5, 194.19, 50, 0.51496),  # caffeine
        (58.44, 58.44, 1000, 1),  # a millimole of sodium chloride in a millilitre is 1 M
    ],
)
def test_volumes(mass: float, weight: float, concentration: float, volume: float) -> None:
    assert solvent_volume_ml(mass, weight, concentration) == pytest.approx(volume, rel=1e-4)


@given(mass=POSITIVE, weight=POSITIVE, concentration=POSITIVE)
def test_the_solution_has_the_concentration_it_was_made_for(
    mass: float, weight: float, concentration: float
) -> None:
    volume = solvent_volume_ml(mass, weight, concentration)

    assert mass_to_molar(mass / volume, weight) == pytest.approx(concentration)


@pytest.mark.parametrize("values", [(0, 194.19, 1), (1, 0, 1), (1, 194.19, -1)])
def test_what_makes_no_solution(values: tuple[float, float, float]) -> None:
    with pytest.raises(ChemistryError, match="more than zero"):
        solvent_volume_ml(*values)
