"""Files that follow the log: whatever is killed, deleted, damaged or restored, a search soon has
whole files of the present state again."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from catalog.actions.withdraw import withdraw
from catalog.models import Product
from catalog.search import following
from catalog.search.generation import STATE, DamagedError, GenerationState
from catalog.search.index_folder import BUILDING, CURRENT, WRITING
from catalog.search.log import Tip
from tests.catalog.search.numbers import BASE, CHANGES, Numbers
from tests.kept import rows_made_once

Maker = Callable[..., Product]


@pytest.fixture
def numbers(db: None) -> Numbers:
    return Numbers()


def found(follower: Numbers) -> set[str]:
    files = follower.files()
    assert files is not None
    return set(files.values())


def in_use(follower: Numbers) -> Path:
    return follower.folder / (follower.folder / CURRENT).read_text()


@pytest.fixture
@rows_made_once
def shelf(published: Maker) -> None:
    for number in ("T-1", "T-2", "T-3"):
        published(number)


@pytest.mark.usefixtures("shelf")
def test_the_first_search_builds(numbers: Numbers) -> None:
    assert found(numbers) == {"T-1", "T-2", "T-3"}
    assert numbers.builds == 1


@pytest.mark.usefixtures("shelf")
def test_what_is_published_or_withdrawn_is_taken_in(numbers: Numbers, published: Maker) -> None:
    found(numbers)
    published("T-4")
    withdraw(Product.objects.get(catalog_number="T-2"), by=None)

    assert found(numbers) == {"T-1", "T-3", "T-4"}
    assert numbers.builds == 1


@pytest.mark.usefixtures("shelf")
def test_another_process_opens_what_is_there(numbers: Numbers, published: Maker) -> None:
    found(numbers)
    published("T-4")
    other = Numbers()

    assert found(other) == {"T-1", "T-2", "T-3", "T-4"}
    assert other.builds == 0
    assert found(numbers) == found(other)


@pytest.mark.usefixtures("shelf")
def test_a_deleted_folder_is_made_again(numbers: Numbers) -> None:
    found(numbers)
    for path in sorted(numbers.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    assert found(numbers) == {"T-1", "T-2", "T-3"}
    assert numbers.builds == 2


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("name", [BASE, CHANGES, STATE])
@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 20, b"[]"])
def test_a_damaged_file_is_made_again(numbers: Numbers, name: str, content: bytes) -> None:
    found(numbers)
    (in_use(numbers) / name).write_bytes(content)
    other = Numbers()

    assert found(other) == {"T-1", "T-2", "T-3"}
    assert other.builds == 1
    assert [path.name for path in other.folder.iterdir() if path.is_dir()] == [in_use(other).name]


@pytest.mark.usefixtures("shelf")
def test_a_file_that_can_be_read_and_is_another_one_is_not_trusted(numbers: Numbers) -> None:
    found(numbers)
    (in_use(numbers) / BASE).write_text('{"1": "WRONG"}')

    assert found(Numbers()) == {"T-1", "T-2", "T-3"}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("content", [b"", b"nowhere", b"../..", b"\xff"])
def test_a_damaged_pointer_is_mended(numbers: Numbers, content: bytes) -> None:
    found(numbers)
    (numbers.folder / CURRENT).write_bytes(content)

    assert found(Numbers()) == {"T-1", "T-2", "T-3"}


@pytest.mark.usefixtures("shelf")
def test_distrusted_files_are_made_again(numbers: Numbers) -> None:
    found(numbers)
    numbers.distrust(ValueError("nonsense"))

    assert found(numbers) == {"T-1", "T-2", "T-3"}
    assert numbers.builds == 2


@pytest.mark.usefixtures("shelf")
def test_damage_that_shows_while_reading_is_found(numbers: Numbers) -> None:
    found(numbers)
    (in_use(numbers) / BASE).write_text('{"1": "WRONG"}')
    assert found(numbers) == {"T-1", "T-2", "T-3"}  # read before it was damaged

    numbers.recheck()

    assert found(numbers) == {"T-1", "T-2", "T-3"}
    assert numbers.builds == 2


@pytest.mark.usefixtures("shelf")
def test_an_older_format_is_built_anew(numbers: Numbers, monkeypatch: pytest.MonkeyPatch) -> None:
    found(numbers)
    monkeypatch.setattr(Numbers, "format", "2")
    other = Numbers()

    assert found(other) == {"T-1", "T-2", "T-3"}
    assert other.builds == 1
    assert GenerationState.read(in_use(other)).format == "2"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("position", "sha256"), [(1_000, "of a later time"), (2, "of another history")]
)
def test_files_of_another_log_are_built_anew(numbers: Numbers, position: int, sha256: str) -> None:
    """A backup of the database was restored, or the files were copied from elsewhere."""
    found(numbers)
    state = GenerationState.read(in_use(numbers))
    tip = Tip(position, sha256, state.tip.alias, state.tip.listing_format)
    GenerationState(state.format, tip, state.checksums).write(in_use(numbers))
    other = Numbers()

    assert found(other) == {"T-1", "T-2", "T-3"}
    assert other.builds == 1


@pytest.mark.usefixtures("shelf")
def test_while_another_process_writes_the_old_files_serve(
    numbers: Numbers, published: Maker
) -> None:
    found(numbers)
    published("T-4")
    with held(numbers.folder / WRITING):
        assert found(numbers) == {"T-1", "T-2", "T-3"}

    assert found(numbers) == {"T-1", "T-2", "T-3", "T-4"}


@pytest.mark.usefixtures("shelf")
def test_while_another_process_builds_there_is_nothing(numbers: Numbers) -> None:
    with held(numbers.folder / BUILDING):
        assert numbers.files() is None
        assert numbers.is_building()
        assert not numbers.rebuild()

    assert not numbers.is_building()
    assert found(numbers) == {"T-1", "T-2", "T-3"}


@pytest.mark.usefixtures("shelf")
def test_many_changes_are_left_to_a_process_of_their_own(
    numbers: Numbers, published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class Builder:
        def __init__(self, command: list[str], **options: Any) -> None:
            started.append(command)

        def poll(self) -> None:
            return None

    found(numbers)
    monkeypatch.setattr("catalog.search.builder.subprocess.Popen", Builder)
    monkeypatch.setattr(following, "MOST_CHANGES", 2)
    monkeypatch.setattr("catalog.search.log.changed_products.__defaults__", (2,))
    for number in ("T-4", "T-5", "T-6"):
        published(number)

    assert found(numbers) == {"T-1", "T-2", "T-3"}
    assert found(numbers) == {"T-1", "T-2", "T-3"}
    assert [command[2:] for command in started] == [["reindex", "numbers", "--quiet"]]

    assert Numbers().rebuild()
    assert found(numbers) == {"T-1", "T-2", "T-3", "T-4", "T-5", "T-6"}


@pytest.mark.usefixtures("shelf")
def test_what_is_published_while_it_is_built_is_taken_in(
    numbers: Numbers, published: Maker
) -> None:
    def publishing(revisions: Any) -> Iterator[int]:
        published("T-4")
        yield from revisions

    assert numbers.rebuild(publishing)

    assert found(numbers) == {"T-1", "T-2", "T-3", "T-4"}


@pytest.mark.usefixtures("shelf")
def test_a_build_that_fails_leaves_what_there_was(numbers: Numbers) -> None:
    before = found(numbers)

    def failing(revisions: Any) -> Iterator[int]:
        raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError, match="out of memory"):
        numbers.rebuild(failing)

    assert found(numbers) == before
    assert [path for path in numbers.folder.iterdir() if path.is_dir()] == [in_use(numbers)]


@pytest.mark.usefixtures("shelf")
def test_a_full_disk_leaves_what_there_was(
    numbers: Numbers,
    published: Maker,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = found(numbers)
    published("T-4")
    with monkeypatch.context() as patched:
        patched.setattr(Numbers, "apply", _no_space)
        assert found(numbers) == before
        assert "cannot be kept up to date" in caplog.text

    assert found(numbers) == before | {"T-4"}


def _no_space(*_: Any) -> None:
    raise OSError(28, "No space left on device")


def searching(*point: str) -> "subprocess.Popen[str]":
    """A search in another process, on the same database."""
    module = "tests.catalog.search.numbers"
    database = str(connection.settings_dict["NAME"])
    return subprocess.Popen(
        [sys.executable, "-m", module, database, str(settings.SEARCH_DIR), *point],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_at(point: str) -> None:
    """Let another process search, and kill it when it has come so far."""
    process = searching(point)
    assert process.stdout is not None
    assert process.stdout.readline() == f"{point}\n"
    process.kill()
    process.communicate()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["building", "built half"])
def test_who_is_killed_while_building_leaves_no_trace(published: Maker, point: str) -> None:
    published("T-1")
    kill_at(point)
    numbers = Numbers()

    assert found(numbers) == {"T-1"}
    assert [path for path in numbers.folder.iterdir() if path.is_dir()] == [in_use(numbers)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["before the change", "after the change"])
def test_who_is_killed_while_writing_leaves_whole_files(published: Maker, point: str) -> None:
    numbers = Numbers()
    product = published("T-1")
    assert found(numbers) == {"T-1"}
    published("T-2")
    withdraw(product, by=None)
    kill_at(point)

    assert found(numbers) == found(Numbers()) == {"T-2"}
    assert numbers.builds == 1


@pytest.mark.django_db(transaction=True)
def test_several_processes_search_at_once(published: Maker) -> None:
    for number in ("T-1", "T-2", "T-3"):
        published(number)
    assert found(Numbers()) == {"T-1", "T-2", "T-3"}
    published("T-4")

    answers = [process.communicate()[0] for process in [searching() for _ in range(4)]]

    before, after = ["T-1", "T-2", "T-3"], ["T-1", "T-2", "T-3", "T-4"]
    assert all(json.loads(answer) in (before, after) for answer in answers)
    assert after in map(json.loads, answers)
    assert found(Numbers()) == set(after)


class held:  # noqa: N801  # reads as a sentence
    """A lock, held by a process of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        hold = (
            "import fcntl, sys, time; file = open(sys.argv[1], 'a');"
            "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", hold, str(self.path)], stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"held\n"

    def __exit__(self, *_: object) -> None:
        self.process.kill()  # the lock goes with the process
        self.process.communicate()


@pytest.mark.usefixtures("shelf")
def test_what_another_thread_has_mended_is_not_given_up(numbers: Numbers) -> None:
    found(numbers)
    damaged = numbers.files()
    numbers.distrust(DamagedError("seen by one thread"), damaged)
    found(numbers)

    numbers.distrust(DamagedError("seen by another, in the same files"), damaged)

    assert numbers.builds == 2
    assert (numbers.folder / CURRENT).exists()


@pytest.mark.usefixtures("shelf")
def test_what_newer_code_has_written_is_left_to_it(
    numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade while this process serves on: it does not build in turn with the new one."""
    found(numbers)
    newer = Numbers()
    monkeypatch.setattr(newer, "format", "2")
    assert newer.rebuild()

    assert numbers.files() is None
    assert numbers.builds == 1
    assert newer.files() is not None


@pytest.mark.usefixtures("shelf")
def test_an_index_that_cannot_be_written_goes_on_as_it_is(
    numbers: Numbers, published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    before = found(numbers)
    published("T-9")

    with monkeypatch.context() as patched:
        patched.setattr(numbers, "apply", full)
        assert found(numbers) == before
    assert "T-9" in found(numbers)
