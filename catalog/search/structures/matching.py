"""What the screen lets through, looked at with RDKit, the smallest structures first.

What was looked at is remembered: the next page of a query, or the same query with a filter, goes
on where the last one ended.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from rdkit import Chem

from catalog.search.structures.columns import Columns, Mask
from catalog.search.structures.query import Query
from catalog.search.structures.screen import Screen

AT_ONCE = 1_000
"""Rows that are made Python's numbers, which take more memory than all else."""

_FROM_BINARY: Any = Chem.Mol  # whose stub knows no bytes


class Matching:
    """Which of some structures contain a substructure, as far as is known."""

    def __init__(self, structures: Columns, query: Query, screen: Screen) -> None:
        self.structures = structures
        self.query = query
        self.unknown: Mask = structures.possible(screen)
        self.matched: Mask = np.zeros(len(structures), np.bool_)
        self._with_rings = False

    def look_at(self, row: int) -> bool:
        query, chirality = self.query.molecule, self.query.chirality
        molecule = self._molecule(row)
        try:
            found: bool = molecule.HasSubstructMatch(query, useChirality=chirality)
        except RuntimeError:  # the query asks for rings
            self._with_rings = True
            found = self._molecule(row).HasSubstructMatch(query, useChirality=chirality)
        self.matched[row], self.unknown[row] = found, False
        return found

    def atoms(self, row: int) -> tuple[int, ...]:
        """Those of one match, by their places in the listing's SMILES."""
        molecule, query = self._molecule(row), self.query
        return tuple(molecule.GetSubstructMatch(query.molecule, useChirality=query.chirality))

    def _molecule(self, row: int) -> Any:
        molecule = _FROM_BINARY(self.structures.molecule(row))
        if self._with_rings:
            Chem.GetSymmSSSR(molecule)
        return molecule


def rows_to_look_at(
    bodies: list[Matching], wanted: list[Mask], first: list[Mask]
) -> Iterator[tuple[int, int]]:
    """Body and row of what is wanted and not known yet: what is in ``first`` before all others,
    then the smaller before the larger."""
    places, rows, late, atoms = [], [], [], []
    for place, (body, mask) in enumerate(zip(bodies, wanted, strict=True)):
        found = np.flatnonzero(body.unknown & mask)
        places.append(np.full(len(found), place, np.uint8))
        rows.append(found)
        late.append(~first[place][found])
        atoms.append(body.structures.atoms[found])
    order = np.lexsort((np.concatenate(atoms), np.concatenate(late)))
    all_places, all_rows = np.concatenate(places)[order], np.concatenate(rows)[order]
    for begin in range(0, len(order), AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        yield from zip(all_places[part].tolist(), all_rows[part].tolist(), strict=True)
