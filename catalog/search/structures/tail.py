"""What was published since a generation of files was built: a small file, replaced as a whole.

Its rows stand for all rows of the products that it masks, which may be none: a product that was
withdrawn has no row any more.
"""

import io
import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from catalog.search.structures.columns import Values
from catalog.search.structures.files import TAIL, UnreadableError
from catalog.search.structures.rows import Arrays, Rows

CHECKSUM = 4
"""Bytes before all others."""


@dataclass(frozen=True, slots=True)
class Tail:
    masked: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    """Primary keys of products, in order."""
    rows: Rows = field(default_factory=lambda: Rows.of([]))
    values: Values = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Empty while there is no file; raises UnreadableError."""
        try:
            content = (folder / TAIL).read_bytes()
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise UnreadableError(f"{folder / TAIL}: {error}") from error
        checksum, written = content[:CHECKSUM], content[CHECKSUM:]
        if checksum != _checksum(written):
            raise UnreadableError(f"{folder / TAIL} is not what was written")
        with np.load(io.BytesIO(written), allow_pickle=False) as file:
            arrays = dict(file)
        values = json.loads(arrays.pop("values").tobytes())
        masked = arrays.pop("masked")
        rows = Rows.of_arrays(arrays)
        return cls(masked, rows, [(facet, slug, label) for facet, slug, label in values])

    def content(self) -> bytes:
        """For a file."""
        arrays: Arrays = self.rows.arrays() | {
            "masked": self.masked,
            "values": np.frombuffer(json.dumps(self.values).encode(), np.uint8),
        }
        file = io.BytesIO()
        np.savez(file, allow_pickle=False, **arrays)
        return _checksum(file.getvalue()) + file.getvalue()

    def with_products(
        self,
        products: list[int],
        rows: Rows,
        values: Values,
        in_generation: NDArray[np.int64],
    ) -> Self:
        """These rows in place of all that there are of these products. ``values`` goes on from
        the tail's own. Products without a structure, before and now, leave no trace."""
        kept = self.rows.where(~np.isin(self.rows.products, products))
        with_structure = np.concatenate([in_generation, self.rows.products, rows.products])
        changed = np.intersect1d(np.array(products, np.int64), with_structure)
        masked = np.union1d(self.masked, changed)
        return type(self)(masked, Rows.joined([kept, rows]), values)


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(CHECKSUM, "big")
