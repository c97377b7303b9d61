"""Formulas as suppliers type them, with published weights."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chemistry.composition import CountRange
from catalog.chemistry.elements import PREVIOUS
from catalog.chemistry.formula import FormulaError, parse_formula

WEIGHTS = {
    "C8H10N4O2": 194.19,  # caffeine
    "C9H8O4": 180.16,  # aspirin
    "C6H12O6": 180.16,  # glucose
    "CuSO4·5H2O": 249.68,
    "C44H69NO12": 804.03,  # tacrolimus
    "C44H69NO12·H2O": 822.05,
    "C17H21NO4·HCl": 339.82,  # cocaine hydrochloride
    "(C17H23NO3)2·H2SO4·H2O": 694.83,  # atropine sulfate monohydrate
    "C12H22O11·2H2O": 378.33,  # trehalose dihydrate
    "K4[Fe(CN)6]·3H2O": 422.39,
    "D2O": 20.03,
    "[13C6]H12O6": 186.11,
    "MgSO4·½H2O": 129.37,
}


@pytest.mark.parametrize(("text", "weight"), WEIGHTS.items(), ids=WEIGHTS.keys())
def test_published_weights(text: str, weight: float) -> None:
    assert parse_formula(text).average_mass() == pytest.approx(weight, abs=0.011)


def test_weights_of_2007_give_the_weight_that_suppliers_print() -> None:
    assert parse_formula("C44H69NO12").average_mass(PREVIOUS) == pytest.approx(804.018, abs=0.001)


def test_monoisotopic_mass() -> None:
    assert parse_formula("C44H69NO12").monoisotopic_mass == pytest.approx(803.4820, abs=1e-4)
    assert parse_formula("C35H28F3N5O2").monoisotopic_mass == pytest.approx(607.2195, abs=1e-4)


CANONICAL = {
    "C44H69NO12·H2O": "C44H69NO12.H2O",
    "C44 H69 N O12": "C44H69NO12",
    "C₄₄H₆₉NO₁₂": "C44H69NO12",
    "C<sub>6</sub>H<sub>6</sub>": "C6H6",
    "ＣＨ４": "CH4",
    "CuSO4·5H2O": "CuO4S.5H2O",
    "CuSO4.5H2O": "CuO4S.5H2O",
    "CuSO4*5H2O": "CuO4S.5H2O",
    "CuSO4 • 5 H2O": "CuO4S.5H2O",
    "CuSO4 x 5 H2O": "CuO4S.5H2O",
    "CuSO4 × 5H2O": "CuO4S.5H2O",
    "CuSO4 5H2O": "CuO4S.5H2O",
    "C4H4O4·0.5 H2O": "C4H4O4.0.5H2O",
    "C4H4O4·0,5 H2O": "C4H4O4.0.5H2O",
    "C4H4O4·1/2 H2O": "C4H4O4.0.5H2O",
    "C4H4O4·½H2O": "C4H4O4.0.5H2O",
    "C4H4O4·1½H2O": "C4H4O4.1.5H2O",
    "C4H4O4·1.5H2O": "C4H4O4.1.5H2O",
    "C4H4O4·⅓H2O": "C4H4O4.1/3H2O",
    "C20H20N7O13 · xHCl": "C20H20N7O13.xClH",
    "C20H20N7O13 · x HCl": "C20H20N7O13.xClH",
    "C6H12O6 x H2O": "C6H12O6.xH2O",
    "C6H12O6·nH2O": "C6H12O6.xH2O",
    "C4H4·1-2 H2O": "C4H4.1-2H2O",
    "(C2H4O)n": "(C2H4O)n",
    "[C6H10O5]n": "(C6H10O5)n",
    "(C6H10O5)ₙ": "(C6H10O5)n",
    "HO(C2H4O)nH": "H2O(C2H4O)n",
    "(C2H4O)8–10": "(C2H4O)8-10",
    "C10-13H22-28": "C10-13H22-28",
    "NaxCoO2": "CoO2(Na)n",
    "(C6H12N2O·HBr)n": "(C6H13BrN2O)n",
    "Fe0.95O": "Fe0.95O",
    "YBa2Cu3O6.9": "Ba2Cu3O(69/10)Y",
    "[13C6]H12O6": "[13C]6H12O6",
    "[13C]6H12O6": "[13C]6H12O6",
    "¹³C₆H₁₂O₆": "[13C]6H12O6",
    "^13C6H12O6": "[13C]6H12O6",
    "[13C6,15N2]H14O2": "[13C]6H14[15N]2O2",
    "C2D6OS": "C2[2H]6OS",
    "CT4": "C[3H]4",
    "Na[125I]": "[125I]Na",
    "Na+": "Na^+",
    "Ca2+": "Ca^2+",
    "Ca+2": "Ca^2+",
    "Ca++": "Ca^2+",
    "Ca²⁺": "Ca^2+",
    "Cu(2+)": "Cu^2+",
    "NH4+": "H4N^+",
    "N(CH3)4+": "C4H12N^+",
    "NO3−": "NO3^-",
    "SO4 2-": "O4S^2-",
    "SO4^2-": "O4S^2-",
    "[SO4]2-": "O4S^2-",
    "SO₄²⁻": "O4S^2-",
    "SO<sub>4</sub><sup>2-</sup>": "O4S^2-",
    "[C5H14NO]+": "C5H14NO^+",
    "[W12O40]12-": "O40W12^12-",
    "[C5H14NO]+Cl-": "C5H14ClNO",
    "Co": "Co",
    "CO": "CO",
    "Na 2 S": "Na2S",
    "C 10 H 10 Fe": "C10H10Fe",
    "C 16 H 18 Cl N 3 S": "C16H18ClN3S",
    "C 6 H 12 O": "C6H12O",
    "K 2 O": "K2O",
    "C 6 H 12 O 6 . 2 H 2 O": "C6H12O6.2H2O",
    "C17 H19 N O3 . Cl H . 3 H2 O": "C17H19NO3.ClH.3H2O",
    "CuSO4 5 H2O": "CuO4S.5H2O",
    "CuSO₄.5H₂O": "CuO4S.5H2O",
    "T2O": "[3H]2O",
    "Al2O3·2SiO2": "Al2O3*2O2Si",
    "C·1/3 (HCl)": "C.1/3ClH",
    "(C2H4O2)x(C3H4O2)y": "(C2H4O2)n(C3H4O2)n",
    "(C2H4O)x(C3H6O)y(C2H4O)z": "(C2H4O)n(C2H4O)n(C3H6O)n",
    "[Co(NH3)6] x H2O": "CoH18N6.xH2O",
    "K4[Fe(CN)6]x3H2O": "C6FeK4N6.3H2O",
    "((C2H4O)n)2": "((C2H4O)n)2",
    "C4H4·1 - 2 H2O": "C4H4.1-2H2O",
    "Li<sub>1.2</sub>Ni<sub>0.2</sub>O<sub>2</sub>": "Li(6/5)Ni0.2O2",
    "La0.7Sr0.3MnO3": "La0.7MnO3Sr0.3",
    "C6H8O7.3Na": "C6H8O7.3Na",
    "NH4Fe(SO4)2.12H2O": "FeH4NO8S2.12H2O",
    "Pr(OH)3": "H3O3Pr",
    "C6H4(I)COOH": "C7H5IO2",
    "Na<sup>125</sup>I": "[125I]Na",
    "[225Ac]Cl3": "[225Ac]Cl3",
}


@pytest.mark.parametrize(("typed", "hill"), CANONICAL.items(), ids=CANONICAL.keys())
def test_canonical_spelling(typed: str, hill: str) -> None:
    formula = parse_formula(typed)
    assert formula.hill == hill
    assert parse_formula(hill) == formula
    assert parse_formula(hill).hill == hill


def test_a_hydrate_equals_its_sum_only_in_total() -> None:
    dotted, summed = parse_formula("C44H69NO12·H2O"), parse_formula("C44H71NO13")
    assert dotted.total_hill == summed.total_hill == "C44H71NO13"
    assert dotted != summed


@pytest.mark.parametrize(
    "text", ["(C2H4O)n", "C6H12O6·xH2O", "C10-13H22", "C4H4·1-2H2O", "HO(C2H4O)8-10H"]
)
def test_unknown_counts_give_no_weight(text: str) -> None:
    formula = parse_formula(text)
    assert formula.is_indeterminate
    assert formula.total_hill is None
    assert formula.average_mass() is None
    assert formula.monoisotopic_mass is None


def test_an_element_without_standard_weight_gives_no_weight() -> None:
    assert parse_formula("NaTcO4").average_mass() is None
    assert not parse_formula("NaTcO4").is_indeterminate
    assert parse_formula("Na[99Tc]O4").average_mass() == pytest.approx(185.89, abs=0.01)


def test_components_keep_their_counts() -> None:
    host, water = parse_formula("C4H4O4·1-2 H2O").components
    assert host.count == 1
    assert water.count == CountRange(Fraction(1), Fraction(2))
    assert parse_formula("C4H4O4·xHCl").components[1].count is None
    assert parse_formula("HO(C2H4O)nH").components[0].repeats[0].count is None


@pytest.mark.parametrize(
    ("text", "charge"), [("C44H69NO12", 0), ("SO4 2-", -2), ("2Na+·SO4 2-", 0), ("([NH4]+)n", None)]
)
def test_net_charge(text: str, charge: int | None) -> None:
    assert parse_formula(text).charge == charge


@pytest.mark.parametrize(
    ("typed", "segments"),
    [
        ("H2O", (("H", "text"), ("2", "sub"), ("O", "text"))),
        (
            "CuSO4.5H2O",
            (("CuSO", "text"), ("4", "sub"), ("·5H", "text"), ("2", "sub"), ("O", "text")),
        ),
        ("SO4 2-", (("SO", "text"), ("4", "sub"), ("2-", "sup"))),
        ("SO4^2-", (("SO", "text"), ("4", "sub"), ("2-", "sup"))),
        (
            "(C2H4O)n",
            (
                ("(C", "text"),
                ("2", "sub"),
                ("H", "text"),
                ("4", "sub"),
                ("O)", "text"),
                ("n", "sub"),
            ),
        ),
        ("[13C6]", (("[", "text"), ("13", "sup"), ("C", "text"), ("6", "sub"), ("]", "text"))),
        ("·".join(["NaCl"] * 2), (("NaCl·NaCl", "text"),)),
    ],
)
def test_segments_for_typesetting(typed: str, segments: tuple[tuple[str, str], ...]) -> None:
    assert parse_formula(typed).segments == segments


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("C44H69XxO12", r"'Xx' is not an element symbol.*character 7"),
        ("NaCL", r"'L' is not an element symbol; did you mean Cl\? \(character 4"),
        ("h2o", r"'h' is not an element symbol; did you mean H\? \(character 1"),
        ("  C6Q", r"'Q' .*character 5"),
        ("C6H12O6)", r"'\)' is not expected"),
        ("(C6H12", r"bracket '\(' is not closed"),
        ("C()H4", "element symbol is missing"),
        ("C6H6·", "element symbol is missing"),
        ("C0", "count '0' is zero"),
        ("[99C]", r"'99C' is not an isotope known here; known ones are \[11C\]"),
        ("13C6H12O6", r"can be an isotope or a count; write \[13C\]"),
        ("SO42-", r"can be a count or a charge; write 'O4 2-' or 'O42 -'"),
        ("I3-", "can be a count or a charge"),
        ("CH3-CH3", "charge stands between two elements"),
        ("C10H15N,HCl", "',' is not expected"),
        ("[C,", "',' is not expected"),
        ("(C2H4O)10-8", "range 10-8 runs backwards; write 8-10"),
        ("C" * 501, "at most 500 characters"),
        ("(" * 40 + "C" + ")" * 40, "brackets are nested"),
        ("not determined", "not an element symbol"),
    ],
)
def test_errors_name_the_part_and_its_place(typed: str, problem: str) -> None:
    with pytest.raises(FormulaError, match=problem):
        parse_formula(typed)


ELEMENTS = st.sampled_from(
    ["C", "H", "N", "O", "S", "Cl", "Na", "Co", "Cu", "[13C]", "[2H]", "D", "[125I]"]
)
COUNTS = st.sampled_from(["", "2", "3", "12", "0.5"])
UNITS = st.builds("{}{}".format, ELEMENTS, COUNTS)
BODIES = st.lists(UNITS, min_size=1, max_size=5).map("".join)
GROUPS = st.builds("({}){}".format, BODIES, st.sampled_from(["", "2", "n", "8-10"]))
MULTIPLIERS = st.sampled_from(["", "", "2", "0.5", "1/3 ", "x ", "1-2 "])
CHARGES = st.sampled_from(["", "", "^+", "^2-", " 3+"])
COMPONENTS = st.builds(
    "{}{}{}".format,
    MULTIPLIERS,
    st.lists(BODIES | GROUPS, min_size=1, max_size=3).map("".join),
    CHARGES,
)
FORMULAS = st.lists(COMPONENTS, min_size=1, max_size=3).map("·".join)


@given(FORMULAS)
def test_the_canonical_spelling_reads_as_itself(text: str) -> None:
    formula = parse_formula(text)
    assert parse_formula(formula.hill) == formula
    assert parse_formula(formula.hill).hill == formula.hill


@given(FORMULAS)
def test_the_total_weighs_as_much_as_the_parts(text: str) -> None:
    formula = parse_formula(text)
    if formula.total_hill is not None:
        total = parse_formula(formula.total_hill)
        assert total.average_mass() == pytest.approx(formula.average_mass())
        assert total.total_hill == formula.total_hill


@given(
    st.text(alphabet="CHONaCl0123456789()[]{}·.*xn+-^/ ,²₂½D", max_size=20) | st.text(max_size=20)
)
def test_any_text_is_either_read_or_refused_in_one_sentence(text: str) -> None:
    refused = ""
    try:
        formula = parse_formula(text)
    except FormulaError as error:
        refused = str(error)
    else:
        assert parse_formula(formula.hill) == formula
    assert "\n" not in refused
    assert refused[-1:] in {"", ".", "?"}
