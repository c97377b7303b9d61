"""Documents as they were made: stored once, and never rendered again."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models

from catalog.models import Listing, Revision


def content_path(instance: "Datasheet", filename: str) -> str:
    return f"datasheets/{instance.sha256[:2]}/{instance.sha256}.pdf"


class Datasheet(models.Model):
    """One document of one revision. ``fingerprint`` is the hash of everything it was made of.

    Staff may issue the document of a revision again, with a public reason, when the template, the
    engine or the supplier's settings have changed. The earlier issues keep their addresses.
    """

    class DocumentKind(models.TextChoices):
        TDS = "tds", "Technical datasheet"

    class Paper(models.TextChoices):
        A4 = "a4", "A4"
        LETTER = "letter", "US Letter"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="datasheets")
    document_kind = models.CharField(
        max_length=8, choices=DocumentKind.choices, default=DocumentKind.TDS
    )
    paper = models.CharField(max_length=8, choices=Paper.choices, default=Paper.A4)
    issue = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=80, unique=True)
    reason = models.CharField("why it was issued again", max_length=300, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    fingerprint = models.CharField(max_length=64, validators=[MinLengthValidator(64)])
    sha256 = models.CharField(
        "SHA-256", max_length=64, validators=[MinLengthValidator(64)], db_index=True
    )
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to=content_path, max_length=200)
    rendered_at = models.DateTimeField()

    class Meta:
        ordering = ("revision", "document_kind", "paper", "issue")
        constraints = (
            models.UniqueConstraint(
                fields=("revision", "document_kind", "paper", "issue"), name="datasheet_issue_once"
            ),
            models.CheckConstraint(
                condition=models.Q(issue=1) | models.Q(issue__gt=1, reason__gt=""),
                name="datasheet_reissue_has_reason",
                violation_error_message="Say why the document is issued again.",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @classmethod
    def current(cls) -> models.QuerySet["Datasheet"]:
        """Those of revisions that are shown now."""
        shown = Listing.objects.offered().values("revision")
        return cls._default_manager.filter(revision__in=shown).select_related("revision")

    def later_issue(self) -> "Datasheet | None":
        """The last issue for this revision and paper, if this one is not it."""
        alike = Datasheet.objects.filter(
            revision=self.revision_id, document_kind=self.document_kind, paper=self.paper
        )
        return alike.filter(issue__gt=self.issue).order_by("-issue").first()
