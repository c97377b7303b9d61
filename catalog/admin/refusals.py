"""What the product screen refused, in words: where, as staff find it on the screen, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import InlineAdminFormSet
from django.core.exceptions import NON_FIELD_ERRORS

from catalog.admin.formsets import is_removed


@dataclass(frozen=True, slots=True)
class RefusedInput:
    """``place`` is the words of a field: "Packs › row 2 › Value"."""

    place: str
    reasons: tuple[str, ...]


def refused_fields(form: Any, names: Iterable[str]) -> Iterator[RefusedInput]:
    """Those of the fields that are refused."""
    for name in names:
        if name in form.errors:
            yield _refusal([_label(form, name)], form.errors[name])


def refused_rows(part: InlineAdminFormSet) -> Iterator[RefusedInput]:
    """What is refused in an inline: of the whole, then row by row."""
    formset, title = part.formset, _capitalized(part.opts.verbose_name_plural)
    if not formset.is_bound:
        return
    if formset.non_form_errors():
        yield _refusal([title], formset.non_form_errors())
    for place, form in enumerate(formset.forms, start=1):
        if formset.can_delete and is_removed(form):
            continue
        for name, reasons in form.errors.items():
            within = [] if name == NON_FIELD_ERRORS else [_label(form, name)]
            yield _refusal([title, f"row {place}", *within], reasons)


def _refusal(steps: list[str], reasons: Iterable[Any]) -> RefusedInput:
    return RefusedInput(" › ".join(steps), tuple(map(str, reasons)))


def _label(form: Any, name: str) -> str:
    return _capitalized(form[name].label)


def _capitalized(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
