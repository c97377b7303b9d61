"""Tags of the back office."""

from collections.abc import Mapping
from typing import Any

from django import template

from catalog.admin.beside import found_on
from catalog.admin.findings import LocatedFinding

register = template.Library()


@register.filter
def findings_beside(field: Any) -> list[LocatedFinding]:
    """What curation found in a field of the admin, whether it can be edited or only seen."""
    if field.is_readonly:
        return found_on(field.form, field.field["name"])
    return found_on(field.field.form, field.field.name)


@register.filter
def help_texts(inline: Any) -> list[Mapping[str, object]]:
    """The columns of an inline that have a help text."""
    return [field for field in inline.fields() if field["help_text"]]
