"""Parts of a product that keep the order staff gave them."""

from django.db import models


class OrderedPart(models.Model):
    """A child row with a place in its list; the first rows come first."""

    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("position", "id")
