"""Activities as rows of a table."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from catalog.chemistry.quantity import UNIT_FAMILIES, convert
from catalog.presentation import tables
from catalog.presentation.narrative import reference_html
from catalog.presentation.parts import NOTHING, Line, Reference, Table
from catalog.presentation.typography import (
    NO_BREAK_SPACE,
    derived,
    joined,
    measure,
    quantity,
    supplied,
)
from catalog.specification import declaration
from catalog.specification.activities import concentration, subject
from catalog.specification.declaration import Activity, Specification


def activity(row: Activity) -> tuple[Line, Line, Line, Line]:
    """Target or species, action, measure with its value, conditions."""
    value = joined([measure(row.measure), quantity(row.value)], " ")
    if calculated := _calculated(row):
        value = format_html("{} ({})", value, calculated)
    conditions = [row.species if row.target else None, row.route, row.conditions]
    return (
        Line(supplied(subject(row))),
        Line(supplied(row.action)),
        Line(value),
        Line(joined(map(supplied, conditions))),
    )


def activities(spec: Specification, references: Sequence[Reference]) -> Table:
    rows = [(*activity(row), Line(_cited(row.reference, references))) for row in spec.activities]
    headings = (
        _heading(spec.activities),
        gettext("Action"),
        gettext("Value"),
        gettext("Conditions"),
        gettext("Reference"),
    )
    return tables.table("/activities", headings, rows)


def _heading(rows: Sequence[Activity]) -> str:
    """Of the first column, which has the species of doses that have no target."""
    targets = [bool(row.target) for row in rows]
    if all(targets):
        return gettext("Target")
    return gettext("Target or species") if any(targets) else gettext("Species")


def _calculated(row: Activity) -> SafeString:
    """The concentration that a pIC50 stands for, with that it is calculated."""
    found = concentration(row)
    if found is None:
        return NOTHING
    _, amount = found
    unit = _readable_unit(min(amount.ends))
    numbers = "–".join(derived(convert(end, "M", unit)) for end in amount.ends)
    shown = f"{amount.operator}{NO_BREAK_SPACE}{numbers}" if amount.is_limit else numbers
    calculated = format_html('<span class="calculated">{}</span>', gettext("calculated"))
    return format_html("{}{}{}, {}", shown, NO_BREAK_SPACE, unit, calculated)


def _readable_unit(molar: float) -> str:
    """The largest unit in which the number is not below one."""
    units = UNIT_FAMILIES["molar concentration"]
    return next((unit for unit in units if convert(molar, "M", unit) >= 0.9995), units[-1])


def _cited(paper: declaration.Reference | None, references: Sequence[Reference]) -> SafeString:
    html = reference_html(paper) if paper else NOTHING
    for reference in references:
        if html and reference.html == html:
            link = '{} [<a class="citation" href="#{}">{}</a>]'
            return format_html(link, supplied(reference.short), reference.id, reference.number)
    return supplied(html)
