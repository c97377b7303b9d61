"""Packs, tests, activities, components: rows of a document as tables.

A column that no row fills is left out.
"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.models import Pack, QualityTest
from catalog.presentation.narrative import reference_html
from catalog.presentation.parts import NOTHING, Column, Line, Pointer, Reference, Table
from catalog.presentation.typography import NO_BREAK_SPACE, joined, measure, prose, quantity


def pointer(value: dict[str, Any] | None) -> Pointer | None:
    """Another product; its address leads to whatever is shown of it now."""
    if value is None:
        return None
    number = value["catalog_number"]
    return Pointer(number, value["name"], reverse("catalog:product-number", args=[number]))


def pointer_html(value: dict[str, Any]) -> SafeString:
    found = pointer(value)
    assert found is not None
    return format_html('<a href="{}">{}</a> {}', found.url, found.catalog_number, found.name)


def packs(spec: dict[str, Any]) -> Table:
    rows = [
        (
            Line(format_html("{}", row["sku"]), row["sku"]),
            Line(_amount(row)),
            Line(prose(row["container"])),
            Line(_unless(Pack.Status, row["status"], Pack.Status.ACTIVE)),
        )
        for row in spec["packs"]
    ]
    return _table("/packs", ("SKU", "Size", "Container", "Availability"), rows)


def _amount(row: dict[str, Any]) -> SafeString:
    amount = quantity(row["amount"])
    if row["count"] > 1:
        return (
            format_html("{} × {}", row["count"], amount) if amount else joined([str(row["count"])])
        )
    return amount


def quality_tests(spec: dict[str, Any]) -> Table:
    rows = [
        (
            Line(prose(row["subject"])),
            Line(prose(row["method"])),
            Line(joined([quantity(row["limit"]), prose(row["criterion"])])),
            Line(_label(QualityTest.Frequency, row["frequency"])),
        )
        for row in spec["quality_tests"]
    ]
    return _table("/quality_tests", ("Test", "Method", "Criterion", "Tested"), rows)


def activities(spec: dict[str, Any], references: Sequence[Reference]) -> Table:
    rows = [
        (
            Line(prose(row["target"])),
            Line(prose(row["action"])),
            Line(joined([measure(row["measure"]), quantity(row["value"])], " ")),
            Line(prose(row["conditions"])),
            Line(_cited(row["reference"], references)),
        )
        for row in spec["activities"]
    ]
    return _table("/activities", ("Target", "Action", "Value", "Conditions", "Reference"), rows)


def _cited(paper: dict[str, Any] | None, references: Sequence[Reference]) -> SafeString:
    html = reference_html(paper) if paper else NOTHING
    for reference in references:
        if html and reference.html == html:
            link = '{} [<a class="citation" href="#{}">{}</a>]'
            return format_html(link, reference.short, reference.id, reference.number)
    return html


def constituents(spec: dict[str, Any]) -> Table:
    rows = [
        (Line(prose(row["name"])), Line(prose(row["role"])), Line(quantity(row["amount"])))
        for row in spec["constituents"]
    ]
    return _table("/constituents", ("Constituent", "Role", "Amount"), rows)


def kit_components(spec: dict[str, Any]) -> Table:
    rows = [
        (
            Line(prose(row["name"])),
            Line(prose(row["quantity"])),
            Line(prose(row["container"])),
            Line(prose(row["storage"])),
            Line(pointer_html(row["product"]) if row["product"] else NOTHING),
        )
        for row in spec["kit_components"]
    ]
    headings = ("Component", "Quantity", "Container", "Storage", "Sold as")
    return _table("/kit_components", headings, rows)


def _table(path: str, headings: Sequence[str], rows: Sequence[tuple[Line, ...]]) -> Table:
    filled = [place for place in range(len(headings)) if any(row[place].html for row in rows)]
    columns = tuple(Column(mark_safe(headings[place])) for place in filled)
    return Table(columns, tuple(tuple(row[place] for place in filled) for row in rows), path)


def _label(choices: Any, value: str | None) -> SafeString:
    return prose(str(choices(value).label).replace(" ", NO_BREAK_SPACE)) if value else NOTHING


def _unless(choices: Any, value: str | None, usual: str) -> SafeString:
    return NOTHING if value == usual else _label(choices, value)
