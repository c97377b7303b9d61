"""Structure search: CPU of a question and memory of the process, against RDKit in a loop.

At 1,000, 10,000 and 74,000 real compounds, to show how it grows. The conventional way reads the
SMILES of each product and compares it; for a substructure, until there are a hundred.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import monotonic, process_time, sleep

import numpy as np
import pytest
from rdkit import Chem, DataStructs
from rdkit.Chem import rdFingerprintGenerator, rdinchi, rdSubstructLibrary

from catalog.limited import Process
from catalog.search.structures.find import Finder
from catalog.search.structures.matcher import PROGRAM, ask
from catalog.search.structures.messages import Answer, Asked, Mode, Search
from tests.bench.report import report
from tests.bench.structures import sample, write_index

pytestmark = pytest.mark.bench

SIZES = (1_000, 10_000, 74_000)
ROUNDS = 7
MOST = 100
MILLISECONDS = 1_000
AT_MOST = {Mode.SUBSTRUCTURE: 50, Mode.SIMILARITY: 10, Mode.EXACT: 2}
"""Milliseconds of CPU at the largest size."""
MEGABYTE = 2**20
MEMORY = 30
"""Megabytes that the process may be larger with the largest catalog than with the smallest."""

IBUPROFEN = "CC(C)Cc1ccc(cc1)C(C)C(=O)O"
SUBSTRUCTURES = [
    "c1ccccc1",
    "c1ccc2ncncc2c1",
    "NS(=O)(=O)c1ccccc1",
    "C1CCC2C(C1)CCC1C2CCC2CCCC12",
    "[#7]~[#6](~[#7])~[#7]",
    "C[C@H](N)C(=O)O",
]
STRUCTURES = [
    IBUPROFEN,
    "CN1C=NC2=C1C(=O)N(C(=O)N2C)C",
    "OC(=O)Cc1ccccc1Nc1c(Cl)cccc1Cl",
    "C[C@]12CC[C@H]3[C@H]([C@@H]1CC[C@@H]2O)CCC4=CC(=O)CC[C@]34C",
]


@pytest.fixture(scope="module", params=SIZES)
def structures(request: pytest.FixtureRequest) -> list[str]:
    return sample(request.param)


@pytest.fixture(scope="module")
def folder(structures: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "files"
    write_index(folder, structures)
    return folder


def question(folder: Path, text: str, mode: Mode) -> Search:
    """Whose answer does not wait until all is counted."""
    return Search(str(folder), Asked(text, mode), 1, most=MOST, counting=0.0)


def seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def ours(folder: Path, text: str, mode: Mode) -> float:
    """Of a process that has searched before, though not for this."""
    finder = Finder()
    for _ in finder.find(question(folder, "CCO", mode)):
        pass
    return seconds(lambda: list(finder.find(question(folder, text, mode))))


def matching(structures: list[str], pattern: str) -> Iterator[str]:
    query = Chem.MolFromSmarts(pattern) if "~" in pattern else Chem.MolFromSmiles(pattern)
    for text in structures:
        molecule = Chem.MolFromSmiles(text)
        if molecule.HasSubstructMatch(query, useChirality=True):
            yield text


def similar(structures: list[str], to: str) -> list[str]:
    morgan = rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)
    own = morgan.GetFingerprint(Chem.MolFromSmiles(to))
    others = [morgan.GetFingerprint(Chem.MolFromSmiles(text)) for text in structures]
    coefficients = DataStructs.BulkTanimotoSimilarity(own, others)
    return [text for text, found in zip(structures, coefficients, strict=True) if found >= 0.7]


def same(structures: list[str], as_: str) -> list[str]:
    """By canonical SMILES, which is quicker than the InChI."""
    own = canonical(as_)
    return [text for text in structures if canonical(text) == own]


def canonical(text: str) -> str:
    return str(Chem.MolToSmiles(Chem.MolFromSmiles(text)))


CONVENTIONAL: dict[Mode, Callable[[list[str], str], object]] = {
    Mode.SUBSTRUCTURE: lambda structures, text: list(islice(matching(structures, text), MOST)),
    Mode.SIMILARITY: similar,
    Mode.EXACT: same,
}


@pytest.mark.parametrize("mode", Mode)
def test_a_question(
    structures: list[str], folder: Path, mode: Mode, capsys: pytest.CaptureFixture[str]
) -> None:
    """The median of the queries, and the worst of them."""
    queries = SUBSTRUCTURES if mode is Mode.SUBSTRUCTURE else STRUCTURES
    spent = [median(ours(folder, text, mode) for _ in range(ROUNDS)) for text in queries]
    plain = [seconds(partial(CONVENTIONAL[mode], structures, text)) for text in queries]
    size = len(structures)
    for name, of in (("median", median), ("worst", max)):
        value, conventional = of(spent) * MILLISECONDS, of(plain) * MILLISECONDS
        report(capsys, f"structures.{mode}.{size}.{name}", value, "ms CPU", conventional)
    if size > SIZES[1]:
        assert max(spent) * MILLISECONDS <= AT_MOST[mode]


def test_what_is_found_is_what_the_loop_finds(structures: list[str], folder: Path) -> None:
    if len(structures) > SIZES[0]:
        pytest.skip("the loop takes too long")
    for text in SUBSTRUCTURES:
        *_, answer = Finder().find(
            Search(str(folder), Asked(text), 1, most=len(structures), counting=60, seconds=60)
        )
        assert {structures[hit.revision] for hit in answer.hits} == set(matching(structures, text))
    for text in STRUCTURES:
        *_, answer = Finder().find(question(folder, text, Mode.SIMILARITY))
        assert {structures[hit.revision] for hit in answer.hits} == set(similar(structures, text))


def test_indexing(
    structures: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """CPU a product, against what it takes to compute InChI and InChIKey alone."""
    part = structures[:1_000]
    spent = seconds(lambda: write_index(tmp_path / "files", part)) / len(part)
    plain = seconds(lambda: [inchikey(text) for text in part]) / len(part)
    name = f"structures.indexing.{len(structures)}"
    report(capsys, name, spent * MILLISECONDS, "ms CPU/product", plain * MILLISECONDS)


def inchikey(text: str) -> str:
    return str(rdinchi.MolToInchiKey(Chem.MolFromSmiles(text)))


def test_across_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the other process adds to an exact search, by the clock."""
    matcher, finder = Process(PROGRAM), Finder()
    asked = question(folder, IBUPROFEN, Mode.EXACT)

    def there() -> float:
        began = monotonic()
        assert isinstance(ask(matcher, asked, began + 5), Answer)
        return monotonic() - began

    def here() -> float:
        began = monotonic()
        list(finder.find(asked))
        return monotonic() - began

    try:
        there()
        here()
        value = median(there() for _ in range(ROUNDS)) * MILLISECONDS
        plain = median(here() for _ in range(ROUNDS)) * MILLISECONDS
    finally:
        matcher.end()
    report(capsys, f"structures.across_processes.{_rows(folder)}", value, "ms", plain)


