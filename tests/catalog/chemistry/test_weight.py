"""Printed molecular weights against formulas, with the weights that suppliers print."""

import pytest

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import parse_formula
from catalog.chemistry.weight import compare_weight


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("C44H69NO12", "804.02"),  # tacrolimus, by the weights of 2007
        ("C44H69NO12", "804.03"),
        ("C44H69NO12", 804.0),
        ("C44H69NO12", "804"),
        ("C44H69NO12", "804.02 g/mol"),
        ("C44H69NO12", "0.804 kDa"),
        ("C44H69NO12·H2O", "822.03"),
        ("C44H69NO12·H2O", "822.05"),
        ("C62H111N11O12", "1202.61"),  # ciclosporin
        ("CuSO4·5H2O", "249.68"),
        ("C44H69NO12", "~ 800"),
        ("C44H69NO12", "> 800"),
        ("C44H69NO12", "800 - 810"),
    ],
)
def test_printed_weights_that_agree(formula: str, printed: str | float) -> None:
    assert compare_weight(parse_formula(formula), printed).verdict == "agrees"


def test_a_weight_by_the_old_table_of_a_sulfur_rich_compound() -> None:
    """Disulfiram: sulfur moved from 32.065 to 32.06, and four of them are more than rounding."""
    comparison = compare_weight(parse_formula("C10H20N2S4"), "296.54")
    assert comparison.verdict == "agrees_with_previous_weights"
    assert comparison.computed_previous == pytest.approx(296.539, abs=0.001)
    assert comparison.computed_current == pytest.approx(296.524, abs=0.001)


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("C44H71NO13", "804.02"),  # the formula of the hydrate, the weight of the anhydrous form
        ("C44H69NO12", "822.03"),
        ("C44H69NO12", "804.20"),  # transposed digits
        ("C44H69NO12", "803.01"),  # a hydrogen short
        ("C4H11N5·HCl", "129.16"),  # metformin, weight of the base
        ("C44H69NO12", "< 800"),
        ("C44H69NO12", "805 - 810"),
    ],
)
def test_printed_weights_that_differ(formula: str, printed: str) -> None:
    comparison = compare_weight(parse_formula(formula), printed)
    assert comparison.verdict == "differs"
    assert formula in comparison.message


def test_the_difference_is_told_as_printed_minus_computed() -> None:
    assert "by -18.03 g/mol" in compare_weight(parse_formula("C44H71NO13"), "804.02").message


def test_a_range_given_as_two_bounds() -> None:
    formula = parse_formula("C44H69NO12")
    assert compare_weight(formula, "800", maximum="810").verdict == "agrees"
    assert compare_weight(formula, 806, maximum=810).verdict == "differs"
    with pytest.raises(ChemistryError, match="runs backwards"):
        compare_weight(formula, "810", maximum="800")


def test_a_polymer_has_no_weight_to_compare() -> None:
    comparison = compare_weight(parse_formula("(C6H10O5)n"), "5000")
    assert comparison.verdict == "indeterminate"
    assert comparison.computed_current is None


def test_more_decimals_mean_less_tolerance() -> None:
    formula = parse_formula("C44H69NO12")
    assert compare_weight(formula, "804.0").tolerance > compare_weight(formula, "804.02").tolerance


@pytest.mark.parametrize("printed", [0, -1, "-804.02", "0.00"])
def test_a_weight_is_above_zero(printed: str | float) -> None:
    with pytest.raises(ChemistryError, match="above zero"):
        compare_weight(parse_formula("C44H69NO12"), printed)


@pytest.mark.parametrize("printed", ["unknown", "804.02 mg", "", float("nan")])
def test_what_is_not_a_weight_is_refused(printed: str | float) -> None:
    with pytest.raises(ChemistryError):
        compare_weight(parse_formula("C44H69NO12"), printed)
