"""The secret key that is made where none was given."""

import os
from pathlib import Path
from typing import Any

import pytest

from config.secret_key import kept_secret_key


def test_it_is_made_once_and_its_owner_alone_reads_it(tmp_path: Path) -> None:
    made = kept_secret_key(tmp_path / "var")

    assert len(made) >= 50
    assert kept_secret_key(tmp_path / "var") == made
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_nobody_sees_it_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    write = os.fdopen

    def watched(*args: Any, **options: Any) -> Any:
        seen.append((tmp_path / "secret_key").exists())
        return write(*args, **options)

    monkeypatch.setattr("config.secret_key.os.fdopen", watched)
    kept_secret_key(tmp_path)

    assert seen == [False]


def test_of_two_processes_that_make_one_the_first_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def beaten(source: Path, target: Path) -> None:
        target.write_text("of the first")
        link(source, target)

    monkeypatch.setattr("config.secret_key.os.link", beaten)

    assert kept_secret_key(tmp_path) == "of the first"
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
