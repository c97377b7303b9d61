"""Structures arranged to be screened: fingerprints by bit, keys in order.

A screen reads the columns of the bits that the query has, some hundred kilobytes, and not the
fingerprints of all rows, which are twenty megabytes in a catalog of 74,000. The arrays are files
that are mapped into memory; molecules are read one by one, so that no process holds them all.
"""

import json
import os
from collections.abc import Callable, Collection, Sequence
from functools import reduce
from mmap import MADV_DONTNEED, mmap
from pathlib import Path
from typing import Any, Final
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from catalog.search.structures.files import MOLECULES, PRODUCTS, VALUES, UnreadableError
from catalog.search.structures.fingerprints import BITS, Bits, set_bits
from catalog.search.structures.identity import KEYS
from catalog.search.structures.rows import Arrays, Rows
from catalog.search.structures.screen import Screen

ARRAYS: Final = frozenset(
    {
        "revisions", "products", "shown", "atoms", "molecule_ends", "facet_ends", "facet_values",
        "pattern", "pattern_counts", "morgan", "morgan_counts", "key_hashes", "key_rows",
    }
)  # fmt: skip
_ROWS_AT_ONCE: Final = 4096

Values = list[tuple[str, str, str]]
"""Facet, slug and label of each value that a product can be filtered by."""
Mask = NDArray[np.bool_]
Words = NDArray[np.uint64]
"""A bit for each row."""


class Columns:
    """Structures that can be screened. Rows are counted from 0, the smallest structures first."""

    def __init__(
        self,
        arrays: Arrays,
        values: Values,
        binary: Callable[[int, int], bytes],
        mapped: Sequence[mmap] = (),
    ) -> None:
        self.revisions = arrays["revisions"]
        self.products = arrays["products"]
        self.atoms = arrays["atoms"]
        self.values = values
        self._arrays = arrays
        self._binary = binary
        self._ends = arrays["molecule_ends"]
        self._mapped = mapped

    def __len__(self) -> int:
        return len(self.revisions)

    def molecule(self, row: int) -> bytes:
        """RDKit's binary form."""
        begin = int(self._ends[row - 1]) if row else 0
        return self._binary(begin, int(self._ends[row]) - begin)

    def release(self) -> None:
        """Let go of what was read: it stays in the system's cache, and counts as nobody's."""
        for file in self._mapped:
            file.madvise(MADV_DONTNEED)

    def shown(self, moment: int) -> Mask:
        begin, end = self._arrays["shown"]
        return np.asarray((begin <= moment) & (moment < end))

    def same(self, place: int, key: int) -> NDArray[np.intp]:
        """The rows whose key at a place is this one."""
        hashes, wanted = self._arrays["key_hashes"][place], np.uint64(key)
        begin = np.searchsorted(hashes, wanted, "left")
        end = np.searchsorted(hashes, wanted, "right")
        return np.asarray(self._arrays["key_rows"][place, begin:end], np.intp)

    def possible(self, screen: Screen) -> Mask:
        """The rows that a screen lets through; most of them contain the query."""
        every = np.full(self._arrays["pattern"].shape[1], 0xFF, np.uint8).view(np.uint64)
        left = self._having_bits(screen.required, every)
        for alternatives in screen.choices:
            left = reduce(np.bitwise_or, (self._having_bits(bits, left) for bits in alternatives))
        return np.unpackbits(left.view(np.uint8), count=len(self)).view(np.bool_)

    def _having_bits(self, pattern: Bits, among: Words) -> Words:
        """Those of the rows that have all bits of a pattern."""
        columns, counts = self._arrays["pattern"], self._arrays["pattern_counts"]
        bits, left = set_bits(pattern), among.copy()
        for bit in bits[np.argsort(counts[bits], kind="stable")]:  # the rarest first
            left &= columns[bit].view(np.uint64)
            if not left.any():
                break
        return left

    def similarity(self, morgan: Bits) -> NDArray[np.float32]:
        """Tanimoto's coefficient of each row: bits in common by bits in either."""
        bits = set_bits(morgan)
        columns, own = self._arrays["morgan"], self._arrays["morgan_counts"]
        common = np.zeros(len(self), np.uint16)
        for bit in bits:
            common += np.unpackbits(columns[bit], count=len(self))
        either = own + np.uint16(len(bits)) - common
        similarity: NDArray[np.float32] = np.divide(common, np.maximum(either, 1), dtype=np.float32)
        return similarity

    def counts(self, rows: Mask) -> NDArray[np.intp]:
        """How many of the rows have each of the values."""
        chosen, ends = np.flatnonzero(rows), self._arrays["facet_ends"]
        begins = np.where(chosen > 0, ends[chosen - 1], 0)
        sizes = ends[chosen] - begins
        places = np.arange(sizes.sum()) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
        return np.bincount(self._arrays["facet_values"][places], minlength=len(self.values))

    def having(self, facet: str, slugs: Collection[str]) -> Mask:
        """The rows with any of these values of a facet."""
        having: Mask = np.zeros(len(self), np.bool_)
        wanted = np.array([of == facet and slug in slugs for of, slug, _ in self.values], np.bool_)
        if wanted.any():
            sizes = np.diff(self._arrays["facet_ends"], prepend=0)
            rows = np.repeat(np.arange(len(self)), sizes)
            having[rows[wanted[self._arrays["facet_values"]]]] = True
        return having


