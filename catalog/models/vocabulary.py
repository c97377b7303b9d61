"""Controlled vocabularies, whose terms drive the facets."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One term. Its slug never changes after it is created: addresses hold it."""

    class Vocabulary(models.TextChoices):
        CATEGORY = "category", _("Category")
        TARGET = "target", _("Target")
        PATHWAY = "pathway", _("Pathway")
        MODE_OF_ACTION = "mode_of_action", _("Mode of action")
        APPLICATION = "application", _("Application")
        SPECIES = "species", _("Species")

    vocabulary = models.CharField(max_length=16, choices=Vocabulary.choices)
    slug = models.SlugField(max_length=80)
    label = models.CharField(max_length=120)

    class Meta:
        ordering = ("vocabulary", "slug")
        constraints = (
            models.UniqueConstraint(
                fields=("vocabulary", "slug"),
                name="term_slug_once_per_vocabulary",
                violation_error_message="This vocabulary has a term with that slug.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_vocabulary_display()}: {self.label}"

    def clean(self) -> None:
        super().clean()
        former = TermAlias.objects.filter(vocabulary=self.vocabulary, slug=self.slug)
        if alias := former.exclude(term=self.pk).select_related("term").first():
            message = (
                f"'{self.slug}' is a former slug of '{alias.term.label}' and still leads there; "
                "choose another one."
            )
            raise ValidationError({"slug": message})


class TermAlias(models.Model):
    """The slug of a term that was merged into another: addresses that hold it lead to that one."""

    vocabulary = models.CharField(max_length=16, choices=Term.Vocabulary.choices)
    slug = models.SlugField(max_length=80)
    term = models.ForeignKey(Term, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "term aliases"
        ordering = ("vocabulary", "slug")
        constraints = (
            models.UniqueConstraint(
                fields=("vocabulary", "slug"), name="alias_once_per_vocabulary"
            ),
        )

    def __str__(self) -> str:
        return f"{self.slug} is {self.term.slug}"

    @classmethod
    def present_slugs(cls, slugs: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """(vocabulary, former slug) -> present slug, for those of ``slugs`` that are former."""
        former = cls._default_manager.filter(slug__in={slug for _, slug in slugs})
        rows = former.values_list("vocabulary", "slug", "term__slug")
        return {(vocabulary, slug): present for vocabulary, slug, present in rows}
