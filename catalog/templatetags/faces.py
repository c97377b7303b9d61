"""Filters of the public pages and of the datasheets."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from catalog.language import content_language
from catalog.models.kinds import kind_label
from catalog.plain_json import JsonObject
from catalog.presentation.tables import shown_pointer
from catalog.presentation.typography import formula, joined, prose, quantity, supplied
from catalog.specification.reading import as_quantity

register = template.Library()

NOTHING = "nothing"
WITHOUT_DETAILS = "yes, without details"
"""Of a member that is there with nothing in it: a withdrawal without a note, say."""


@register.filter
def moment(value: str) -> str:
    """The day of an ISO 8601 date or time: ``2026-03-01T12:00:00Z`` is 1 March 2026."""
    return date_format(datetime.fromisoformat(value), pgettext("date format", "j F Y"))


@register.simple_tag
def content_lang() -> SafeString | str:
    """The ``lang`` of an element that holds the supplier's text, where ours is another one."""
    language = content_language()
    return format_html(' lang="{}"', language) if language else ""


@register.filter
def stopped(text: str) -> str:
    """A sentence with the full stop that ends it, unless whoever wrote it has set one."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


@register.filter
def readable(value: Any) -> SafeString:
    """A value of a document in words, for lists of what changed."""
    if value is None or value in ("", []):
        return prose(NOTHING)
    if isinstance(value, bool):
        return prose("yes" if value else "no")
    if isinstance(value, dict):
        if {"text", "unit"} <= value.keys():
            return quantity(as_quantity(value))
        said = [readable(part) for part in value.values() if part not in (None, "", [])]
        return joined(said) if said else prose(WITHOUT_DETAILS)
    if isinstance(value, list):
        return joined([readable(part) for part in value])
    return prose(str(value))


@register.filter("quantity")
def quantity_of_row(value: JsonObject | None) -> SafeString:
    """A quantity as a column of a listing holds it."""
    return quantity(as_quantity(value))


register.filter("kind", kind_label)
register.filter("formula", formula)
register.filter("pointer", shown_pointer)
register.filter("supplied", supplied)
