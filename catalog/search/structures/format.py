"""Which format the files of the index have: it follows from the code that makes their rows."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from catalog import chemistry
from catalog.search.structures.messages import Ignore


@cache
def structures_format() -> str:
    """Another for whatever could make other rows: the code that reads a structure, keys it and
    arranges it, what may be ignored, and RDKit, whose fingerprints and binary forms may change."""
    here, read_by = Path(__file__).parent, Path(chemistry.__file__).parent
    made_by = [
        *(here / f"{name}.py" for name in ("identity", "fingerprints", "rows", "columns", "tail")),
        read_by / "structure.py",
    ]
    digest = hashlib.sha256("\n".join([version("rdkit"), *Ignore]).encode())
    for path in made_by:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
