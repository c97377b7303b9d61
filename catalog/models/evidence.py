"""Narrative and evidence: sections with their references, figures, attachments, sources."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog import markdown
from catalog.citation_text import plain_doi
from catalog.keys import match_key
from catalog.models.files import StoredFile
from catalog.models.ordering import OrderedPart
from catalog.models.product import Product

MIN_YEAR = 1600
LARGEST = 1e300


class DoiField(models.CharField[str, str]):
    def to_python(self, value: Any) -> Any:
        return plain_doi(value) if isinstance(value, str) else value


class Reference(models.Model):
    """One publication, shared by everything that cites it."""

    doi = DoiField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(
                r"^10\.\d{4,9}/\S+\Z",
                "'%(value)s' is not a DOI: it begins with 10. and has a slash.",
            )
        ],
    )
    pmid = models.CharField(
        "PMID",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d*\Z", "'%(value)s' is not a PMID: digits only.")],
    )
    key = models.CharField(max_length=220, unique=True, editable=False)
    authors = models.CharField(max_length=600, blank=True)
    title = models.CharField(max_length=600, blank=True)
    journal = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    volume = models.CharField(max_length=20, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("authors", "year")
        constraints = (
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=MIN_YEAR),
                name="reference_year_plausible",
                violation_error_message="The year has four digits.",
            ),
        )

    def __str__(self) -> str:
        parts = [self.authors, str(self.year or ""), self.title or self.journal]
        if not any(parts):
            parts = [self.doi and f"DOI {self.doi}", self.pmid and f"PMID {self.pmid}"]
        return ", ".join(part for part in parts if part) or f"reference {self.pk}"

    def save(self, **options: Any) -> None:
        self.key = self.identity()
        super().save(**options)

    def clean(self) -> None:
        super().clean()
        if not (self.doi or self.pmid or self.title or self.journal):
            raise ValidationError("A reference needs a DOI, a PMID, a title or a journal.")
        next_year = timezone.now().year + 1  # journals print an issue's year ahead
        if self.year and self.year > next_year:
            raise ValidationError({"year": f"{self.year} is in the future; correct the year."})
        self.key = self.identity()
        rival = Reference.objects.filter(key=self.key).exclude(pk=self.pk).first()
        if rival:
            raise ValidationError(f"This publication is there already: {rival}.")

    def identity(self) -> str:
        """What tells this publication from others: DOI, else PMID, else its citation."""
        if self.doi:
            return f"doi:{plain_doi(self.doi).casefold()}"
        if self.pmid:
            return f"pmid:{self.pmid}"
        cited = (self.authors, self.year, self.title, self.journal, self.volume, self.pages)
        spelled = "\n".join(match_key(str(part)) if part else "" for part in cited)
        return f"cited:{hashlib.sha256(spelled.encode()).hexdigest()}"


class Section(OrderedPart):
    """A piece of narrative in a Markdown subset, with its own numbered reference list."""

    class Key(models.TextChoices):
        DESCRIPTION = "description", _("Description")
        MODE_OF_ACTION = "mode_of_action", _("Mode of action")
        KEY_FEATURES = "key_features", _("Key features")
        BACKGROUND = "background", _("Background")
        APPLICATIONS = "applications", _("Applications")
        PROTOCOL = "protocol", _("Protocol")
        HANDLING = "handling", _("Handling")

    product = models.ForeignKey(Product, models.CASCADE, related_name="sections")
    key = models.CharField("section", max_length=16, choices=Key.choices)
    title = models.CharField(max_length=120, blank=True, help_text="Leave empty for the usual one.")
    body = models.TextField(
        help_text="Markdown: paragraphs, lists, *italic*, **bold**, links; [1] cites a reference."
    )
    references: models.ManyToManyField[Reference, "Citation"] = models.ManyToManyField(
        Reference, through="Citation", related_name="sections"
    )

    class Meta(OrderedPart.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("product", "key", "title"),
                name="section_once",
                violation_error_message="Two sections have the same heading.",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.get_key_display()

    def clean(self) -> None:
        super().clean()
        if faults := markdown.faults(self.body):
            raise ValidationError({"body": faults})


class Citation(models.Model):
    """Reference number ``number`` of one section."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="citations")
    number = models.PositiveSmallIntegerField()
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="citations")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("section", "number"), name="citation_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="citation_number_positive"),
        )

    def __str__(self) -> str:
        return f"[{self.number}] {self.reference}"


