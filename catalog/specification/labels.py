"""What the screens call a member of a document, from the steps that lead to it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from catalog.specification import declaration
from catalog.specification.fields import Field
from catalog.specification.parts import Many, Part, Shared, SharedMany


def label(steps: Iterable[str], part: Part = declaration.product) -> str:
    """Members by the names of their form fields; a row by what tells it from the others.

    >>> label(["packs", "ALQ-1001-1MG", "container"])
    'Packs › ALQ-1001-1MG › Container'
    """
    words: list[str] = []
    here: Part | None = part
    rows: Part | None = None
    for step in steps:
        field = _member(here, step) if here else None
        if rows is not None:
            words.append(step)
            here, rows = rows, None
        elif here is None or field is None:
            words.append(_capitalized(step))
            here = None
        else:
            words.append(_name(here, field))
            rows = field.part if isinstance(field, Many) else None
            here = field.part if isinstance(field, Shared) else None
    return " › ".join(words)


def _member(part: Part, name: str) -> Field | None:
    return next((field for field in part.fields if field.name == name), None)


def _name(part: Part, field: Field) -> str:
    if field.member.label:
        return str(field.member.label)
    if isinstance(field, Many) and not isinstance(field, SharedMany):
        return _capitalized(field.part.model._meta.verbose_name_plural)
    try:
        known: Any = part.model._meta.get_field(field.form_column)
    except FieldDoesNotExist:
        return _capitalized(field.name)
    return _capitalized(known.verbose_name)


def _capitalized(words: Any) -> str:
    text = str(words).replace("_", " ")
    return text[:1].upper() + text[1:]
