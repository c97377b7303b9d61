"""Files under the hash of their content: written once, whatever happened before."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from catalog.models import StoredFile
from catalog.pictures import FIGURE, PictureError
from tests.catalog.pictures.test_convert import content

pytestmark = pytest.mark.django_db


def read(row: StoredFile) -> bytes:
    with row.file.open("rb") as file:
        return bytes(file.read())


def test_the_same_content_is_kept_once() -> None:
    first = StoredFile.objects.keep(b"review", "review.pdf", "application/pdf")

    assert StoredFile.objects.keep(b"review", "copy.pdf", "application/pdf") == first


def test_a_file_whose_row_was_undone_is_taken_up() -> None:
    with transaction.atomic():
        undone = StoredFile.objects.keep(b"undone", "a.pdf", "application/pdf")
        transaction.set_rollback(True)

    again = StoredFile.objects.keep(b"undone", "b.pdf", "application/pdf")

    assert again.file.name == undone.file.name == f"sha256/{again.sha256[:2]}/{again.sha256}"
    assert read(again) == b"undone"


def test_a_file_that_was_cut_off_is_written_again() -> None:
    with transaction.atomic():
        undone = StoredFile.objects.keep(b"whole content", "a.pdf", "application/pdf")
        transaction.set_rollback(True)
    default_storage.delete(undone.file.name)
    default_storage.save(undone.file.name, ContentFile(b"whole co"))

    again = StoredFile.objects.keep(b"whole content", "a.pdf", "application/pdf")

    assert again.file.name == undone.file.name
    assert read(again) == b"whole content"


def test_a_picture_is_kept_as_it_is_shown_and_its_file_for_staff() -> None:
    telephone = content("telephone.jpg")

    shown = StoredFile.objects.keep_picture(telephone, "IMG_20260203_0405.jpg", FIGURE)

    assert (shown.role, shown.filename, shown.media_type) == (
        StoredFile.Role.PICTURE, "picture.jpg", "image/jpeg",
    )  # fmt: skip
    assert b"Made-Up" not in read(shown)
    original = shown.original
    assert original is not None
    assert (original.role, original.media_type) == (
        StoredFile.Role.ORIGINAL, "application/octet-stream",
    )  # fmt: skip
    assert read(original) == telephone
    assert shown.uploaded_as == original.filename == "IMG_20260203_0405.jpg"


def test_a_picture_is_converted_once() -> None:
    first = StoredFile.objects.keep_picture(content("rgb.jpg"), "a.jpg", FIGURE)
    count = StoredFile.objects.count()

    again = StoredFile.objects.keep_picture(content("rgb.jpg"), "b.jpg", FIGURE)
    as_shown = StoredFile.objects.keep_picture(read(first), "picture.jpg", FIGURE)

    assert again == as_shown == first
    assert StoredFile.objects.count() == count


def test_a_file_of_an_earlier_version_becomes_a_picture_if_it_is_one() -> None:
    shown = StoredFile.objects.keep_picture(content("palette.png"), "a.png", FIGURE)
    StoredFile.objects.filter(pk=shown.pk).update(role=StoredFile.Role.DOCUMENT, original=None)

    again = StoredFile.objects.keep_picture(content("palette.png"), "b.png", FIGURE)

    assert (again.pk, again.role) == (shown.pk, StoredFile.Role.PICTURE)


def test_no_picture_is_kept_as_it_came() -> None:
    with pytest.raises(ValueError, match="keep it with keep_picture"):
        StoredFile.objects.keep(content("telephone.jpg"), "a.jpg", "image/jpeg")
    assert not StoredFile.objects.exists()


def test_what_is_no_picture_is_told_by_its_name() -> None:
    with pytest.raises(ValidationError, match=r"'a\.heic' is a HEIC photograph") as refused:
        StoredFile.objects.keep_picture(content("telephone.heic"), "a.heic", FIGURE)
    assert isinstance(refused.value.__cause__, PictureError)
    assert not StoredFile.objects.exists()
