"""Pages, facets, moments and deadlines, on real compounds in files."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from catalog.search.structures import columns, find
from catalog.search.structures.columns import ARRAYS
from catalog.search.structures.files import MOLECULES, TAIL, VALUES, UnreadableError
from catalog.search.structures.find import Finder
from catalog.search.structures.messages import Answer, Asked, Mode, Search
from catalog.search.structures.rows import ListedStructure, Rows
from catalog.search.structures.tail import Tail
from tests.catalog.search.structures.library import NOW, ask, library, write

pytestmark = pytest.mark.any_database

BENZENE = "c1ccccc1"
VALUES_OF_FACETS = [
    ("kind", "small_molecule", "Small molecule"),
    ("kind", "natural_product", "Natural product"),
    ("target", "cox", "COX"),
]
TOLUENE, ANILINE, PHENOL, ETHANOL = "Cc1ccccc1", "Nc1ccccc1", "Oc1ccccc1", "CCO"


def entry(
    number: int, smiles: str, *facets: int, begin: int = 0, end: int = 2 * NOW
) -> ListedStructure:
    return ListedStructure(number, number + 100, begin, end, smiles, facets)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    entries = [
        entry(1, TOLUENE, 0),
        entry(2, ANILINE, 0, 2),
        entry(3, PHENOL, 1, 2),
        entry(4, ETHANOL, 1, 2),
        entry(5, TOLUENE, 0, begin=NOW + 1),  # scheduled
        entry(6, TOLUENE, 0, end=NOW),  # no longer shown
    ]
    return write(tmp_path / "files", entries, VALUES_OF_FACETS)


def revisions(answer: Answer) -> list[int]:
    return [hit.revision for hit in answer.hits]


def benzene(folder: Path, **options: Any) -> Answer:
    return ask(folder, BENZENE, Mode.SUBSTRUCTURE, **options)


def test_only_what_is_shown_at_the_moment_is_found(folder: Path) -> None:
    assert set(revisions(benzene(folder))) == {1, 2, 3}
    later = Search(str(folder), Asked(TOLUENE, Mode.EXACT), NOW + 1)
    assert revisions(next(Finder().find(later))) == [1, 5]


def test_facets_are_counted_over_the_hits(folder: Path) -> None:
    assert benzene(folder).counts == {
        ("kind", "small_molecule"): (2, "Small molecule"),
        ("kind", "natural_product"): (1, "Natural product"),
        ("target", "cox"): (2, "COX"),
    }


def test_the_values_of_a_chosen_facet_are_alternatives(folder: Path) -> None:
    answer = benzene(folder, chosen=(("kind", ("natural_product",)),))

    assert revisions(answer) == [3]
    assert answer.count == 1
    assert answer.counts == {
        ("kind", "small_molecule"): (2, "Small molecule"),
        ("kind", "natural_product"): (1, "Natural product"),
        ("target", "cox"): (1, "COX"),
    }


def test_several_facets_narrow_each_other(folder: Path) -> None:
    both = (("kind", ("small_molecule", "natural_product")), ("target", ("cox",)))
    assert set(revisions(benzene(folder, chosen=both))) == {2, 3}
    nobody = (("kind", ("antibody",)),)
    assert revisions(benzene(folder, chosen=nobody)) == []


def test_pages_follow_one_another(folder: Path) -> None:
    pages = [revisions(benzene(folder, first=first, most=2)) for first in (0, 2, 4)]

    assert pages[0] + pages[1] == [1, 2, 3]
    assert pages[2] == []


@pytest.mark.parametrize("mode", Mode)
def test_no_products_are_searched_without_error(tmp_path: Path, mode: Mode) -> None:
    assert ask(write(tmp_path / "none", []), PHENOL, mode).count == 0


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path / "files", [entry(1, "nonsense"), entry(2, PHENOL)])
    assert revisions(benzene(folder)) == [2]


# The tail


def with_tail(folder: Path, products: list[int], entries: list[ListedStructure]) -> None:
    rows, in_generation = Rows.of(entries), columns.products_of(folder)
    tail = Tail.read(folder).with_products(products, rows, VALUES_OF_FACETS, in_generation)
    (folder / TAIL).write_bytes(tail.content())


def test_products_that_never_had_a_structure_leave_no_trace(folder: Path) -> None:
    with_tail(folder, [101, *range(1_000, 3_000)], [])
    assert Tail.read(folder).masked.tolist() == [101]


def test_what_is_open_stays_when_its_folder_goes(folder: Path) -> None:
    """Another generation took its place: the tail does not count as empty while it is deleted."""
    with_tail(folder, [101, 107], [ListedStructure(17, 107, 0, 2 * NOW, PHENOL, (0,))])
    finder, asked = Finder(), Search(str(folder), Asked(BENZENE), NOW)
    *_, before = finder.find(asked)

    (folder / TAIL).unlink()
    *_, without_tail = finder.find(asked)
    shutil.rmtree(folder)
    *_, without_folder = finder.find(asked)

    assert set(revisions(before)) == {2, 3, 17}
    assert set(revisions(without_tail)) == set(revisions(without_folder)) == {2, 3, 17}
    with pytest.raises(UnreadableError):
        next(Finder().find(asked))


def test_the_tail_stands_for_the_products_that_it_names(folder: Path) -> None:
    with_tail(
        folder,
        [101, 104, 107],
        [
            ListedStructure(11, 101, 0, 2 * NOW, ETHANOL, (0,)),
            ListedStructure(17, 107, 0, 2 * NOW, PHENOL, (0,)),
        ],
    )

    assert set(revisions(benzene(folder))) == {2, 3, 17}
    assert benzene(folder).counts["kind", "small_molecule"] == (2, "Small molecule")
    assert revisions(ask(folder, ETHANOL, Mode.EXACT)) == [11]

    with_tail(folder, [107], [])

    assert set(revisions(benzene(folder))) == {2, 3}
    assert revisions(ask(folder, ETHANOL, Mode.EXACT)) == [11]


def test_a_tail_that_is_replaced_is_seen(folder: Path) -> None:
    finder = Finder()
    question = Search(str(folder), Asked(BENZENE), NOW)
    assert [*finder.find(question)][-1].count == 3

    with_tail(folder, [101, 102, 103], [])

    assert [*finder.find(question)][-1].count == 0


# Time


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that goes on by a tenth of a second whenever it is looked at."""
    moments = [0.0]

    def monotonic() -> float:
        moments[0] += 0.1
        return moments[0]

    monkeypatch.setattr(find, "monotonic", monotonic)
    return moments