class Figure(OrderedPart):
    """An image, or an assay whose data are stored and drawn."""

    class Scale(models.TextChoices):
        LOG = "log", "Logarithmic"
        LINEAR = "linear", "Linear"

    class Fit(models.TextChoices):
        NONE = "", "None"
        FOUR_PARAMETER_LOGISTIC = "4pl", "Four-parameter logistic"

    product = models.ForeignKey(Product, models.CASCADE, related_name="figures")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    caption = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    illustrative = models.BooleanField(
        default=False, help_text="The data show a typical course and were not measured."
    )
    image = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True)
    alternative_text = models.CharField(max_length=300, blank=True)
    x_label = models.CharField("x axis", max_length=80, blank=True)
    x_unit = models.CharField(max_length=24, blank=True)
    x_scale = models.CharField(max_length=6, choices=Scale.choices, default=Scale.LOG)
    y_label = models.CharField("y axis", max_length=80, blank=True)
    y_unit = models.CharField(max_length=24, blank=True)
    fit = models.CharField(max_length=3, choices=Fit.choices, blank=True, default=Fit.NONE)
    measure = models.CharField(
        max_length=4, choices=[("EC50", "EC50"), ("IC50", "IC50")], blank=True
    )

    class Meta(OrderedPart.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("product", "key"),
                name="figure_key_once",
                violation_error_message="Two figures have the same key.",
            ),
            models.CheckConstraint(
                condition=Q(image__isnull=True) | ~Q(alternative_text=""),
                name="figure_image_has_alternative_text",
                violation_error_message="Describe the image for those who cannot see it.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Series(OrderedPart):
    """The points of one curve: ``[x, y]`` or ``[x, y, standard deviation]`` each."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="series")
    label = models.CharField(max_length=120)
    points = models.JSONField(default=list)

    class Meta(OrderedPart.Meta):
        verbose_name_plural = "series"

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.points, list) or not self.points:
            raise ValidationError({"points": "A series needs its points, as [x, y] or [x, y, SD]."})
        for place, point in enumerate(self.points, start=1):
            if not _is_point(point):
                raise ValidationError(
                    {
                        "points": f"Point {place} is {point!r}; write two or three numbers: "
                        "x, y and, if known, the standard deviation (not negative)."
                    }
                )


def _is_point(point: Any) -> bool:
    if not isinstance(point, list) or len(point) not in (2, 3):
        return False
    numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in point)
    return numbers and all(abs(n) <= LARGEST for n in point) and min([0, *point[2:]]) >= 0


class Attachment(OrderedPart):
    """Another document: a file kept here, or an address elsewhere."""

    class Kind(models.TextChoices):
        SDS = "sds", _("Safety data sheet")
        CERTIFICATE = "certificate", _("Certificate of analysis")
        PROTOCOL = "protocol", _("Protocol")
        REVIEW = "review", _("Review")
        MANUAL = "manual", _("Manual")
        OTHER = "other", _("Other")

    product = models.ForeignKey(Product, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")
    lot = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True)
    url = models.URLField("address", blank=True, validators=[URLValidator(["http", "https"])])

    class Meta(OrderedPart.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="") | (Q(file__isnull=True) & ~Q(url="")),
                name="attachment_has_file_or_address",
                violation_error_message="An attachment is either a file or an address.",
            ),
        )


class FactSource(OrderedPart):
    """Where a fact comes from and how sure it is. ``fact`` is a JSON Pointer (RFC 6901)."""

    class Confidence(models.TextChoices):
        VERIFIED = "verified", "Verified"
        REPORTED = "reported", "Reported"
        ASSUMED = "assumed", "Assumed"

    product = models.ForeignKey(Product, models.CASCADE, related_name="fact_sources")
    fact = models.CharField(
        max_length=120,
        validators=[
            RegexValidator(
                r"^(/[a-z0-9_]+)+\Z",
                "'%(value)s' does not point at a fact: write, for instance, /compound/formula.",
            )
        ],
    )
    source = models.CharField(max_length=400)
    confidence = models.CharField(max_length=8, choices=Confidence.choices, blank=True)
    is_public = models.BooleanField(default=False)
