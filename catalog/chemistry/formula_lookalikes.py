"""What people write that could be read as a formula, and as another one than they mean.

Each is refused with the way to write it: ``Fe(III)Cl3`` would hold three iodines, and in
``CuSO4-5H2O`` the hyphen would make a range of oxygens.
"""

import re
from fractions import Fraction
from typing import Final

from catalog.chemistry.elements import SYMBOLS
from catalog.chemistry.formula_cursor import Cursor

_NON_METALS: Final = frozenset(
    {"H", "He", "B", "C", "N", "O", "F", "Ne", "Si", "P", "S", "Cl", "Ar", "Br", "Kr", "I", "Xe"}
)
_METALS: Final = "|".join(sorted(set(SYMBOLS) - _NON_METALS, key=lambda symbol: -len(symbol)))
_ADDENDS: Final = (
    "H2O|D2O|H2O2|HCl|HBr|HI|HF|HNO3|HClO4|H2SO4|H3PO4|NH3|NaCl|KCl|"
    "CH3OH|CH4O|C2H5OH|C2H6O|C2H3N|CH3CN|C2H6OS|C2H4O2|C2HF3O2|CH4O3S|C3H6O"
)
_NUMBER: Final = r"(?:\d{1,4}/\d{1,4}|\d{1,4}(?:[.,]\d{1,4})?)"

_OXIDATION_STATE: Final = re.compile(
    rf"\((?P<many>[IVX]{{2,}})\)|(?:{_METALS}) ?\((?P<one>[IV])\)(?![nxmyz]|\d+-\d)"
)
_RAISED_STATE: Final = re.compile(r"(?<=[A-Za-z])[IV]+")
_HYPHEN: Final = re.compile(
    rf"[A-Za-z)\]}}]\d{{0,4}}(?P<dash>-) ?(?P<addend>(?:{_NUMBER} ?)?(?:{_ADDENDS}))(?![A-Za-z\d(])"
)
_SPACED_DASH: Final = re.compile(rf" (?P<dash>-) ?(?:{_NUMBER} ?)?(?=[A-Z(\[{{])")
_MULTIPLIER_BEFORE: Final = re.compile(rf"(?:^|[ ·.x×]){_NUMBER}$")
_DIGITS_APART: Final = re.compile(r"(?P<before>[A-Z][a-z]?|[)\]}]) (?P<digits>\d+) (?=[A-Z(\[{])")
_ABBREVIATION: Final = re.compile(r"(?:[A-Z][a-z]?|[)\]}])\d* (?P<name>\((?:[A-Z][a-z]*){2,}\))$")
_DECIMAL_BETWEEN: Final = re.compile(
    r"(?P<before>(?:[A-Z][a-z]?|[)\]}])?)(?P<decimal>\d+\.\d+)(?! ?(?:H|NH|D2O)|\d)(?= ?[A-Z(\[{])"
)
_CARBON: Final = re.compile(r"C(?![a-z])")
_BARE_DECIMAL: Final = re.compile(r"(?:^| |[·×] ?)(?P<decimal>\.\d+)")


def refuse_lookalikes(cursor: Cursor) -> None:
    """Raises ``FormulaError`` at the first part that means something else than it says."""
    _refuse_oxidation_states(cursor)
    _refuse_hyphens(cursor)
    _refuse_decimals(cursor)
    if match := _DIGITS_APART.search(cursor.chars):
        before, digits = match["before"], match["digits"]
        cursor.at = match.start("digits")
        cursor.fail(
            f"The '{digits}' between two spaces can be a count or a number of components; join it "
            f"to what it counts ('{before}{digits}') or write a dot ('{before}·{digits}')"
        )
    if match := _ABBREVIATION.search(cursor.chars):
        cursor.at = match.start("name")
        cursor.fail(
            f"'{match['name']}' after a space looks like an abbreviation; leave it out, or write a "
            "dot before a component"
        )


def decimals_or_dots(text: str) -> list[re.Match[str]]:
    """Where a full stop between digits can be a decimal point and a dot between components.

    Not in the formulas of organic compounds, such as C6H8O7.3Na: none has decimals.
    """
    if _CARBON.search(text):
        return []
    found = _DECIMAL_BETWEEN.finditer(text)
    return [match for match in found if match["before"] and not match["decimal"].startswith("0.")]


def _refuse_oxidation_states(cursor: Cursor) -> None:
    for match in _OXIDATION_STATE.finditer(cursor.chars):
        cursor.at = match.start("many") if match["many"] else match.start("one")
        _fail_oxidation_state(cursor, match["many"] or match["one"])
    for match in _RAISED_STATE.finditer(cursor.chars):
        if all(cursor.style_at(at) == "sup" for at in range(*match.span())):
            cursor.at = match.start()
            _fail_oxidation_state(cursor, match[0])


def _fail_oxidation_state(cursor: Cursor, state: str) -> None:
    cursor.fail(
        f"'{state}' would be read as iodine or vanadium; leave an oxidation state out of the "
        "formula, as in FeCl3"
    )


def _refuse_hyphens(cursor: Cursor) -> None:
    if match := _HYPHEN.search(cursor.chars):
        cursor.at = match.start("dash")
        cursor.fail(
            f"The hyphen before '{match['addend']}' would make a range or a charge; write a dot, "
            f"'·{match['addend']}'"
        )
    for match in _SPACED_DASH.finditer(cursor.chars):
        at = match.start("dash")
        if cursor.style_at(at) == "sup" or _MULTIPLIER_BEFORE.search(cursor.chars[: at - 1]):
            continue
        cursor.at = at
        cursor.fail("The dash between two components would be a charge; write a dot instead")


def _refuse_decimals(cursor: Cursor) -> None:
    if match := _BARE_DECIMAL.search(cursor.chars):
        cursor.at = match.start("decimal")
        cursor.fail(f"A count can't begin with a full stop; write '0{match['decimal']}'")
    for match in decimals_or_dots(cursor.chars):
        before, decimal = match["before"], match["decimal"]
        if cursor.style_at(match.start("decimal")) == "sub":
            continue
        whole, _, part = decimal.partition(".")
        fraction = Fraction(decimal)
        cursor.at = match.start("decimal")
        cursor.fail(
            f"'{before}{decimal}' can be a decimal count or two components; write "
            f"'({fraction.numerator}/{fraction.denominator})' for the count or "
            f"'{before}{whole}·{part}' for components"
        )
