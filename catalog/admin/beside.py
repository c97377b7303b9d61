"""Findings beside the fields that they concern, and named by these for who cannot see that."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet

from catalog.admin.findings import LocatedFinding


class FieldWithFindings(BoundField):
    """A field that is described by its findings, too."""

    @property
    def aria_describedby(self) -> str | None:
        anchors = [entry.anchor for entry in found_on(self.form, self.name)]
        described = super().aria_describedby
        return " ".join(filter(None, [*anchors, described])) or None


def found_on(form: BaseForm, field: str) -> list[LocatedFinding]:
    by_field: dict[str, list[LocatedFinding]] = getattr(form, "found", {})
    return by_field.get(field, [])


def lay_beside(
    found: Iterable[LocatedFinding], form: BaseForm, parts: Iterable[BaseFormSet[Any]]
) -> None:
    """Give each finding to the form of its field, or to its inline as a whole."""
    formsets: dict[str, Any] = {str(formset.prefix): formset for formset in parts}
    for entry in found:
        place = entry.place
        formset = formsets.get(place.inline)
        if formset is None:
            _give(form, place.field, entry)
        elif place.field and place.row is not None and place.row < len(formset.initial_forms):
            _give(formset.initial_forms[place.row], place.field, entry)
        else:
            formset.found = [*getattr(formset, "found", ()), entry]


def _give(form: Any, field: str, entry: LocatedFinding) -> None:
    if not hasattr(form, "found"):
        form.found = {}
    form.found.setdefault(field, []).append(entry)
