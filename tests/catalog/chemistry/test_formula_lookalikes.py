"""What is typed as a formula and would be read as another one is refused with a remedy."""

import pytest

from catalog.chemistry.formula import FormulaError, parse_formula

REFUSED = {
    # oxidation states are no iodine and no vanadium
    "Fe(III)Cl3": r"'III' would be read as iodine or vanadium; leave .*\(character 4 ",
    "Fe(II)SO4·7H2O": "leave an oxidation state out",
    "Cu(I)Cl": "leave an oxidation state out",
    "Cu(I)2O": "leave an oxidation state out",
    "Mn(IV)O2": "leave an oxidation state out",
    "As(V)2O5": "leave an oxidation state out",
    "Fe<sup>III</sup>Cl3": "leave an oxidation state out",
    # a hyphen is no dot
    "Na2HPO4-7H2O": r"hyphen before '7H2O' .* write a dot, '·7H2O'",
    "CuSO4-5H2O": "write a dot, '·5H2O'",
    "MgCl2-6H2O": "write a dot, '·6H2O'",
    "C6H14N2O2-2HCl": "write a dot, '·2HCl'",
    "C17H21NO4-HCl": "write a dot, '·HCl'",
    "MgSO4 – 7H2O": "write a dot",
    "C6H14N2O2 - 2HCl": "write a dot",
    "C6H14N2O2 — 2 C4H4O4": "dash between two components.* write a dot",
    "C10-10H22": "range 10-10 has equal ends; write 10 alone",
    # a number on its own counts what stands before it, or what follows
    "KF 2 H2O": r"'2' between two spaces .* \('F2'\) or .* \('F·2'\)",
    "Ca(OH) 2 H2O": "join it to what it counts",
    # abbreviations
    "BH3·THF": r"'T' without a count .* for tritium write \[3H\]",
    "C4H10O2S2 (DTT)": r"'\(DTT\)' after a space looks like an abbreviation; leave it out",
    "C6H12O6 (HN)": "after a space looks like an abbreviation",
    "(DTT)": "'T' without a count",
    "HBTU": "'T' without a count",
    "TIO2": r"did you mean Ti\?",
    "NaOAc": "'Ac' is an abbreviation here; write its atoms, C2H3O",
    "Pd(OAc)2": "'Ac' is an abbreviation",
    "C9H11NO2·AcOH": "'Ac' is an abbreviation",
    "TsOH": "'Ts' is an abbreviation here; write its atoms, C7H7SO2",
    # a zero for an O
    "C44H69N012": r"'012' begins with 0; type the letter O .*\('O12'\)",
    "C6H06": r"'06' begins with 0; .*\('O6'\)",
    "C6H6·05H2O": "begins with 0",
    # decimals and dots
    "Li1.2Ni0.2O2": r"'Li1\.2' .* write '\(6/5\)' for the count or 'Li1·2' for components",
    "Al2O3.2SiO2": "can be a decimal count or two components",
    ".5H2O": "write '0.5'",
    "MgSO4·.5H2O": "write '0.5'",
    "MgSO4 .5H2O": "write '0.5'",
}


@pytest.mark.parametrize(("typed", "problem"), REFUSED.items(), ids=REFUSED)
def test_it_is_refused_with_a_remedy(typed: str, problem: str) -> None:
    with pytest.raises(FormulaError, match=problem):
        parse_formula(typed)
