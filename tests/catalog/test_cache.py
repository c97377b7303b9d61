"""The cache is never in the way: full, damaged or read-only, it is as if it were empty."""

import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.cache import caches

from catalog.cache import FolderCache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def cache(folder: Path) -> FolderCache:
    return FolderCache(str(folder), {"TIMEOUT": None, "OPTIONS": {"MAX_ENTRIES": 10}})


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may have a byte: the system refuses, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_site_uses_it() -> None:
    assert isinstance(caches["default"], FolderCache)


def test_what_is_kept_is_found(cache: FolderCache) -> None:
    cache.set("page", "<p>5 µM</p>")
    cache.set_many({"fit": [1.5, None], "chart": {"a": b"\0"}})

    assert cache.get("page") == "<p>5 µM</p>"
    assert cache.get_many(["fit", "chart", "none"]) == {"fit": [1.5, None], "chart": {"a": b"\0"}}
    assert cache.get("none", "missing") == "missing"
    assert "page" in cache


def test_none_is_a_value(cache: FolderCache) -> None:
    cache.set("fit", None)

    assert cache.get("fit", "missing") is None
    assert cache.add("fit", 1) is False


def test_what_is_added_touched_deleted_and_cleared(cache: FolderCache, folder: Path) -> None:
    assert cache.add("page", 1) is True
    assert cache.touch("page", 100) is True
    assert cache.touch("none") is False
    assert cache.delete("page") is True
    assert cache.delete("page") is False
    cache.set("page", 2)
    cache.clear()
    assert files(folder) == []


def test_what_has_expired_is_gone(cache: FolderCache, folder: Path) -> None:
    cache.set("page", 1, timeout=100)
    with patch("time.time", return_value=time.time() + 101):
        assert cache.get("page") is None
    assert files(folder) == []


def test_a_full_disk_fails_nobody(cache: FolderCache, folder: Path) -> None:
    cache.set("page", "before")
    with full_disk():
        cache.set("page", "after")
        assert cache.get_or_set("chart", lambda: "drawn") == "drawn"

    assert cache.get("page") == "before"  # whole, not cut off
    assert len(files(folder)) == 1


@contextmanager
def not_the_administrator() -> Iterator[None]:
    """Who may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_is_read_only_fails_nobody() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = FolderCache(name, {})
        cache.set("page", "before")
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555)
        for path in files(folder):
            path.chmod(0o444)
            os.utime(path, (0, 0))
        with not_the_administrator():
            assert cache.get("page") == "before"
            cache.set("page", "after")
            assert cache.get("page") == "before"
            assert cache.get_or_set("chart", lambda: "drawn") == "drawn"
            assert cache.delete("page") is False
            assert cache.sweep() == 0
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755)


def test_a_folder_that_cannot_be_there_fails_nobody(cache: FolderCache, folder: Path) -> None:
    folder.write_text("a file is in its place")

    assert cache.get_or_set("chart", lambda: "drawn") == "drawn"
    assert cache.get("chart") is None
    assert cache.delete("chart") is False
    cache.clear()
    assert cache.sweep() == 0


@pytest.mark.parametrize("damage", ["cut", "empty", "zeros", "flipped", "foreign"])
def test_a_damaged_entry_is_none(cache: FolderCache, folder: Path, damage: str) -> None:
    cache.set("page", "A page of some length. " * 100)
    (path,) = files(folder)
    written = path.read_bytes()
    flipped = bytes([*written[:60], written[60] ^ 4, *written[61:]])
    path.write_bytes(
        {
            "cut": written[:-5],
            "empty": b"",
            "zeros": bytes(len(written)),
            "flipped": flipped,
            "foreign": b"<html>",
        }[damage]
    )

    assert cache.get_or_set("page", lambda: "computed") == "computed"
    assert cache.get("page") == "computed"


def test_the_complaint_is_not_repeated(
    cache: FolderCache, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("a file is in its place")
    for number in range(100):
        cache.set(f"page-{number}", number)

    assert len(caplog.records) == 1
    assert "The cache is not written" in caplog.text


def test_a_sweep_removes_what_was_not_used_for_longest(cache: FolderCache, folder: Path) -> None:
    long_ago = time.time() - 10 * 86_400
    for number in range(15):
        cache.set(f"page-{number}", number)
        os.utime(cache._path(f"page-{number}", None), (long_ago + number, long_ago + number))
    assert cache.get("page-0") == 0  # which is in use

    assert cache.sweep() == 7

    assert cache.get("page-0") == 0
    assert [number for number in range(15) if cache.get(f"page-{number}") is not None] == [
        0, *range(8, 15),
    ]  # fmt: skip
    assert cache.sweep() == 0


def test_a_sweep_keeps_to_a_size(folder: Path) -> None:
    cache = FolderCache(str(folder), {"OPTIONS": {"MAX_ENTRIES": 1000, "MAX_BYTES": 10_000}})
    for number in range(20):
        cache.set(f"page-{number}", os.urandom(1000))

    assert cache.sweep() >= 12
    assert 0 < sum(path.stat().st_size for path in files(folder)) <= 8_000


def test_a_sweep_removes_what_was_left_behind(cache: FolderCache, folder: Path) -> None:
    """By a process that was killed while it wrote."""
    cache.set("page", 1)
    old, new = (folder / "ab" / name for name in ("old.part", "new.part"))
    old.parent.mkdir(exist_ok=True)
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (0, 0))

    cache.sweep()

    assert not old.exists()
    assert new.exists()
    assert cache.get("page") == 1
