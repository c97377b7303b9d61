"""Absorption, stock solutions and transport as a page and a datasheet show them, a line a row."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from catalog.presentation import Presentation
from catalog.presentation.comparison import Comparison
from catalog.presentation.row_lines import LINES
from catalog.specification import declaration
from catalog.specification.deriving import part_of
from catalog.specification.parts import Many
from tests.catalog.presentation.shown import facts, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Shown = Callable[..., Presentation]
ETHANOL = {
    "mode": "road", "un_number": "1170", "proper_shipping_name": "ETHANOL SOLUTION",
    "hazard_class": "3", "packing_group": "II",
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ETHANOL, "Road and rail: UN 1170, ETHANOL SOLUTION, class 3, packing group II"),
        (
            {"mode": "any", "un_number": "UN2031", "subsidiary_hazards": "5.1"},
            "All modes: UN 2031, subsidiary hazards 5.1",
        ),
        ({"mode": "air", "regulated": False}, "Air: not restricted"),
        ({"mode": "sea", "regulated": True}, "Sea: regulated as dangerous goods"),
        ({"mode": "sea"}, "Sea: not determined"),
        ({"regulated": False}, "not restricted"),
    ],
)
def test_transport_is_said_mode_by_mode(shown: Shown, row: dict[str, Any], line: str) -> None:
    assert facts(shown(transport=[row]))["Transport"] == [line]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            {"solvent": "Water", "temperature": "4 °C", "duration": "1 - 2 weeks"},
            "Water: 4 °C, 1–2 weeks",
        ),
        (
            {"solvent": "DMSO", "temperature": "-20", "duration": "up to 1 year"},
            "DMSO: −20 °C, up to 1 year",
        ),
        (
            {"duration": "several months", "freeze_thaw": "avoid", "note": "In the dark"},
            "Solvent not named: several months, freeze–thaw cycles: avoid. In the dark",
        ),
    ],
)
def test_stability_is_said_solvent_by_solvent(shown: Shown, row: dict[str, Any], line: str) -> None:
    assert facts(shown(solution_stability=[row]))["Stability in solution"] == [line]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            {"wavelength": "272", "molar_absorptivity": "9,740 M-1cm-1", "solvent": "water"},
            "272 nm (ε 9,740 M⁻¹cm⁻¹, water)",
        ),
        ({"wavelength": "272 nm"}, "272 nm"),
        ({"wavelength": "~272 nm (pH 7)", "solvent": "buffer"}, "~ 272 nm (pH 7), buffer"),
    ],
)
def test_an_absorption_maximum_is_one_line(shown: Shown, row: dict[str, Any], line: str) -> None:
    assert facts(shown(absorption_maxima=[row]))["λmax"] == [line]


def test_every_fact_of_rows_has_its_line() -> None:
    placed = {
        field.part.model
        for field in declaration.product.fields
        if isinstance(field, Many) and field.member.fact
    }
    assert placed == {part_of(row).model for row in LINES}


def test_stability_stands_beside_storage_and_transport_beside_shipping(shown: Shown) -> None:
    product = shown(
        storage=[{"temperature": "4 °C"}],
        solution_stability=[{"solvent": "Water", "duration": "1 week"}],
        shipping_condition="On ice",
        transport=[ETHANOL],
    )
    labels = list(facts(product))
    assert labels.index("Stability in solution") == labels.index("Storage") + 1
    assert labels.index("Transport") == labels.index("Shipping") + 1


def test_a_source_stands_beside_the_row_that_it_is_about(shown: Shown) -> None:
    product = shown(
        transport=[ETHANOL],
        fact_sources=[{"fact": "/transport/0/un_number", "source": "Own SDS", "is_public": True}],
    )
    (fact,) = (fact for fact in product.key_facts if fact.name == "transport")
    assert [text(source.text) for source in fact.sources] == ["Own SDS"]


def test_germans_read_german(shown: Shown) -> None:
    with translation.override("de"):
        product = shown(
            transport=[ETHANOL, {"mode": "air", "regulated": False}],
            solution_stability=[{"freeze_thaw": "avoid"}],
        )
        said = facts(product)
    assert said["Transport"] == [
        "Straße und Schiene: UN 1170, ETHANOL SOLUTION, Klasse 3, Verpackungsgruppe II",
        "Luft: unterliegt nicht den Gefahrgutvorschriften",
    ]
    assert said["Haltbarkeit in Lösung"] == [
        "Lösungsmittel nicht genannt: Einfrier-Auftau-Zyklen: avoid"
    ]


def test_products_are_compared_by_them(compared: Callable[..., Comparison]) -> None:
    comparison = compared(
        {
            "transport": [ETHANOL],
            "solution_stability": [{"solvent": "DMSO", "duration": "6 months"}],
            "absorption_maxima": [{"wavelength": "272 nm"}],
        },
        {"transport": [ETHANOL | {"packing_group": "III"}]},
    )
    rows = {row.name: row for row in comparison.rows}

    assert rows["transport"].mark == "differs"
    assert (rows["transport"].section, rows["solution_stability"].section) == ("storage",) * 2
    for name in ("solution_stability", "absorption_maxima"):
        assert [cell.determined for cell in rows[name].cells] == [True, False]
        assert rows[name].mark == "unknown"
