"""The structures of the 74,000 real compounds that the package ``chemicals`` carries."""

import csv
import sys
from functools import cache
from pathlib import Path

import chemicals
from rdkit import Chem, rdBase

from catalog.search.structures import columns
from catalog.search.structures.rows import ListedStructure, Rows

TABLES = ("chemical identifiers pubchem small.tsv", "chemical identifiers pubchem large.tsv")
SMILES, INCHIKEY = 4, 6
VALUES = [("kind", "small_molecule", "Small molecule"), ("kind", "natural_product", "Natural")]


@cache
def smiles() -> list[str]:
    """One of each compound that RDKit can read, in the order of the tables."""
    csv.field_size_limit(sys.maxsize)
    found: dict[str, str] = {}
    folder = Path(chemicals.__file__).parent / "Identifiers"
    for table in TABLES:
        with (folder / table).open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                found.setdefault(row[INCHIKEY], row[SMILES])
    rdBase.DisableLog("rdApp.*")
    return [text for text in found.values() if Chem.MolFromSmiles(text) is not None]


def sample(count: int) -> list[str]:
    """So many of them, evenly out of the whole; all, if there are no more."""
    everything = smiles()
    step = max(len(everything) // count, 1)
    return everything[::step][:count]


def write_index(folder: Path, structures: list[str]) -> None:
    folder.mkdir()
    entries = (
        ListedStructure(number, number, 0, sys.maxsize, text, (number % 2,))
        for number, text in enumerate(structures)
    )
    columns.write(folder, Rows.of(entries), VALUES)
