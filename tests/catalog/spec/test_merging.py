"""Two changes of one document, put together."""

from typing import Any

from catalog.spec.merging import OTHER, Conflict, Merger


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
