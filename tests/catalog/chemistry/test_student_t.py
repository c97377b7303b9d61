"""Student's t against scipy and the printed tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from catalog.chemistry.student_t import incomplete_beta, t_distribution, t_quantile


@pytest.mark.parametrize(
    ("degrees", "t"), [(1, 12.706), (2, 4.303), (4, 2.776), (10, 2.228), (30, 2.042), (1000, 1.962)]
)
def test_the_printed_table_at_95_percent(degrees: int, t: float) -> None:
    assert t_quantile(0.975, degrees) == pytest.approx(t, abs=5e-4)


@given(st.floats(0.001, 0.9995), st.integers(1, 5000))
def test_quantiles_are_those_of_scipy(probability: float, degrees: int) -> None:
    assert t_quantile(probability, degrees) == pytest.approx(
        stats.t.ppf(probability, degrees), rel=1e-8, abs=1e-8
    )


@given(st.floats(0.001, 0.999), st.integers(1, 200))
def test_the_quantile_inverts_the_distribution(probability: float, degrees: int) -> None:
    assert t_distribution(t_quantile(probability, degrees), degrees) == pytest.approx(probability)


@given(st.floats(0.5, 300), st.floats(0.5, 300), st.floats(0, 1))
def test_incomplete_beta_is_that_of_scipy(a: float, b: float, x: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(special.betainc(a, b, x), abs=1e-11)


@pytest.mark.parametrize(("probability", "degrees"), [(0, 5), (1, 5), (0.5, 0)])
def test_what_has_no_quantile_is_refused(probability: float, degrees: int) -> None:
    with pytest.raises(ValueError, match="must be between"):
        t_quantile(probability, degrees)
