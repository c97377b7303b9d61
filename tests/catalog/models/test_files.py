"""Files under the hash of their content: written once, whatever happened before."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from catalog.models import StoredFile

pytestmark = pytest.mark.django_db


def read(row: StoredFile) -> bytes:
    with row.file.open("rb") as file:
        return bytes(file.read())


def test_the_same_content_is_kept_once() -> None:
    first = StoredFile.objects.keep(b"gel", "gel.png", "image/png")

    assert StoredFile.objects.keep(b"gel", "copy.png", "image/png") == first


def test_a_file_whose_row_was_undone_is_taken_up() -> None:
    with transaction.atomic():
        undone = StoredFile.objects.keep(b"undone", "a.png", "image/png")
        transaction.set_rollback(True)

    again = StoredFile.objects.keep(b"undone", "b.png", "image/png")

    assert again.file.name == undone.file.name == f"sha256/{again.sha256[:2]}/{again.sha256}"
    assert read(again) == b"undone"


def test_a_file_that_was_cut_off_is_written_again() -> None:
    with transaction.atomic():
        undone = StoredFile.objects.keep(b"whole content", "a.png", "image/png")
        transaction.set_rollback(True)
    default_storage.delete(undone.file.name)
    default_storage.save(undone.file.name, ContentFile(b"whole co"))

    again = StoredFile.objects.keep(b"whole content", "a.png", "image/png")

    assert again.file.name == undone.file.name
    assert read(again) == b"whole content"
