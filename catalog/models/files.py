"""Files of the catalog, stored once under the hash of their content."""

import hashlib
import io
import warnings
from os.path import splitext

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from PIL import Image, UnidentifiedImageError

IMAGE_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MAX_PIXELS = 40_000_000
MAX_NAME = 200
MAX_EXTENSION = 20


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
        """The row for ``content``: the one there is, or a new one. Bytes are never replaced."""
        sha256 = hashlib.sha256(content).hexdigest()
        if existing := self.filter(sha256=sha256).first():
            return existing
        name = kept_name(filename)
        row = self.model(sha256=sha256, filename=name, media_type=media_type, size=len(content))
        keep_once(row.file, content_path(row, name), content)
        row.save()
        return row


def image_type(content: bytes, filename: str) -> str:
    """The media type of an image that can be decoded whole. Raises ValidationError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(IMAGE_TYPES)) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise ValidationError(
                        f"'{filename}' has {image.width} × {image.height} pixels; "
                        f"at most {MAX_PIXELS // 1_000_000} million are accepted."
                    )
                image.load()
                return IMAGE_TYPES[str(image.format)]
    except (
        OSError, SyntaxError, ValueError, UnidentifiedImageError,
        Image.DecompressionBombError, Image.DecompressionBombWarning,
    ) as error:  # fmt: skip
        raise ValidationError(
            f"'{filename}' is not an image that can be read; upload a whole PNG, JPEG or WebP file."
        ) from error


class StoredFile(models.Model):
    """Immutable bytes, named by their SHA-256."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    filename = models.CharField(max_length=MAX_NAME)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField(editable=False)
    file = models.FileField(upload_to=content_path, editable=False)

    objects = StoredFileManager()

    class Meta:
        ordering = ("filename",)

    def __str__(self) -> str:
        return self.filename

    @classmethod
    def by_hash(cls, sha256: str) -> "StoredFile | None":
        return cls._default_manager.filter(sha256=sha256).first()
