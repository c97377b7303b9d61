"""The rows of one inline as a whole: none repeats another, and rows may exchange what they hold."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.functional import cached_property

from catalog.admin.beside import FieldWithFindings
from catalog.models.fields import KeyField
from catalog.specification.limits import MOST_ROWS

ASIDE = "\x1f"
"""Begins a key that holds a row's place for a moment: no text that is typed has this character."""

Row = Any


class LimitedRows:
    """An inline whose number of rows is limited."""

    max_num: int | None = MOST_ROWS

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """Who may not add rows has the number 0, and what is there may exceed that."""
        options = {"validate_max": self.max_num == MOST_ROWS} | options
        return super().get_formset(request, obj, **options)  # type: ignore[misc]


class PartFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Compares rows by what the database keeps unique, in words and before it does.

    It takes as many rows as loading a draft does.
    """

    default_error_messages = BaseInlineFormSet.default_error_messages | {
        "too_many_forms": f"A list has at most {MOST_ROWS} rows; remove some.",
    }

    @cached_property
    def empty_form(self) -> Any:
        """Made once: the admin asks for it each time it goes through the rows."""
        return super().empty_form

    def add_fields(self, form: Any, index: int | None) -> None:
        form.bound_field_class = FieldWithFindings
        super().add_fields(form, index)

    def get_queryset(self) -> Any:
        """The rows; of a form that was sent, those that were in it, and an empty one for each that
        somebody removed meanwhile: the admin pairs forms and rows, and drops what has no partner.
        """
        rows: Any = super().get_queryset()
        if not self.is_bound:
            return rows
        known = {str(row.pk): row for row in rows}
        number = min(self.initial_form_count(), self.absolute_max)
        sent = (self.data.get(f"{self.add_prefix(place)}-id", "") for place in range(number))
        return [known.get(pk) or self.model(**{self.fk.name: self.instance}) for pk in sent]

    def clean(self) -> None:
        self._refuse_repetition()
        self._refuse_constraints_with_parent()
        super().clean()

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Rows that change put their keys aside first, so that two may swap theirs."""
        columns = {self._text_column(columns) for columns in self._identities()}
        for form in self.initial_forms if commit and columns else ():
            row = form.instance
            if row.pk and (form.has_changed() or is_removed(form)):
                stored = self.model._default_manager.filter(pk=row.pk)
                stored.update(**dict.fromkeys(columns, f"{ASIDE}{row.pk}"))
        return super().save_existing_objects(commit)

    def _refuse_repetition(self) -> None:
        repeated = []
        for columns in self._identities():
            seen: dict[tuple[Any, ...], tuple[int, Row]] = {}
            for place, row in self._rows():
                key = tuple(_value(row, column) for column in columns)
                if key in seen:
                    repeated.append(_repetition(columns, seen[key], (place, row)))
                seen.setdefault(key, (place, row))
        if repeated:
            raise ValidationError(repeated)

    def _refuse_constraints_with_parent(self) -> None:
        """What a form by itself leaves to the database, because it does not hold the parent."""
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, models.CheckConstraint):
                continue
            if self.fk.name in getattr(constraint.condition, "referenced_base_fields", ()):
                for place, row in self._rows():
                    unknown = self.forms[place - 1]._get_validation_exclusions()
                    constraint.validate(self.model, row, exclude=unknown)  # type: ignore[attr-defined]

    def _rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that are to be saved and can be read, with their places from 1."""
        for place, form in enumerate(self.forms, start=1):
            unused = form.empty_permitted and not form.has_changed()
            if not unused and form.is_valid() and not is_removed(form):
                yield place, form.instance

    def _identities(self) -> Iterator[tuple[str, ...]]:
        """The columns by which a row is one of a kind, in the catalog or beside its siblings."""
        for field in self.model._meta.concrete_fields:
            if isinstance(field, KeyField) and field.unique:
                yield (field.name,)
        for constraint in self.model._meta.constraints:
            if (
                isinstance(constraint, models.UniqueConstraint)
                and self.fk.name in constraint.fields
            ):
                yield tuple(name for name in constraint.fields if name != self.fk.name)

    def _text_column(self, columns: tuple[str, ...]) -> str:
        fields = map(self.model._meta.get_field, columns)
        return [field.name for field in fields if isinstance(field, models.CharField)][-1]


def is_removed(form: Any) -> bool:
    return bool(form.cleaned_data.get(DELETION_FIELD_NAME))


def _value(row: Row, column: str) -> Any:
    field = row._meta.get_field(column)
    return field.clean(None, row) if isinstance(field, KeyField) else getattr(row, field.attname)


def _repetition(columns: tuple[str, ...], *rows: tuple[int, Row]) -> str:
    (first, one), (second, other) = rows
    fields = [one._meta.get_field(column) for column in columns]
    typed = [
        one._meta.get_field(field.source) if isinstance(field, KeyField) else field
        for field in fields
    ]
    what = " and ".join(str(field.verbose_name) for field in typed)
    return (
        f"Row {first} ({_shown(one, typed)}) and row {second} ({_shown(other, typed)}) have the "
        f"same {what}; change or remove one of them."
    )


def _shown(row: Row, fields: list[Any]) -> str:
    words = (
        str(
            getattr(row, f"get_{field.name}_display")()
            if field.choices
            else getattr(row, field.name)
        )
        for field in fields
    )
    return " ".join(word for word in words if word)[:80]
