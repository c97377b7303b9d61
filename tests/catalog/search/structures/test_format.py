"""The format of the index follows from the code that makes its rows."""

from pathlib import Path

import pytest
import rdkit

from catalog.search.indexes import STRUCTURES
from catalog.search.structures import format as format_module
from catalog.search.structures.format import structures_format

pytestmark = pytest.mark.any_database


def of_now() -> str:
    return structures_format.__wrapped__()


def test_it_stays_while_nothing_changes() -> None:
    assert STRUCTURES.format == structures_format() == of_now()


@pytest.mark.parametrize("name", ["identity.py", "structure.py", "rows.py", "fingerprints.py"])
def test_another_code_makes_another_format(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = of_now(), Path.read_bytes

    def changed(path: Path) -> bytes:
        return read(path) + (b"#" if path.name == name else b"")

    monkeypatch.setattr(Path, "read_bytes", changed)
    assert of_now() != before


def test_another_rdkit_makes_another_format(monkeypatch: pytest.MonkeyPatch) -> None:
    before = of_now()
    monkeypatch.setattr(format_module, "version", lambda name: f"{rdkit.__version__}.1")
    assert of_now() != before