MEMORY_OF: dict[int, float] = {}
"""The most that the process that searches ever occupied, by the size of its catalog."""


def test_memory(structures: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that the process occupies after every query, and at most, against the size of RDKit's own
    library of substructures, which a process holds, and which has neither fingerprints for
    similarity nor keys."""
    matcher = Process(PROGRAM)
    try:
        for text in [*SUBSTRUCTURES, "*"]:
            ask(matcher, Search(str(folder), Asked(text), 1), monotonic() + 3)
        for text in STRUCTURES:
            for mode in Mode:
                ask(matcher, question(folder, text, mode), monotonic() + 3)
        assert matcher.pid is not None
        sleep(0.2)  # it lets go of the files after its last answer
        occupied, most = _megabytes(matcher.pid, "VmRSS"), _megabytes(matcher.pid, "VmHWM")
    finally:
        matcher.end()
    library = rdSubstructLibrary.SubstructLibrary(
        rdSubstructLibrary.CachedMolHolder(), rdSubstructLibrary.PatternHolder()
    )
    for text in structures:
        library.AddMol(Chem.MolFromSmiles(text))
    held = len(library.Serialize()) / MEGABYTE
    report(capsys, f"structures.memory.{len(structures)}", occupied, "MB", held)
    report(capsys, f"structures.memory_at_most.{len(structures)}", most, "MB", held)
    MEMORY_OF[len(structures)] = most
    assert max(MEMORY_OF.values()) - min(MEMORY_OF.values()) <= MEMORY


def _rows(folder: Path) -> int:
    return len(np.load(folder / "atoms.npy", mmap_mode="r"))


def _megabytes(pid: int, name: str) -> float:
    """What Linux counts as occupied, files that are mapped included."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
