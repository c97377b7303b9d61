"""Rows of the document that are a line of a key fact each: how each kind of row is said."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from catalog.presentation.typography import NO_BREAK_SPACE, joined, quantity, supplied
from catalog.specification.declaration import (
    AbsorptionMaximum,
    SolutionStability,
    TransportClassification,
)
from catalog.specification.values import Members


def shown_row(row: Members) -> SafeString:
    return LINES[type(row)](row)


def _maximum(row: AbsorptionMaximum) -> SafeString:
    """``272 nm (ε 9,740 M⁻¹cm⁻¹, water)``"""
    wavelength, absorptivity = quantity(row.wavelength), quantity(row.molar_absorptivity)
    if absorptivity:
        absorptivity = format_html("ε{}{}", NO_BREAK_SPACE, absorptivity)
    said = joined([absorptivity, supplied(row.solvent)])
    if not said:
        return wavelength
    if row.wavelength and row.wavelength.remark:  # which has brackets of its own
        return joined([wavelength, said])
    return format_html("{} ({})", wavelength, said)


def _stability(row: SolutionStability) -> SafeString:
    """``Water: 4 °C, 1–2 weeks, freeze–thaw cycles: avoid. In the dark``"""
    cycles = supplied(row.freeze_thaw)
    if cycles:
        cycles = format_html(gettext("freeze–thaw cycles: {advice}"), advice=cycles)
    conditions = joined([quantity(row.temperature), quantity(row.duration), cycles])
    said = joined([conditions, supplied(row.note)], ". ")
    return format_html("{}: {}", supplied(row.solvent) or gettext("Solvent not named"), said)


def _transport(row: TransportClassification) -> SafeString:
    """``Air: UN 1170, ETHANOL SOLUTION, class 3, packing group II``"""
    said = _entry(row) or mark_safe(gettext("not determined"))
    return format_html("{}: {}", row.mode.label, said) if row.mode else said


def _entry(row: TransportClassification) -> SafeString:
    """What the list of dangerous goods says; what has a UN number is regulated by that alone."""
    words = {True: gettext("regulated as dangerous goods"), False: gettext("not restricted")}
    regulated = "" if row.un_number or row.regulated is None else words[row.regulated]
    columns = (
        (gettext("class {hazard_class}"), "hazard_class", row.hazard_class),
        (gettext("subsidiary hazards {hazards}"), "hazards", row.subsidiary_hazards),
        (gettext("packing group {group}"), "group", row.packing_group),
    )
    return joined(
        [
            regulated,
            (row.un_number or "").replace(" ", NO_BREAK_SPACE),
            supplied(row.proper_shipping_name),
            *(
                format_html(column.replace(" {", f"{NO_BREAK_SPACE}{{"), **{name: value})
                for column, name, value in columns
                if value
            ),
        ]
    )


LINES: Mapping[type[Members], Callable[[Any], SafeString]] = {
    AbsorptionMaximum: _maximum,
    SolutionStability: _stability,
    TransportClassification: _transport,
}
