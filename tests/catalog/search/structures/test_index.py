"""The index of structures follows what is published, and survives whatever happens to its files."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Listing, Product
from catalog.search.index_folder import CURRENT
from catalog.search.indexes import INDEXES, STRUCTURES
from catalog.search.structures import index
from catalog.search.structures.files import TAIL
from catalog.search.structures.matcher import POOL
from catalog.search.structures.messages import Asked, Chosen, Mode
from catalog.search.structures.search import UnavailableError, search
from tests.conftest import Clock
from tests.kept import rows_made_once

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]
XANTHINES = "O=c1nc(=O)c2ncnc2n1"
"""What caffeine and theobromine have in common."""
THEOBROMINE = {
    "key": "theobromine",
    "name": "Theobromine",
    "formula": "C7H8N4O2",
    "molecular_weight": "180.16 g/mol",
    "weight_basis": "printed",
    "smiles": "Cn1cnc2c1c(=O)[nH]c(=O)n2C",
}


def found(
    structure: str = XANTHINES, mode: Mode = Mode.SUBSTRUCTURE, chosen: Chosen = ()
) -> set[str]:
    """Catalog numbers."""
    answer = search(Asked(structure, mode), chosen=chosen)
    listings = Listing.objects.filter(pk__in=[hit.revision for hit in answer.hits])
    return {listing.catalog_number for listing in listings}


@pytest.fixture
@rows_made_once
def shelf(published: Maker, caffeine: dict[str, Any]) -> None:
    published("T-1", compound=caffeine)
    published("T-2", name="Theobromine", kind="small_molecule", compound=THEOBROMINE)
    clone = {"key": "clone", "value": "OKT3"}
    published("T-3", name="Anti-CD3", kind="antibody", characteristics=[clone])


def folder() -> Path:
    return STRUCTURES.folder / (STRUCTURES.folder / CURRENT).read_text()


def test_it_is_registered() -> None:
    assert INDEXES["structures"] is STRUCTURES


@pytest.mark.usefixtures("shelf")
def test_what_is_published_is_found() -> None:
    assert found() == {"T-1", "T-2"}
    assert found(THEOBROMINE["smiles"], Mode.EXACT) == {"T-2"}
    assert found(chosen=(("kind", ("small_molecule",)),)) == {"T-2"}


@pytest.mark.usefixtures("shelf")
def test_changes_are_taken_in_without_building_anew(
    published: Maker, caffeine: dict[str, Any]
) -> None:
    found()
    built = folder()
    published("T-4", compound=caffeine)
    assert found() == {"T-1", "T-2", "T-4"}

    withdraw(Product.objects.get(catalog_number="T-1"), by=None)
    assert found() == {"T-2", "T-4"}

    product = Product.objects.get(catalog_number="T-4")
    draft = product.draft_versions.latest().read() | {"compound": None}
    load_draft(draft, by=None, reason="test", product=product)
    publish(product, by=None, reason="test")
    assert found() == {"T-2"}
    assert folder() == built
    assert (built / TAIL).exists()


@pytest.mark.usefixtures("shelf")
def test_products_of_one_compound_are_all_found(published: Maker, caffeine: dict[str, Any]) -> None:
    published("T-4", compound=caffeine)
    published("T-5", compound=caffeine)

    assert found(caffeine["smiles"], Mode.EXACT) == {"T-1", "T-4", "T-5"}


def test_the_clock_decides_what_is_shown(
    published: Maker, caffeine: dict[str, Any], clock: Clock
) -> None:
    product = published("T-1", compound=caffeine)
    assert found() == {"T-1"}
    draft = product.draft_versions.latest().read() | {"compound": THEOBROMINE}
    load_draft(draft, by=None, reason="test", product=product)
    later = clock.moment.replace(year=clock.moment.year + 1)
    publish(product, by=None, reason="test", valid_from=later)

    assert found(caffeine["smiles"], Mode.EXACT) == {"T-1"}
    assert found(THEOBROMINE["smiles"], Mode.EXACT) == set()
    clock.moment = later
    assert found(caffeine["smiles"], Mode.EXACT) == set()
    assert found(THEOBROMINE["smiles"], Mode.EXACT) == {"T-1"}


def test_what_is_cancelled_is_never_found(
    published: Maker, caffeine: dict[str, Any], clock: Clock
) -> None:
    product = published("T-1", compound=caffeine)
    found()
    draft = product.draft_versions.latest().read() | {"compound": THEOBROMINE}
    load_draft(draft, by=None, reason="test", product=product)
    later = clock.moment.replace(year=clock.moment.year + 1)
    publish(product, by=None, reason="test", valid_from=later)
    found()
    clock.advance(days=1)
    cancel_scheduled(product, by=None, reason="test")

    clock.moment = later
    assert found(caffeine["smiles"], Mode.EXACT) == {"T-1"}
    assert found(THEOBROMINE["smiles"], Mode.EXACT) == set()


@pytest.mark.usefixtures("shelf")
def test_a_long_tail_is_folded_in(
    published: Maker, caffeine: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[bool] = []
    monkeypatch.setattr(index, "LONGEST_TAIL", 1)
    monkeypatch.setattr(STRUCTURES, "_start_builder", lambda: started.append(True))
    found()
    published("T-4", compound=caffeine)
    found()
    assert started == []
    published("T-5", compound=caffeine)
    found()
    assert started == [True]

    call_command("reindex", "structures", quiet=True)

    assert not (folder() / TAIL).exists()
    assert found() == {"T-1", "T-2", "T-4", "T-5"}


# What may happen to the files


@pytest.mark.usefixtures("shelf")
def test_a_deleted_var_is_made_again() -> None:
    found()
    shutil.rmtree(settings.SEARCH_DIR)

    assert found() == {"T-1", "T-2"}


@pytest.mark.usefixtures("shelf")
def test_files_that_go_while_they_are_in_use() -> None:
    found()
    shutil.rmtree(folder())

    assert found() == {"T-1", "T-2"}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("name", ["pattern.npy", "molecules.bin", "key_hashes.npy", "values.json"])
def test_a_corrupt_file_is_not_trusted(name: str) -> None:
    found()
    content = bytearray((folder() / name).read_bytes())
    content[-1] ^= 0xFF
    (folder() / name).write_bytes(content)
    STRUCTURES.recheck()  # a process that was started since

    assert found() == {"T-1", "T-2"}
    assert found(THEOBROMINE["smiles"], Mode.EXACT) == {"T-2"}


@pytest.mark.usefixtures("shelf")
def test_a_corrupt_tail_is_not_trusted(published: Maker, caffeine: dict[str, Any]) -> None:
    found()
    published("T-4", compound=caffeine)
    found()
    (folder() / TAIL).write_bytes(b"nonsense")

    assert found() == {"T-1", "T-2", "T-4"}


@pytest.mark.usefixtures("shelf")
def test_a_file_that_is_cut_off_in_use_is_found_out() -> None:
    found()
    for name in ("pattern.npy", "molecules.bin"):
        with (folder() / name).open("r+b") as file:
            file.truncate(150)

    assert found() == {"T-1", "T-2"}


@pytest.mark.usefixtures("shelf")
def test_while_there_are_no_files_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(STRUCTURES, "files", lambda: None)
    with pytest.raises(UnavailableError, match="Try again in a minute"):
        found()


BUILD = """
import sys, time, django
django.setup()
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"], settings.SEARCH_DIR = sys.argv[1], Path(sys.argv[2])
from catalog.search.index_folder import CURRENT
from catalog.search.indexes import STRUCTURES
from catalog.search.structures import columns
write = columns.write
def slowly(folder, rows, values):
    write(folder, rows, values)
    (folder / "pattern.npy").write_bytes(b"half of it")
    print("written", flush=True)
    time.sleep(60)
columns.write = slowly
STRUCTURES.rebuild()
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_while_indexing_leaves_no_trace(
    published: Maker, caffeine: dict[str, Any]
) -> None:
    published("T-1", compound=caffeine)
    assert found() == {"T-1"}
    published("T-2", name="Theobromine", compound=THEOBROMINE)
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(connection.settings_dict["NAME"]), settings.SEARCH_DIR],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    assert STRUCTURES.is_building()
    assert found() == {"T-1", "T-2"}  # searching goes on meanwhile
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert not STRUCTURES.is_building()
    assert found() == {"T-1", "T-2"}
    assert STRUCTURES.rebuild()
    assert found() == {"T-1", "T-2"}
    assert [path for path in STRUCTURES.folder.iterdir() if path.is_dir()] == [folder()]


@pytest.mark.usefixtures("shelf")
def test_a_matcher_that_is_killed_is_not_missed() -> None:
    found()
    for pid in POOL.pids():
        os.kill(pid, signal.SIGKILL)

    assert found() == {"T-1", "T-2"}
