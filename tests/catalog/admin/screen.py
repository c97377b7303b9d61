"""A screen of the back office as a browser has it: filled in, changed, sent, answered."""

from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.contrib.auth import get_user
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.urls import resolve


def form(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back unchanged from a screen.

    The forms come from the view itself; the screen, which takes ten times as long, is not drawn.
    """
    context = _context(client, address)
    data = _values(context["adminform"].form)
    for wrapped in context["inline_admin_formsets"]:
        formset = wrapped.formset
        data |= _values(formset.management_form)
        for entry in formset.forms:
            data |= _values(entry)
    return data


def _context(client: Client, address: str) -> dict[str, Any]:
    """What the view of a screen would draw for whoever is signed in."""
    path, _, query = address.partition("?")
    request = RequestFactory().get(path, query_params=dict(parse_qsl(query)))
    request.session = client.session
    request.user = get_user(request)
    view = resolve(path)
    response = view.func(request, *view.args, **view.kwargs)
    assert isinstance(response, TemplateResponse), response
    assert response.context_data is not None
    return response.context_data


def _values(bound: Any) -> dict[str, Any]:
    values = {}
    for field in bound:
        value = field.value()
        if isinstance(field.field.widget, forms.NullBooleanSelect):
            values[field.html_name] = str(value).lower()
        elif value is True:
            values[field.html_name] = "on"
        elif value is not None and value is not False:
            values[field.html_name] = value
    return values


def new_row(data: dict[str, Any], prefix: str, **columns: Any) -> dict[str, Any]:
    """The form with one more row in the inline ``prefix``."""
    place = int(data[f"{prefix}-TOTAL_FORMS"])
    columns = {"position": place} | columns
    row = {f"{prefix}-{place}-{name}": value for name, value in columns.items()}
    return data | row | {f"{prefix}-TOTAL_FORMS": place + 1}


def errors(response: Any) -> str:
    found = [str(response.context["adminform"].form.errors)]
    for wrapped in response.context["inline_admin_formsets"]:
        found += [str(entry) for entry in wrapped.formset.errors]
        found.append(str(wrapped.formset.non_form_errors()))
    return " ".join(found)


def kept_form(response: Any) -> Any:
    """The main form of a screen that was refused, with what was typed."""
    assert response.status_code == 200
    return response.context["adminform"].form


def confirm(client: Client, address: str, data: dict[str, Any]) -> Any:
    """Send a form in which a citation was pasted: its reading is shown, then sent back as it is."""
    shown = client.post(address, data)
    assert "Nothing is saved yet" in errors(shown), errors(shown)
    again = _values(shown.context["adminform"].form)
    for wrapped in shown.context["inline_admin_formsets"]:
        for entry in wrapped.formset.forms:
            again |= _values(entry)
    return client.post(address, data | again)
