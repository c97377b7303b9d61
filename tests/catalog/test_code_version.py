"""The version of the code: changed by every change of ours, and by nothing else."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from catalog.code_version import code_version, sources, version_of


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """This code in another folder."""
    ignored = shutil.ignore_patterns("demo", "migrations", "fonts", "img", "__pycache__")
    for source in sources():
        at = settings.BASE_DIR / source
        if at.is_dir():
            shutil.copytree(at, tmp_path / source, ignore=ignored)
        else:
            shutil.copy(at, tmp_path / source)
    return tmp_path


def test_every_app_of_ours_counts() -> None:
    assert {"catalog", "config", "datasheets", "templates", "requirements.txt"} <= set(sources())


def test_it_is_the_same_in_every_folder(
    copy: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "site"
    shutil.copytree(copy, elsewhere)

    assert version_of(elsewhere) == version_of(copy)
    assert code_version() == version_of(settings.BASE_DIR)


@pytest.mark.parametrize(
    "changed",
    [
        "catalog/page.py",
        "catalog/upcasts/schemas/1.json",
        "datasheets/documents/tds.py",
        "config/settings.py",
        "templates/datasheets/tds.html",
        "static/css/pdf.css",
        "locale/de/LC_MESSAGES/django.mo",
        "requirements.txt",
    ],
)
def test_a_change_of_anything_changes_it(copy: Path, changed: str) -> None:
    before = version_of(copy)
    with (copy / changed).open("ab") as file:
        file.write(b"#")

    assert version_of(copy) != before


def test_a_file_that_moves_changes_it(copy: Path) -> None:
    before = version_of(copy)
    (copy / "catalog" / "page.py").rename(copy / "datasheets" / "page.py")

    assert version_of(copy) != before
