"""Documents as they were made: stored once for each revision, and never rendered again."""

from django.core.validators import MinLengthValidator
from django.db import models

from catalog.models import Revision


def content_path(instance: "Datasheet", filename: str) -> str:
    return f"datasheets/{instance.sha256[:2]}/{instance.sha256}.pdf"


class Datasheet(models.Model):
    """One document of one revision. ``fingerprint`` is the hash of everything it was made of."""

    class DocumentKind(models.TextChoices):
        TDS = "tds", "Technical datasheet"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="datasheets")
    document_kind = models.CharField(
        max_length=8, choices=DocumentKind.choices, default=DocumentKind.TDS
    )
    number = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, validators=[MinLengthValidator(64)])
    sha256 = models.CharField("SHA-256", max_length=64, validators=[MinLengthValidator(64)])
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to=content_path, max_length=200)
    rendered_at = models.DateTimeField()

    class Meta:
        ordering = ("revision", "document_kind")
        constraints = (
            models.UniqueConstraint(
                fields=("revision", "document_kind"), name="datasheet_once_per_revision"
            ),
        )

    def __str__(self) -> str:
        return self.number
