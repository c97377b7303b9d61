"""Rows that are written once. Triggers in the database say the same (see ``triggers``)."""

from typing import Any, NoReturn

from django.db import models


class ImmutableRowError(Exception):
    """Somebody tried to change or delete a row that is kept for ever."""


def refuse(model: type[models.Model], verb: str) -> NoReturn:
    raise ImmutableRowError(
        f"A {model._meta.verbose_name} is kept for ever and cannot be {verb}; "
        "save or publish a new one instead."
    )


class ImmutableQuerySet(models.QuerySet[Any]):
    """A query set that reads and appends only."""

    def update(self, **values: Any) -> NoReturn:
        refuse(self.model, "changed")

    def delete(self) -> NoReturn:
        refuse(self.model, "deleted")

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        refuse(self.model, "changed")


class ImmutableManager(models.Manager[Any]):
    def get_queryset(self) -> ImmutableQuerySet:
        return ImmutableQuerySet(self.model, using=self._db)


class ImmutableModel(models.Model):
    """A model whose rows can be inserted and read, nothing else."""

    objects = ImmutableManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            refuse(type(self), "changed")
        super().save(**(options | {"force_insert": True}))

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        refuse(type(self), "deleted")