def test_when_time_is_over_what_was_found_is_told(tmp_path: Path, slow: list[float]) -> None:
    folder = write(tmp_path / "files", [entry(number, PHENOL) for number in range(100)])
    answers = [*Finder().find(Search(str(folder), Asked(BENZENE), NOW, seconds=2.0))]

    assert answers[-1].truncated
    assert answers[-1].final
    assert not answers[-1].count_is_exact
    assert 10 < answers[-1].count < 30
    counts = [answer.count for answer in answers]
    assert counts == sorted(counts)
    assert not any(answer.final for answer in answers[:-1])
    assert all(answer.truncated for answer in answers)


def test_a_full_page_does_not_wait_until_all_is_counted(tmp_path: Path, slow: list[float]) -> None:
    folder = write(tmp_path / "files", [entry(number, PHENOL) for number in range(100)])
    finder = Finder()
    question = Search(str(folder), Asked(BENZENE), NOW, most=3, counting=1.0)
    answer = [*finder.find(question)][-1]

    assert revisions(answer) == [0, 1, 2]
    assert not answer.truncated
    assert not answer.count_is_exact
    assert 4 <= answer.count < 20

    again = [*finder.find(question)][-1]  # goes on where the first ended
    assert again.count > answer.count
    while not again.count_is_exact:
        again = [*finder.find(question)][-1]
    assert again.count == 100


# Damage


@pytest.mark.parametrize("name", sorted([*(f"{name}.npy" for name in ARRAYS), MOLECULES, VALUES]))
def test_a_missing_or_short_file_is_noticed(tmp_path: Path, name: str) -> None:
    folder = library(tmp_path / "files")
    content = (folder / name).read_bytes()
    for damaged in (content[:-1], content[: len(content) // 2], b"", b"\0" * len(content)):
        if name == MOLECULES and damaged == b"\0" * len(content):
            continue  # its checksum tells
        (folder / name).write_bytes(damaged)
        with pytest.raises(UnreadableError):
            columns.read(folder)
    (folder / name).unlink()
    with pytest.raises(UnreadableError):
        columns.read(folder)


def test_a_damaged_tail_is_noticed(folder: Path) -> None:
    with_tail(folder, [101], [entry(11, ETHANOL)])
    content = (folder / TAIL).read_bytes()
    for place in range(0, len(content), 97):
        flipped = bytearray(content)
        flipped[place] ^= 0xFF
        (folder / TAIL).write_bytes(flipped)
        with pytest.raises(UnreadableError):
            Tail.read(folder)
    for length in (0, 3, 4, len(content) // 2, len(content) - 1):
        (folder / TAIL).write_bytes(content[:length])
        with pytest.raises(UnreadableError):
            Tail.read(folder)


def test_columns_hold_every_bit(tmp_path: Path) -> None:
    """Of more rows than are turned at once, and of a number that fills no word."""
    fingerprints = np.random.default_rng(5).integers(0, 256, (4_100, 256), np.uint8)
    by_bit = columns._columns(fingerprints)
    back = np.packbits(np.unpackbits(by_bit, axis=1)[:, :4_100].T, axis=1)

    assert by_bit.shape == (2048, 520)
    assert (back == fingerprints).all()
    assert (columns._bit_counts(fingerprints) == np.unpackbits(by_bit, axis=1).sum(axis=1)).all()