def arrange(rows: Rows) -> Arrays:
    plain = rows.arrays()
    order = np.argsort(rows.keys, axis=0, kind="stable")
    return {
        "revisions": rows.revisions,
        "products": rows.products,
        "shown": np.ascontiguousarray(rows.shown.T),
        "atoms": rows.atoms,
        "molecule_ends": plain["molecule_ends"],
        "facet_ends": plain["facet_ends"],
        "facet_values": plain["facets"],
        "pattern": _columns(rows.pattern),
        "pattern_counts": _bit_counts(rows.pattern),
        "morgan": _columns(rows.morgan),
        "morgan_counts": np.bitwise_count(rows.morgan).sum(axis=1, dtype=np.uint16),
        "key_hashes": np.ascontiguousarray(np.take_along_axis(rows.keys, order, axis=0).T),
        "key_rows": np.ascontiguousarray(order.T.astype(np.uint32)),
    }


def in_memory(rows: Rows, values: Values) -> Columns:
    blob = rows.arrays()["molecules"].tobytes()
    return Columns(arrange(rows), values, lambda begin, size: blob[begin : begin + size])


def write(folder: Path, rows: Rows, values: Values) -> None:
    for name, array in arrange(rows).items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    (folder / MOLECULES).write_bytes(rows.arrays()["molecules"].tobytes())
    (folder / VALUES).write_text(json.dumps(values))


def read(folder: Path) -> Columns:
    """Raises UnreadableError. The files stay readable when they are deleted."""
    try:
        files: dict[str, Any] = {
            name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in ARRAYS
        }
        values = [(facet, slug, label) for facet, slug, label in _json(folder / VALUES)]
        molecules = _File(folder / MOLECULES)
    except (OSError, ValueError, TypeError, EOFError) as error:
        raise UnreadableError(f"{folder}: {error}") from error
    arrays: Arrays = {name: file.view(np.ndarray) for name, file in files.items()}  # quicker
    if problem := _misshapen(arrays, molecules.size, len(values)):
        raise UnreadableError(f"{folder}: {problem}")
    return Columns(arrays, values, molecules.read, [file.base for file in files.values()])


def products_of(folder: Path) -> NDArray[np.int64]:
    """The products that have a structure. Raises UnreadableError."""
    try:
        products: NDArray[np.int64] = np.load(folder / PRODUCTS, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise UnreadableError(f"{folder / PRODUCTS}: {error}") from error
    return products


class _File:
    """A file that is read in places and not mapped: what was read does not stay in memory."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        finalize(self, os.close, self._descriptor)
        self.size = os.fstat(self._descriptor).st_size

    def read(self, begin: int, size: int) -> bytes:
        return os.pread(self._descriptor, size, begin)


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _misshapen(arrays: Arrays, size: int, values: int) -> str:
    """Which of the arrays does not fit the others, or nothing."""
    rows = len(arrays["revisions"])
    shapes: dict[str, tuple[int, ...]] = {
        **dict.fromkeys(("products", "atoms", "morgan_counts"), (rows,)),
        **dict.fromkeys(("molecule_ends", "facet_ends"), (rows,)),
        "shown": (2, rows),
        "pattern_counts": (BITS,),
        **dict.fromkeys(("pattern", "morgan"), (BITS, _width(rows))),
        **dict.fromkeys(("key_hashes", "key_rows"), (KEYS, rows)),
    }
    wrong = [name for name, shape in shapes.items() if arrays[name].shape != shape]
    if rows and int(arrays["molecule_ends"][-1]) != size:
        wrong.append(MOLECULES)
    numbers = arrays["facet_values"]
    if rows and int(arrays["facet_ends"][-1]) != len(numbers):
        wrong.append("facet_values")
    if len(numbers) and int(numbers.max()) >= values:
        wrong.append(VALUES)
    return ", ".join(wrong)


def _width(rows: int) -> int:
    """Bytes of a column: whole words of 64 bits."""
    return (rows + 63) // 64 * 8


def _columns(fingerprints: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Bits by rows turned into rows by bits; some thousand rows at a time, to stay small."""
    columns = np.zeros((BITS, _width(len(fingerprints))), np.uint8)
    for begin in range(0, len(fingerprints), _ROWS_AT_ONCE):
        bits = np.unpackbits(fingerprints[begin : begin + _ROWS_AT_ONCE], axis=1)
        part = np.packbits(bits.T, axis=1)
        columns[:, begin // 8 : begin // 8 + part.shape[1]] = part
    return columns


def _bit_counts(fingerprints: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """How many rows have each bit."""
    counts = np.zeros(BITS, np.uint32)
    for begin in range(0, len(fingerprints), _ROWS_AT_ONCE):
        bits = np.unpackbits(fingerprints[begin : begin + _ROWS_AT_ONCE], axis=1)
        counts += bits.sum(axis=0, dtype=np.uint32)
    return counts
