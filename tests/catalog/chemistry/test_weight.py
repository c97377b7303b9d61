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


def test_a_weight_by_the_old_table_of_a_compound_of_nothing_but_sulfur() -> None:
    """Sulfur moved from 32.065 to 32.06, and eight of them are more than rounding."""
    comparison = compare_weight(parse_formula("S8"), "256.52")
    assert comparison.verdict == "agrees_with_previous_weights"
    assert comparison.computed_previous == pytest.approx(256.52, abs=0.001)
    assert comparison.computed_current == pytest.approx(256.48, abs=0.001)


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("C10H20N2S4", "296.55"),  # disulfiram, as RDKit computes it
        ("C10H20N2S4", "296.54"),  # by the weights of 2007
        ("C18H15N5O6S2", "461.48"),  # necrosulfonamide, as RDKit computes it
        ("C4H6N4O3S2", "222.25"),  # acetazolamide
        ("C18H16N6S2", "380.50"),  # U0126
        ("C8H10N4O2", "194.20"),  # caffeine, by weights of two decimals: 12.01, 1.008, 14.01, 16.00
    ],
)
def test_other_tables_of_atomic_weights_are_no_mistake(formula: str, printed: str) -> None:
    assert compare_weight(parse_formula(formula), printed).verdict != "differs"


@pytest.mark.parametrize("formula", ["C62H111N11O12", "C176H278N50O50", "C257H383N65O77S6"])
def test_a_hydrogen_too_many_is_always_found(formula: str) -> None:
    weight = parse_formula(formula).average_mass()
    assert weight is not None
    assert compare_weight(parse_formula(formula), f"{weight:.2f}").verdict == "agrees"
    assert compare_weight(parse_formula(formula), f"{weight + 1.008:.2f}").verdict == "differs"


def test_a_decimal_comma_has_decimals_and_a_comma_of_thousands_none() -> None:
    formula = parse_formula("C62H111N11O12")
    tolerances = [compare_weight(formula, text).tolerance for text in ("1202.61", "1202,61")]
    assert tolerances[0] == pytest.approx(tolerances[1])
    assert compare_weight(parse_formula("C44H69NO12"), "803,6").verdict == "differs"
    assert compare_weight(formula, "1,203").tolerance == pytest.approx(0.5 + 0.1203)
    assert compare_weight(formula, "1,202.61").tolerance == pytest.approx(0.005 + 0.120261)


@pytest.mark.parametrize(
    ("formula", "printed", "verdict"),
    [
        ("C20H20N7O13·xHCl", "566.41", "indeterminate"),  # the base
        ("C20H20N7O13·xHCl", "602.9", "indeterminate"),
        ("C20H20N7O13·xHCl", "530.4", "differs"),
        ("C6H12O6·1-2H2O", "180.16", "differs"),  # without the one water that is certain
        ("C6H12O6·1-2H2O", "198.17", "indeterminate"),
        ("HO(C2H4O)nH", "~ 400", "indeterminate"),
        ("HO(C2H4O)8-10H", "~ 300", "differs"),
        ("C20H20N7O13·xHCl", "> 500", "indeterminate"),
    ],
)
def test_with_a_variable_part_the_fixed_part_is_the_least(
    formula: str, printed: str, verdict: str
) -> None:
    assert compare_weight(parse_formula(formula), printed).verdict == verdict


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
