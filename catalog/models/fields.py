"""Model fields that derive their value from another column."""

from collections.abc import Callable
from typing import Any

from django.db import models

from catalog.keys import match_key, sort_key


class KeyField(models.CharField[str, str]):
    """A normalised ASCII key of another text column, filled whenever the row is saved."""

    make_key: Callable[[str], str] = staticmethod(match_key)

    def __init__(self, source: str, **options: Any) -> None:
        self.source = source
        options.setdefault("max_length", 200)
        options["editable"] = False
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, [self.source, *args], options

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """The key of the source as it is now, so that constraints are checked against it."""
        assert model_instance is not None
        return type(self).make_key(getattr(model_instance, self.source))[: self.max_length]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = self.clean(None, model_instance)
        setattr(model_instance, self.attname, key)
        return key


class SortKeyField(KeyField):
    """A key that sorts names naturally, the same under every collation."""

    make_key = staticmethod(sort_key)
