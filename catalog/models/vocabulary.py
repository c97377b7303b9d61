"""Controlled vocabularies, whose terms drive the facets."""

from django.db import models


class Term(models.Model):
    """One term. Its slug never changes after it is created: addresses hold it."""

    class Vocabulary(models.TextChoices):
        CATEGORY = "category", "Category"
        TARGET = "target", "Target"
        PATHWAY = "pathway", "Pathway"
        MODE_OF_ACTION = "mode_of_action", "Mode of action"
        APPLICATION = "application", "Application"
        SPECIES = "species", "Species"

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
