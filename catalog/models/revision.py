"""Draft versions and revisions: the two histories of a product, both append-only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalog import upcasts
from catalog.models.immutable import ImmutableModel
from catalog.models.product import Product
from catalog.plain_json import JsonObject


class DraftVersion(ImmutableModel):
    """The draft as it was after one save: the whole document, who saved it, when and why."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="draft_versions")
    number = models.PositiveIntegerField()
    document = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField()

    class Meta(ImmutableModel.Meta):
        abstract = False
        ordering = ("product", "number")
        get_latest_by = "number"
        constraints = (
            models.UniqueConstraint(fields=("product", "number"), name="draft_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="draft_number_positive"),
        )

    def __str__(self) -> str:
        return f"draft {self.number}"

    def read(self) -> JsonObject:
        """The document as the present schema has it."""
        return upcasts.read(self.document)

    @property
    def original(self) -> "DraftVersion":
        """The version whose content this one restates in a later schema, or else itself."""
        restatement: Restatement | None = getattr(self, "restatement", None)
        return restatement.original if restatement else self


class Restatement(ImmutableModel):
    """A draft version that says, in a later schema, what an earlier one of its product says.

    Their hashes differ, though nothing has changed. As upcasts are functions, what says the same
    once does so for ever.
    """

    version = models.OneToOneField(
        DraftVersion, models.PROTECT, primary_key=True, related_name="restatement"
    )
    original = models.ForeignKey(DraftVersion, models.PROTECT, related_name="restatements")

    def __str__(self) -> str:
        return f"{self.version}, which restates {self.original}"


class Revision(ImmutableModel):
    """One published specification. ``position`` is its place in the catalog-wide log."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", "Publication"
        WITHDRAWAL = "withdrawal", "Withdrawal"
        CANCELLATION = "cancellation", "Cancellation of a scheduled revision"

    product = models.ForeignKey(Product, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    position = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PUBLICATION)
    draft_version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="revisions")
    spec = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    recorded_at = models.DateTimeField()
    valid_from = models.DateTimeField()
    change_note = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta(ImmutableModel.Meta):
        abstract = False
        ordering = ("position",)
        get_latest_by = "position"
        constraints = (
            models.UniqueConstraint(fields=("product", "number"), name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, position__gte=1), name="revision_numbers_positive"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("recorded_at")),
                name="revision_not_valid_before_recorded",
            ),
        )

    def __str__(self) -> str:
        return f"revision {self.number}"

    def read(self) -> JsonObject:
        """The specification as the present schema has it; what was published is ``spec``."""
        return upcasts.read(self.spec)


class Lock(models.Model):
    """A row to wait for. Held until the transaction ends; on SQLite its own lock serves.

    Whoever changes drafts holds the one of the drafts from before the first change: a draft is
    made of rows that others share, so two savers must see each other. Whoever appends to the
    publication log holds that one. Nobody who holds the log's asks for the drafts'.
    """

    class Name(models.TextChoices):
        DRAFTS = "drafts", "Drafts"
        LOG = "log", "Publication log"

    name = models.CharField(max_length=8, primary_key=True, choices=Name.choices)
    settled_at = models.DateTimeField(null=True)
    """Of the log: every publication to come has a later moment (see ``catalog.actions.settle``)."""

    def __str__(self) -> str:
        return f"lock of the {self.get_name_display().lower()}"

    @classmethod
    def acquire(cls, name: Name) -> "Lock":
        """The row as it is once nobody else holds it."""
        lock, _ = cls._default_manager.select_for_update().get_or_create(name=name)
        return lock


class PublishedCatalogNumber(models.Model):
    """A catalog number that the public has seen: it belongs to its product for ever."""

    key = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=40)
    product = models.ForeignKey(Product, models.PROTECT, related_name="published_numbers")

    def __str__(self) -> str:
        return self.number
