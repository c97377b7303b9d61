"""Forms that a link fills in, such as ``add/?compound=5``: what cannot be a value is left out."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest


class Prefilled:
    """A screen whose form may be begun by a link."""

    opts: Any

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        initial: dict[str, str | list[str]] = super().get_changeform_initial_data(request)  # type: ignore[misc]
        return {name: value for name, value in initial.items() if self._may_be(name, value)}

    def _may_be(self, name: str, value: Any) -> bool:
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:
            return True
        if not isinstance(field, models.ForeignKey | models.ManyToManyField):
            return True
        key = field.related_model._meta.pk  # type: ignore[union-attr]
        try:
            for one in value if isinstance(value, list) else [value]:
                key.run_validators(key.to_python(one))
        except ValidationError:
            return False
        return True
