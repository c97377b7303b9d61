"""Which bits of its fingerprint a structure must have to contain a query, as far as that is sure.

RDKit hashes the first thing that a query says of an atom as if it were the element: ``[H2;N]``
gets the bits of an atom without an element, which no structure has, and ``[N;H2]`` those of
nitrogen. So no fingerprint is ever made of a query. It is made of plain molecules: the part of the
query whose elements and bonds are settled, and, where a few are possible (``[N,O]``; ``cc``, which
may be single or aromatic), each of the small pieces that they allow. What is not understood here
is open, and screens nothing out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product
from math import prod
from typing import Any, Final

import numpy as np
from rdkit import Chem

from catalog.search.structures.allowed import Elements, Orders, elements_of, orders_of
from catalog.search.structures.fingerprints import Bits, pattern_bits

MOST_ALTERNATIVES: Final = 16
"""Of one piece: with more of them, hardly a structure is screened out."""
MOST_PIECES: Final = 100
LARGEST_PIECE: Final = 3
"""Bonds of a piece."""


@dataclass(frozen=True, slots=True)
class Screen:
    """``required`` are bits that a structure must have; of every choice it must have all bits of
    one alternative."""

    required: Bits
    choices: tuple[tuple[Bits, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a molecule: its atoms' elements, and its bonds between places among them."""

    numbers: tuple[int, ...]
    bonds: tuple[tuple[int, int, Any], ...]


@lru_cache(maxsize=4096)
def _bits(piece: _Piece) -> Bits:
    plain: Any = Chem.RWMol()
    for number in piece.numbers:
        plain.AddAtom(Chem.Atom(number))
    for begin, end, order in piece.bonds:
        plain.AddBond(begin, end, order)
        if order == Chem.BondType.AROMATIC:
            plain.GetBondBetweenAtoms(begin, end).SetIsAromatic(True)
    plain.UpdatePropertyCache(strict=False)
    Chem.FastFindRings(plain)
    return pattern_bits(plain)


def screen_of(query: Chem.Mol) -> Screen:
    """What a structure needs so that this query can match it."""
    elements = [elements_of(atom) for atom in query.GetAtoms()]
    orders = {
        (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()): orders_of(bond, elements)
        for bond in query.GetBonds()
    }
    required = _bits(_settled(elements, orders))
    choices = []
    for alternatives in _open_pieces(query, elements, orders):
        all_bits = [_bits(piece) for piece in alternatives]
        required = required | reduce(np.bitwise_and, all_bits)
        choices.append(all_bits)
    return Screen(required, tuple(_without(required, choices)))


def _without(required: Bits, choices: list[list[Bits]]) -> Iterator[tuple[Bits, ...]]:
    """The choices that say more than what is required anyway."""
    for alternatives in choices:
        left = tuple(bits & ~required for bits in alternatives)
        if all(bits.any() for bits in left):
            yield left


def _settled(elements: list[Elements], orders: dict[tuple[int, int], Orders]) -> _Piece:
    """All that there is no choice about."""
    numbers = [_numbers(of_atom) for of_atom in elements]
    kept = [place for place, possible in enumerate(numbers) if len(possible) == 1]
    places = {atom: place for place, atom in enumerate(kept)}
    return _Piece(
        tuple(numbers[atom][0] for atom in kept),
        tuple(
            (places[begin], places[end], next(iter(possible)))
            for (begin, end), possible in orders.items()
            if begin in places and end in places and len(possible) == 1
        ),
    )


def _numbers(elements: Elements) -> list[int]:
    return sorted({element.number for element in elements})


def _open_pieces(
    query: Chem.Mol, elements: list[Elements], orders: dict[tuple[int, int], Orders]
) -> Iterator[list[_Piece]]:
    """Of small parts of the query with a choice in them, what each may be; every kind once."""
    seen: set[tuple[Any, ...]] = set()
    for atoms, bonds in _small_parts(query):
        numbers = [_numbers(elements[atom]) for atom in atoms]
        kinds = [sorted(orders[bond]) for bond in bonds]
        ends = [(atoms.index(begin), atoms.index(end)) for begin, end in bonds]
        count = prod(len(each) for each in (*numbers, *kinds))
        kind = (*map(tuple, numbers), *map(tuple, kinds), *ends)
        if kind in seen or not 1 < count <= MOST_ALTERNATIVES:
            continue
        if len(seen) == MOST_PIECES:
            return
        seen.add(kind)
        yield [
            _Piece(
                chosen,
                tuple((*pair, order) for pair, order in zip(ends, types, strict=True)),
            )
            for chosen in product(*numbers)
            for types in product(*kinds)
        ]


def _small_parts(query: Chem.Mol) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """Atoms, and bonds between them: single atoms, then connected parts, the smaller first."""
    for place in range(query.GetNumAtoms()):
        yield [place], []
    ends = [(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()) for bond in query.GetBonds()]
    for of_size in Chem.FindAllSubgraphsOfLengthMToN(query, 1, LARGEST_PIECE, useHs=True):
        for part in of_size:
            bonds = [ends[bond] for bond in part]
            yield sorted({atom for bond in bonds for atom in bond}), bonds
