"""Structures as an index holds them, one a row."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem

from catalog.chemistry.structure import StructureError, read_molecule
from catalog.search.structures.fingerprints import BITS, morgan_bits, pattern_bits
from catalog.search.structures.identity import KEYS, keys

logger = logging.getLogger(__name__)

Arrays = dict[str, NDArray[Any]]


class ListedStructure(NamedTuple):
    """A product on offer now or later: its revision, when that is shown, in microseconds since
    1970, its SMILES, and what it is filtered by, as numbers of facet values."""

    revision: int
    product: int
    visible_from: int
    visible_until: int
    smiles: str
    facets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Arrays of the same length, the smallest structures first: in those, a match says most."""

    revisions: NDArray[np.int64]
    products: NDArray[np.int64]
    shown: NDArray[np.int64]
    """From, inclusive, until, exclusive."""
    atoms: NDArray[np.uint16]
    keys: NDArray[np.uint64]
    pattern: NDArray[np.uint8]
    morgan: NDArray[np.uint8]
    molecules: NDArray[np.object_]
    """RDKit's binary form of each, with its atoms in the order of the SMILES, without rings."""
    facets: NDArray[np.object_]

    @classmethod
    def of(cls, entries: Iterable[ListedStructure]) -> Self:
        """What cannot be read is left out: it is shown, but not found by its structure."""
        columns = list(zip(*_read(entries), strict=True)) or [()] * len(fields(cls))
        revisions, products, shown, atoms, own_keys, pattern, morgan, molecules, facets = columns
        return cls(
            np.array(revisions, np.int64),
            np.array(products, np.int64),
            np.array(shown, np.int64).reshape(-1, 2),
            np.array(atoms, np.uint16),
            np.array(own_keys, np.uint64).reshape(-1, KEYS),
            np.array(pattern, np.uint8).reshape(-1, BITS // 8),
            np.array(morgan, np.uint8).reshape(-1, BITS // 8),
            _objects(molecules),
            _objects(facets),
        )._in_order()

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        return cls(
            *(
                np.concatenate([getattr(part, column.name) for part in parts])
                for column in fields(cls)
            )
        )._in_order()

    def where(self, chosen: NDArray[Any]) -> Self:
        """The rows of a mask, or of places in their order."""
        return type(self)(*(getattr(self, column.name)[chosen] for column in fields(self)))

    def __len__(self) -> int:
        return len(self.revisions)

    def _in_order(self) -> Self:
        return self.where(np.lexsort((self.revisions, self.atoms)))

    # As plain arrays, which a file can hold

    def arrays(self) -> Arrays:
        plain = {column.name: getattr(self, column.name) for column in fields(self)}
        molecules, facets = plain.pop("molecules"), plain.pop("facets")
        return plain | {
            "molecules": np.frombuffer(b"".join(molecules), np.uint8),
            "molecule_ends": _ends(molecules),
            "facets": np.array([number for numbers in facets for number in numbers], np.uint32),
            "facet_ends": _ends(facets),
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> Self:
        """Raises KeyError if one is missing."""
        plain = dict(arrays)
        molecules = [part.tobytes() for part in _parts(plain, "molecules", "molecule_ends")]
        facets = [tuple(map(int, part)) for part in _parts(plain, "facets", "facet_ends")]
        plain |= {"molecules": _objects(molecules), "facets": _objects(facets)}
        return cls(**{column.name: plain[column.name] for column in fields(cls)})


def _read(entries: Iterable[ListedStructure]) -> Iterator[tuple[Any, ...]]:
    """A row of each structure, in the order of the columns."""
    for entry in entries:
        try:
            molecule = read_molecule(entry.smiles)
        except StructureError as error:
            logger.warning("Revision %d is not found by its structure: %s", entry.revision, error)
            continue
        yield (
            entry.revision,
            entry.product,
            (entry.visible_from, entry.visible_until),
            molecule.GetNumHeavyAtoms(),
            keys(molecule),
            pattern_bits(molecule),
            morgan_bits(molecule),
            _binary(molecule),
            entry.facets,
        )


def _binary(molecule: Chem.Mol) -> bytes:
    """Without its rings, which take half the time to read, and which few queries ask for."""
    bare = Chem.RWMol(molecule)
    bare.ClearComputedProps(includeRings=True)
    return bytes(bare.ToBinary(int(Chem.PropertyPickleOptions.NoProps)))


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    array = np.empty(len(values), object)
    for place, value in enumerate(values):
        array[place] = value
    return array


def _ends(values: Iterable[Sequence[Any]]) -> NDArray[np.int64]:
    """Where each ends, if all are written one after the other."""
    return np.cumsum([len(value) for value in values], dtype=np.int64)


def _parts(arrays: Arrays, name: str, ends: str) -> list[NDArray[Any]]:
    return np.split(arrays[name], arrays[ends][:-1]) if len(arrays[ends]) else []
