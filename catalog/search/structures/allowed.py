"""Which elements an atom of a query may be, and which bonds its bonds, as RDKit describes them.

Whatever is not understood here is open: it may be anything.
"""

import re
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from rdkit import Chem

from catalog.search.structures.fingerprints import SCREENED_BONDS

_LINE: Final = re.compile(r"(?P<indent> *)(?P<negated>not )?(?P<what>\w+)(?P<rest>.*)")
_EQUALS: Final = re.compile(r" (\d+) = val")
_AROMATIC_TYPE: Final = 1000
"""RDKit's types of atoms: the atomic number, and this for an aromatic one."""

_SINGLE_OR_AROMATIC: Final = frozenset({Chem.BondType.SINGLE, Chem.BondType.AROMATIC})
_BONDS: Final = {
    "SingleOrAromaticBond": _SINGLE_OR_AROMATIC,
    "DoubleOrAromaticBond": frozenset({Chem.BondType.DOUBLE, Chem.BondType.AROMATIC}),
    "SingleOrDoubleBond": frozenset({Chem.BondType.SINGLE, Chem.BondType.DOUBLE}),
}


class Element(NamedTuple):
    """``aromatic`` is None where both will do."""

    number: int
    aromatic: bool | None


Elements = frozenset[Element]
"""Nothing in it: any element."""
Orders = frozenset[Any]
"""Types of bonds."""


@dataclass(frozen=True, slots=True)
class _Condition:
    """A part of what a query says of an atom or a bond."""

    what: str
    rest: str
    negated: bool
    parts: tuple["_Condition", ...]


def elements_of(atom: Any) -> Elements:
    if atom.HasQuery():
        return _elements_in(_conditions(atom.DescribeQuery()))
    number = atom.GetAtomicNum()
    return frozenset({Element(number, None)} if number else ())


def _elements_in(condition: _Condition) -> Elements:
    """The elements that this allows."""
    if condition.negated:
        return frozenset()
    if condition.what == "AtomOr":
        parts = [_elements_in(part) for part in condition.parts]
        return frozenset[Element]().union(*parts) if all(parts) else frozenset()
    if condition.what == "AtomAnd":
        return next(filter(None, map(_elements_in, condition.parts)), frozenset())
    value = _EQUALS.fullmatch(condition.rest)
    if value and condition.what == "AtomAtomicNum":
        return frozenset({Element(int(value[1]), None)} if int(value[1]) else ())
    if value and condition.what == "AtomType":
        aromatic, number = divmod(int(value[1]), _AROMATIC_TYPE)
        return frozenset({Element(number, bool(aromatic))} if number else ())
    return frozenset()


def orders_of(bond: Any, elements: list[Elements]) -> Orders:
    if bond.HasQuery():
        possible = _orders_in(_conditions(bond.DescribeQuery()))
    else:
        possible = frozenset({bond.GetBondType()} & SCREENED_BONDS)
    possible = possible or SCREENED_BONDS
    ends = (elements[bond.GetBeginAtomIdx()], elements[bond.GetEndAtomIdx()])
    if any(_is_aliphatic(end) for end in ends) and len(possible) > 1:
        possible -= {Chem.BondType.AROMATIC}
    return possible


def _is_aliphatic(elements: Elements) -> bool:
    return bool(elements) and all(element.aromatic is False for element in elements)


def _orders_in(condition: _Condition) -> Orders:
    if condition.negated:
        return frozenset()
    if condition.what == "BondOr":
        parts = [_orders_in(part) for part in condition.parts]
        return frozenset[Any]().union(*parts) if all(parts) else frozenset()
    if condition.what == "BondAnd":
        return next(filter(None, map(_orders_in, condition.parts)), frozenset())
    value = _EQUALS.fullmatch(condition.rest)
    if value and condition.what == "BondOrder":
        return frozenset({Chem.BondType.values[int(value[1])]} & SCREENED_BONDS)
    return _BONDS.get(condition.what, frozenset()) if value and value[1] == "1" else frozenset()


def _conditions(description: str) -> _Condition:
    """RDKit's description of a query: a condition a line, its parts indented below it."""
    lines = [match for line in description.splitlines() if (match := _LINE.fullmatch(line))]
    return _read(lines)[0] if lines else _Condition("", "", False, ())


def _read(lines: list[re.Match[str]]) -> list[_Condition]:
    depth = len(lines[0]["indent"])
    starts = [place for place, line in enumerate(lines) if len(line["indent"]) == depth]
    return [
        _Condition(
            lines[start]["what"],
            lines[start]["rest"],
            bool(lines[start]["negated"]),
            tuple(_read(lines[start + 1 : end])) if start + 1 < end else (),
        )
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
