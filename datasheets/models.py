"""Documents: asked for, rendered by a worker, then stored once and never rendered again. Those that
were received from others stand beside them, as they came."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils import timezone

from catalog.models import Revision


def content_path(instance: "Datasheet", filename: str) -> str:
    return f"datasheets/{instance.sha256[:2]}/{instance.sha256}.pdf"


class Datasheet(models.Model):
    """One document, of a kind and about one version of a subject. ``fingerprint`` is the hash of
    everything it was made of.

    Which kinds and subjects there are, ``datasheets.documents`` knows; here they are names. The id
    of a subject is permanent. ``series`` is the number that all versions of a subject share: it is
    kept beside each, as the name in it may change, and former ones are still looked up.

    The row is there before the file: what is to be rendered stands here, not in a queue. ``due_at``
    is when a worker may take it. Whoever takes it puts that moment ahead, and has until then, the
    end of its ``lease``; if it is heard of no more, somebody else takes over.

    Staff may issue the document of a version again, with a public reason, when the template, the
    engine or the supplier's settings have changed. The earlier issues keep their addresses.
    """

    class Paper(models.TextChoices):
        A4 = "a4", "A4"
        LETTER = "letter", "US Letter"

    class Language(models.TextChoices):
        EN = "en", "English"
        DE = "de", "Deutsch"

    class State(models.TextChoices):
        PENDING = "pending", "Pending"
        RENDERING = "rendering", "Rendering"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    document_kind = models.CharField("kind", max_length=24)
    subject_type = models.CharField(max_length=24)
    subject_id = models.CharField(max_length=64)
    subject_version = models.PositiveIntegerField("version")
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="datasheets", null=True, editable=False
    )
    """The version, if it is that of a product: for queries alongside what is shown of products."""
    paper = models.CharField(max_length=8, choices=Paper.choices, default=Paper.A4)
    language = models.CharField(max_length=12, choices=Language.choices, default=Language.EN)
    issue = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=80, unique=True)
    series = models.CharField(max_length=80)
    series_key = models.CharField(max_length=80, db_index=True, editable=False)
    reason = models.CharField("why it was issued again", max_length=300, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    lease = models.UUIDField(null=True, editable=False)
    problem = models.TextField("what went wrong", blank=True)

    fingerprint = models.CharField(max_length=64, blank=True, validators=[MinLengthValidator(64)])
    sha256 = models.CharField(
        "SHA-256", max_length=64, blank=True, validators=[MinLengthValidator(64)], db_index=True
    )
    size = models.PositiveBigIntegerField(null=True)
    file = models.FileField(upload_to=content_path, max_length=200, blank=True)
    rendered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = (
            "document_kind", "subject_type", "subject_id", "subject_version", "language", "paper",
            "issue",
        )  # fmt: skip
        indexes = (
            models.Index(
                fields=("due_at",),
                name="datasheet_to_do",
                condition=models.Q(state__in=("pending", "rendering")),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "document_kind",
                    "subject_type",
                    "subject_id",
                    "subject_version",
                    "language",
                    "paper",
                    "issue",
                ),
                name="document_issue_once",
            ),
            models.CheckConstraint(
                condition=models.Q(issue=1) | models.Q(issue__gt=1, reason__gt=""),
                name="datasheet_reissue_has_reason",
                violation_error_message="Say why the document is issued again.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="ready", rendered_at__isnull=False, size__isnull=False, sha256__gt=""
                )
                | (~models.Q(state="ready") & models.Q(rendered_at__isnull=True, sha256="")),
                name="datasheet_ready_is_whole",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_received(self) -> bool:
        """It is somebody else's document, and was made of nothing that is known here."""
        return self.is_ready and not self.fingerprint

    @property
    def variant(self) -> str:
        """Paper and language, as far as they are known."""
        return ", ".join(filter(None, (self.get_paper_display(), self.get_language_display())))

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    @classmethod
    def ready(cls) -> models.QuerySet["Datasheet"]:
        return cls._default_manager.filter(state=cls.State.READY)

    def issues(self) -> models.QuerySet["Datasheet"]:
        """All issues for this version, paper and language, ready or not; the first one first."""
        alike = Datasheet.objects.filter(
            document_kind=self.document_kind,
            subject_type=self.subject_type,
            subject_id=self.subject_id,
            subject_version=self.subject_version,
            paper=self.paper,
            language=self.language,
        )
        return alike.order_by("issue")

    def later_issue(self) -> "Datasheet | None":
        """The last issue that is ready, if this one is not it."""
        later = self.issues().filter(issue__gt=self.issue, state=self.State.READY)
        return later.last()
