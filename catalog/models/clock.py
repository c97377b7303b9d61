"""Where somebody said that the log may go on, though the clock is behind it."""

from django.db import models

from catalog.models.immutable import ImmutableModel


class AcceptedLead(ImmutableModel):
    """The log was ahead of the clock, which once was wrong, and goes on after its last moment."""

    accepted_at = models.DateTimeField()
    """By the clock."""
    until = models.DateTimeField()
    """The log's last moment, or the last one that was settled."""
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    class Meta(ImmutableModel.Meta):
        abstract = False
        ordering = ("id",)
        get_latest_by = "id"

    def __str__(self) -> str:
        return f"the log up to {self.until:%Y-%m-%d %H:%M:%S} UTC, accepted by {self.by}"
