"""Charts say what they show, in words and marks, without colour and without inline style."""

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from catalog.charts import axis_title, dose_response_chart
from catalog.specification.declaration import Figure
from tests.typed import typed

SVG = "{http://www.w3.org/2000/svg}"


def figure(**members: Any) -> Figure:
    usual = {
        "title": "Inhibition by FK506",
        "illustrative": False,
        "alternative_text": None,
        "x_label": "FK506",
        "x_unit": "nM",
        "x_scale": "log",
        "y_label": "Inhibition",
        "y_unit": "%",
        "series": [{"label": "Jurkat", "points": [[0.1, 5, 2], [1, 50, 4], [10, 95, 1]]}],
    }
    return typed(Figure, **usual | members)


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def marks(svg: str, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}{tag}"))


def strokes(svg: str) -> int:
    """Straight lines; those that look alike are one path."""
    return sum(path.get("d", "").count("M") for path in marks(svg, "path"))


def test_both_axes_carry_their_unit() -> None:
    assert {"FK506 (nM)", "Inhibition (%)"} <= set(texts(dose_response_chart(figure())))


def test_the_description_begins_with_the_words_of_staff() -> None:
    (description,) = marks(dose_response_chart(figure(alternative_text="A sigmoid.")), "desc")

    assert description.text == (
        "A sigmoid. Inhibition (%) against FK506 (nM). Number of points: Jurkat: 3."
    )


def test_a_log_axis_is_labelled_at_its_decades() -> None:
    assert texts(dose_response_chart(figure()))[:3] == ["0.1", "1", "10"]


def test_far_decades_are_powers_of_ten() -> None:
    points = [[1e-9, 1], [1e-8, 2], [1e-6, 3]]
    svg = dose_response_chart(figure(series=[{"label": "a", "points": points}]))
    assert "10−9" in texts(svg)
    assert "<tspan" in svg


def test_equal_factors_of_dose_are_equal_distances_apart() -> None:
    x = [float(circle.get("cx", "")) for circle in marks(dose_response_chart(figure()), "circle")]
    assert x[1] - x[0] == pytest.approx(x[2] - x[1], abs=0.2)


def test_higher_responses_stand_higher() -> None:
    y = [float(circle.get("cy", "")) for circle in marks(dose_response_chart(figure()), "circle")]
    assert y == sorted(y, reverse=True)


def test_a_dose_of_zero_has_a_place_of_its_own_left_of_the_logarithm() -> None:
    points = [[0, 2], [0.1, 5], [1, 50]]
    svg = dose_response_chart(figure(series=[{"label": "a", "points": points}]))
    x = [float(circle.get("cx", "")) for circle in marks(svg, "circle")]
    assert x == sorted(x)
    assert texts(svg)[0] == "0"


def test_every_point_with_a_deviation_has_an_error_bar() -> None:
    bare = figure(series=[{"label": "a", "points": [[0.1, 5], [1, 50], [10, 95]]}])
    with_bars, without = dose_response_chart(figure()), dose_response_chart(bare)
    assert strokes(with_bars) == strokes(without) + 3 * 3


def test_lines_that_look_alike_are_one_element() -> None:
    paths = marks(dose_response_chart(figure()), "path")
    looks = [tuple(sorted(set(path.attrib) - {"d"})) for path in paths]
    assert looks == [(), ("stroke-opacity",)]  # axes, ticks and error bars; the grid


def test_several_series_differ_by_marker_and_dash_and_have_a_legend() -> None:
    points = [[0.1, 5], [1, 50], [10, 95]]
    series = [{"label": name, "points": points} for name in ("Jurkat", "HEK293", "HeLa")]
    svg = dose_response_chart(figure(series=series))
    assert {"Jurkat", "HEK293", "HeLa"} <= set(texts(svg))
    dashes = [line.get("stroke-dasharray") for line in marks(svg, "polyline")]
    assert len(set(dashes)) == 3
    assert len(marks(svg, "circle")) == 4  # three points and the legend
    assert {len(mark.get("points", "").split()) for mark in marks(svg, "polygon")} == {3, 4}


def test_the_fitted_curve_is_drawn_in_place_of_straight_lines() -> None:
    svg = dose_response_chart(figure(), [lambda dose: 100 / (1 + 1 / dose)])
    (curve,) = marks(svg, "polyline")
    assert len(curve.get("points", "").split()) > 50


def test_illustrative_data_are_called_so_in_the_picture_and_to_a_screen_reader() -> None:
    svg = dose_response_chart(figure(illustrative=True))
    assert "Illustrative data, not measured" in texts(svg)
    assert "Illustrative data, not measured" in (marks(svg, "desc")[0].text or "")
    assert "Illustrative" not in dose_response_chart(figure())


def test_a_chart_has_an_accessible_name_and_ids_of_its_own() -> None:
    svg = dose_response_chart(figure(), prefix="figure-a")
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    ids = re.findall(r'id="([^"]+)"', svg)
    assert root.get("aria-labelledby", "").split() == ids
    assert all(name.startswith("figure-a") for name in ids)


def test_nothing_in_a_chart_needs_an_inline_style_or_a_colour() -> None:
    svg = dose_response_chart(figure(illustrative=True))
    assert "style=" not in svg
    assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', svg)) == {"currentColor", "none"}


def test_labels_are_text_not_markup() -> None:
    svg = dose_response_chart(figure(title="a <b> & c", x_label="<script>"))
    assert "<script>" not in svg
    assert "<script> (nM)" in texts(svg)


@pytest.mark.parametrize(
    ("label", "unit", "title"),
    [("FK506", "nM", "FK506 (nM)"), ("Ratio", None, "Ratio"), (None, "%", "(%)"), (None, None, "")],
)
def test_axis_titles(label: str | None, unit: str | None, title: str) -> None:
    assert axis_title(label, unit) == title


@pytest.mark.parametrize("points", [[[5, 5]], [[1, 0], [1, 0]], [[0, 1]]])
def test_a_series_without_extent_is_drawn_too(points: list[list[float]]) -> None:
    svg = dose_response_chart(figure(series=[{"label": "a", "points": points}]))
    assert len(marks(svg, "circle")) == len(points)


def test_a_linear_axis_embraces_its_values() -> None:
    points = [[0, 0], [24, 3], [72, 9]]
    svg = dose_response_chart(figure(x_scale="linear", series=[{"label": "a", "points": points}]))
    x = [float(circle.get("cx", "")) for circle in marks(svg, "circle")]
    assert x[1] - x[0] == pytest.approx((x[2] - x[0]) / 3, abs=0.2)
