"""Files of the catalog, stored once under the hash of their content."""

import hashlib
from collections.abc import Callable
from functools import partial
from os.path import splitext

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile

from catalog.models.documents import DocumentKind
from catalog.pictures import Box, BusyError, PictureError, converted

MAX_NAME = 200
MAX_EXTENSION = 20
PUBLIC_NAMES = {"image/png": "picture.png", "image/jpeg": "picture.jpg"}
"""Names that cameras and telephones give tell when a picture was taken."""
OF_AN_ORIGINAL = "application/octet-stream"
"""Browsers offer it to be saved, and open nothing in it."""


def content_path(instance: "StoredFile", filename: str) -> str:
    return f"sha256/{instance.sha256[:2]}/{instance.sha256}"


def kept_name(filename: str) -> str:
    """The name of an upload, cut to what the column holds; the extension stays.

    >>> kept_name("gel.png"), len(kept_name("g" * 300 + ".png")), kept_name("g" * 300 + ".png")[-6:]
    ('gel.png', 200, 'gg.png')
    """
    stem, extension = splitext(filename)
    extension = extension[:MAX_EXTENSION]
    return stem[: MAX_NAME - len(extension)] + extension


def keep_once(file: FieldFile, path: str, content: bytes) -> None:
    """Put ``content`` under ``path``, which is made of its hash and so may be there already.

    A file may outlive the row it was written for, if that transaction was undone; one that was
    cut off, because its process died, is written again.
    """
    if file.storage.exists(path):
        with file.storage.open(path) as present:
            whole = present.read() == content
        if whole:
            file.name = path
            return
        file.storage.delete(path)
    file.save(path, ContentFile(content), save=False)


class StoredFileManager(models.Manager["StoredFile"]):
    def keep(self, content: bytes, filename: str, media_type: str) -> "StoredFile":
        """The row for a document: the one there is, or a new one. Bytes are never replaced.

        Raises ValueError for a picture, which only ``keep_picture`` makes fit to be shown.
        """
        if media_type.startswith("image/"):
            raise ValueError(f"'{filename}' is a picture: keep it with keep_picture.")
        return self._keep(content, filename, media_type, StoredFile.Role.DOCUMENT)

    def document_keeper(
        self, content: bytes, filename: str, kind: DocumentKind
    ) -> Callable[[], "StoredFile"]:
        """What keeps a document that is of its kind. Raises ValidationError."""
        kind.accept(content, filename)
        return partial(self.keep, content, filename, kind.media_type)

    def keep_picture(self, content: bytes, filename: str, box: Box) -> "StoredFile":
        """The row of the picture that an upload shows, fit to be shown; the upload itself is kept
        beside it, for staff alone. Raises ValidationError."""
        return self.picture_keeper(content, filename, box)()

    def picture_keeper(self, content: bytes, filename: str, box: Box) -> Callable[[], "StoredFile"]:
        """``keep_picture`` in two steps: what it gives back writes. Raises ValidationError."""
        if made := self.filter(sha256=_sha256(content), role=StoredFile.Role.PICTURE).first():
            return lambda: made
        try:
            picture = converted(content, box)
        except PictureError as error:
            raise ValidationError(f"'{filename}' {error}") from error
        except BusyError as error:
            raise ValidationError(
                f"'{filename}' was not read, because other pictures are being converted. "
                "Upload it again."
            ) from error

        def keep() -> "StoredFile":
            original = None
            if picture.content != content:
                original = self._keep(content, filename, "", StoredFile.Role.ORIGINAL)
            name = PUBLIC_NAMES[picture.media_type]
            row = self._keep(
                picture.content, name, picture.media_type, StoredFile.Role.PICTURE, original
            )
            if row.role != StoredFile.Role.PICTURE:  # uploaded before, as it is now
                self.filter(pk=row.pk).update(role=StoredFile.Role.PICTURE)
                row.refresh_from_db()
            return row

        return keep

    def _keep(
        self,
        content: bytes,
        filename: str,
        media_type: str,
        role: str,
        original: "StoredFile | None" = None,
    ) -> "StoredFile":
        sha256 = _sha256(content)
        if existing := self.filter(sha256=sha256).first():
            return existing
        row = self.model(
            sha256=sha256,
            filename=kept_name(filename),
            media_type=media_type or OF_AN_ORIGINAL,
            size=len(content),
            role=role,
            original=original,
        )
        keep_once(row.file, content_path(row, row.filename), content)
        row.save()
        return row


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class StoredFile(models.Model):
    """Immutable bytes, named by their SHA-256."""

    class Role(models.TextChoices):
        DOCUMENT = "document", "Document"
        """As it came: shown or given to the public with whatever names it."""
        PICTURE = "picture", "Picture"
        """Made of an upload by ``catalog.pictures``, to be shown."""
        ORIGINAL = "original", "Original of a picture"
        """As it was uploaded: with all that a camera tells, and so never public."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    filename = models.CharField(max_length=MAX_NAME)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField(editable=False)
    file = models.FileField(upload_to=content_path, editable=False)
    role = models.CharField(
        max_length=8, choices=Role.choices, default=Role.DOCUMENT, editable=False
    )
    original = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="pictures"
    )

    objects = StoredFileManager()

    class Meta:
        ordering = ("filename",)

    def __str__(self) -> str:
        return self.filename

    @property
    def is_picture(self) -> bool:
        """Earlier versions kept pictures as they came; those are still shown."""
        return self.role == self.Role.PICTURE or (
            self.role == self.Role.DOCUMENT and self.media_type.startswith("image/")
        )

    @property
    def uploaded_as(self) -> str:
        """The name that the file had where it came from."""
        return self.original.filename if self.original else self.filename

    @classmethod
    def by_hash(cls, sha256: str) -> "StoredFile | None":
        return cls._default_manager.filter(sha256=sha256).first()
