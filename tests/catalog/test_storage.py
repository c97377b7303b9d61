"""Files are on disk; in a preview they are in memory, and the disk stays as it was."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from catalog.storage import KeptFiles, files_in_memory, in_memory


@pytest.fixture
def storage(tmp_path: Path) -> KeptFiles:
    return KeptFiles(location=tmp_path)


def content(storage: KeptFiles, name: str) -> bytes:
    with storage.open(name) as file:
        return bytes(file.read())


def test_what_is_written_in_a_preview_is_read_in_it_and_forgotten_after(
    storage: KeptFiles, tmp_path: Path
) -> None:
    with files_in_memory():
        name = storage.save("gel", ContentFile(b"two bands"))
        assert storage.exists(name)
        assert content(storage, name) == in_memory(name) == b"two bands"
        assert list(tmp_path.iterdir()) == []

    assert not storage.exists(name)
    assert in_memory(name) is None


def test_a_preview_reads_what_is_on_disk_and_leaves_it_there(storage: KeptFiles) -> None:
    storage.save("gel", ContentFile(b"two bands"))

    with files_in_memory():
        assert content(storage, "gel") == b"two bands"
        storage.delete("gel")

    assert content(storage, "gel") == b"two bands"


def test_what_lies_on_disk_under_the_same_name_is_not_overwritten(storage: KeptFiles) -> None:
    storage.save("gel", ContentFile(b"two ba"))  # cut off when its process died

    with files_in_memory():
        assert storage.save("gel", ContentFile(b"two bands")) == "gel"
        assert content(storage, "gel") == b"two bands"

    assert content(storage, "gel") == b"two ba"


def test_after_a_preview_that_failed_files_are_kept_again(storage: KeptFiles) -> None:
    with pytest.raises(ValueError, match="no preview"), files_in_memory():
        raise ValueError("no preview")

    storage.save("gel", ContentFile(b"two bands"))
    assert content(storage, "gel") == b"two bands"
    storage.delete("gel")
    assert not storage.exists("gel")
