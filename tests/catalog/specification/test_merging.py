"""Two changes of one document, put together."""

from typing import Any

import pytest

from catalog.specification.merging import OTHER, Conflict, Merger


def figure(unit: str, *points: tuple[float, float]) -> dict[str, Any]:
    series = [{"label": "Caffeine", "points": [list(point) for point in points]}]
    return {"key": "inhibition", "x_unit": unit, "series": series}


def document(figure: dict[str, Any]) -> dict[str, Any]:
    return {"schema_version": 2, "figures": [figure]}


def test_a_figure_is_taken_whole() -> None:
    """Points in nM on an axis in µM are wrong a thousandfold."""
    scheduled = figure("nM", (10, 50))
    live = figure("µM", (0.01, 50))
    draft = figure("nM", (10, 50), (100, 90))

    asking, told = Merger(), Merger({"/figures/inhibition": OTHER})
    asking.merge(document(scheduled), document(live), document(draft))
    merged = told.merge(document(scheduled), document(live), document(draft))

    assert asking.conflicts == [Conflict("/figures/inhibition", scheduled, live, draft)]
    assert merged["figures"] == [draft]


def conflicts(**sides: tuple[Any, Any, Any]) -> list[str]:
    """The paths of what two sides changed, by member: before, on the one, on the other."""
    merger = Merger()
    before, one, other = (
        {"schema_version": 2, **{name: values[place] for name, values in sides.items()}}
        for place in range(3)
    )
    merger.merge(before, one, other)
    return [conflict.path for conflict in merger.conflicts]


def pack(amount: str, solvent: str) -> dict[str, Any]:
    return {"sku": "T-1-5G", "amount": {"text": amount, "unit": "mL"}, "solvent": solvent}


def test_what_is_in_a_pack_is_taken_whole() -> None:
    """1 mL in DMSO and 5 mL in water do not make 5 mL in DMSO."""
    before, one, other = pack("1", "water"), pack("1", "DMSO"), pack("5", "water")
    one |= {"container": "Vial"}
    told = Merger({"/packs/T-1-5G/count, amount, concentration, solvent": OTHER})

    merged = told.merge(*({"schema_version": 2, "packs": [row]} for row in (before, one, other)))

    assert told.conflicts == []
    (row,) = merged["packs"]
    assert (row["amount"], row["solvent"]) == (other["amount"], "water")
    assert row["container"] == "Vial"
    assert conflicts(packs=([before], [one], [other])) == [
        "/packs/T-1-5G/count, amount, concentration, solvent"
    ]


def test_which_substance_it_is_is_taken_whole() -> None:
    salt = {"key": "quinine", "formula": "C20H24N2O2", "molecular_weight": {"text": "324.4"}}
    sides = salt, salt | {"formula": "C20H25ClN2O2"}, salt | {"molecular_weight": {"text": "360.9"}}

    (path,) = conflicts(compound=sides)
    assert path.startswith("/compound/formula, molecular_weight, weight_basis, ")


def test_a_solubility_is_taken_whole() -> None:
    row = {"solvent": "DMSO", "amount": {"text": "5", "unit": "mg/mL"}, "temperature": "25 °C"}
    sides = [row], [row | {"temperature": "60 °C"}], [row | {"amount": {"text": "50"}}]

    assert conflicts(solubility=sides) == ["/solubility/DMSO"]


def test_stability_in_a_solvent_is_told_apart_by_temperature() -> None:
    cold = {"solvent": "Water", "temperature": {"text": "4", "unit": "°C"}, "note": None}
    frozen = cold | {"temperature": {"text": "-20", "unit": "°C"}}
    before = [cold, frozen]
    one = [cold | {"note": "In glass"}, frozen]

    assert conflicts(solution_stability=(before, one, [cold, frozen | {"note": "Dry"}])) == []
    other = [cold | {"note": "In plastic"}, frozen]
    assert conflicts(solution_stability=(before, one, other)) == [
        "/solution_stability/Water 4\\ °C"
    ]


def test_a_transport_classification_is_taken_whole() -> None:
    """UN 1170 in packing group II is another statement than UN 1993 in III."""
    air = {"mode": "air", "un_number": "UN 1170", "packing_group": "II"}
    sides = [air], [air | {"un_number": "UN 1993"}], [air | {"packing_group": "III"}]

    assert conflicts(transport=sides) == ["/transport/air"]
    assert conflicts(transport=([air], [air, air | {"mode": "sea"}], [])) == []


def hazard(statement: str, category: str | None, system: str | None = None) -> dict[str, Any]:
    return {"system": system, "category": category, "statement": statement}


def test_a_hazard_is_taken_whole() -> None:
    """Nobody said of H360 that it is of both categories; another hazard is no conflict."""
    rows = [hazard("H360", None), hazard("H301", None)]
    one, other = [hazard("H360", "1A"), rows[1]], [hazard("H360", "1B"), rows[1]]

    assert conflicts(hazards=(rows, one, other)) == ["/hazards/H360"]
    assert conflicts(hazards=(rows, one, [rows[0], hazard("H301", "3", "clp")])) == []


def test_another_pack_of_each_side_is_kept() -> None:
    packs = [pack("1", "water"), pack("1", "water") | {"sku": "T-1-25G"}]
    one = [pack("1", "DMSO"), packs[1]]
    other = [packs[0], packs[1] | {"solvent": "ethanol"}]

    assert conflicts(packs=(packs, one, other)) == []


def named(kind: str, value: str, qualifier: str | None = None) -> dict[str, Any]:
    return {"type": kind, "value": value, "qualifier": qualifier}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("a b", "c"), ("a", "b c")),
        (("a", "b", "c"), ("a", "b c")),
        (("a\\", "b"), ("a\\ b", "")),
        (("a/b", "c"), ("a~1b", "c")),
    ],
)
def test_no_two_rows_share_a_decision(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    rows = [named(*first), named(*second)]
    one = [row | {"note": "one"} for row in rows]
    other = [row | {"note": "other"} for row in rows]
    gone: list[dict[str, Any]] = []

    assert len(set(conflicts(registry_numbers=(gone, one, other)))) == 2


def test_a_row_is_called_by_its_values() -> None:
    """The path escapes them; the screens do not."""
    merger = Merger()
    row = named("cas", "58-08-2", "anhydrous / dry form")
    before, one, other = (
        {"schema_version": 2, "registry_numbers": rows}
        for rows in ([], [row | {"note": 1}], [row | {"note": 2}])
    )
    merger.merge(before, one, other)

    assert [conflict.label for conflict in merger.conflicts] == [
        "Registry numbers › cas 58-08-2 anhydrous / dry form"
    ]
