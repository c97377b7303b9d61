"""Quantities on screens of the back office: typed whole, with what has no field of its own."""

from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest

from catalog.models.quantity import shown_whole

PRINTED = "printed"
Row = Any


def as_seen(name: str) -> str:
    """The property that shows a column of text with what else belongs to it."""
    if name == PRINTED:
        return "value"
    return name.removesuffix(f"_{PRINTED}")


class QuantityForm(forms.ModelForm[Row]):
    """Shows a remark in the text that it was typed in, and reads it from there each time.

    So it is with a unit that has no field of its own. What the text no longer says is gone.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            for prefix in self._prefixes():
                whole = shown_whole(self.instance, prefix, unit=not self._has_unit(prefix))
                self.initial[f"{prefix}{PRINTED}"] = whole

    def _post_clean(self) -> None:
        for prefix in self._prefixes():
            setattr(self.instance, f"{prefix}remark", "")
            if not self._has_unit(prefix):
                setattr(self.instance, f"{prefix}unit", "")
        super()._post_clean()  # type: ignore[misc]

    def _prefixes(self) -> list[str]:
        return [name.removesuffix(PRINTED) for name in self.fields if name.endswith(PRINTED)]

    def _has_unit(self, prefix: str) -> bool:
        return f"{prefix}unit" in self.fields


class QuantityRows(InlineModelAdmin[Any, Any]):
    """A part of a screen whose quantities read the same for who may edit and who may only look."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields: Any = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return fields
        return [as_seen(name) for name in fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        columns = {as_seen(str(name)) for name in self.fields or () if PRINTED in name}
        seen = [name for name in self.get_fields(request, obj) if name in columns]
        return (*super().get_readonly_fields(request, obj), *seen)
