"""A rule on formulas that can be read and are hardly meant."""

import re
from collections.abc import Iterator
from fractions import Fraction

from catalog.chemistry.composition import Component
from catalog.chemistry.elements import SYMBOLS
from catalog.curation.finding import Finding, Severity
from catalog.curation.identity import formula_of
from catalog.specification.declaration import Draft

MANY = 100
"""From so many atoms on, an element other than those of organic chemistry is suspicious."""

ORGANIC = frozenset({"C", "H", "N", "O", "S", "[2H]"})
LABELS = frozenset(
    {("C", 13), ("C", 14), ("N", 15), ("O", 17), ("O", 18), ("P", 32), ("P", 33), ("S", 34)}
    | {("S", 35), ("I", 125), ("I", 131)}
)
"""Isotopes that are labelled with. Hydrogen's are left out: C102H150 is a formula."""

_PLAIN_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_COUNTED = re.compile(r"([A-Z][a-z]?)(\d{3,})(?=([A-Z][a-z]?))")


def formula_is_no_code(draft: Draft) -> Iterator[Finding]:
    """FK506 can be read as fluorine and 506 of potassium, H218O as water of 218 hydrogens."""
    formula = formula_of(draft.compound)
    if formula is None:
        return
    if remedy := _lost_superscript(formula.hill if "<" in formula.text else formula.text):
        yield _warning(formula.text, remedy)
    elif code := _code(formula.components):
        yield _warning(
            formula.text,
            f"it says {code}. Check that this is a formula and not a product code.",
        )


def _lost_superscript(text: str) -> str:
    for symbol, digits, following in _COUNTED.findall(text.translate(_PLAIN_DIGITS)):
        element = following if following in SYMBOLS else following[0]
        for length in (1, 2, 3):
            mass = digits[-length:]
            if len(digits) > length and (element, int(mass)) in LABELS:
                count = digits[:-length]
                return (
                    f"it says {digits} of {symbol}. If an isotope is meant, write "
                    f"{symbol}{'' if count == '1' else count}[{mass}{element}]."
                )
    return ""


def _code(components: tuple[Component, ...]) -> str:
    for component in components:
        has_organic = {"C", "H"} & component.composition.keys()
        for symbol, number in component.composition.items():
            if number >= MANY and not (has_organic and symbol in ORGANIC):
                return f"{_shown(number)} of {symbol}"
    return ""


def _shown(number: Fraction) -> str:
    return f"{float(number):g}"


def _warning(formula: str, remedy: str) -> Finding:
    return Finding("formula-code", Severity.WARNING, "/compound/formula", formula, remedy)
