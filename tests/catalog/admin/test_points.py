"""Points of a figure as staff paste them: from spreadsheets and plate readers of any country."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from catalog.admin.points import read_points, write_points
from catalog.models import Figure, Series
from tests.catalog.admin.screen import errors, form, new_row
from tests.catalog.admin.test_product import ADD

pytestmark = pytest.mark.any_database

finite = st.floats(-1e300, 1e300)
labels = st.text(st.sampled_from("aB 3,;\t\"'µ−"), min_size=1).map(str.strip).filter(bool)
points = st.lists(
    st.tuples(finite, finite).map(list) | st.tuples(finite, finite, st.floats(0, 1e300)).map(list),
    min_size=1,
)

GERMAN = "Test;0,05;98,4\nTest;0,5;71,2\nTest;5;22,9"
MEASURED = {"Test": [[0.05, 98.4], [0.5, 71.2], [5, 22.9]]}


@given(st.dictionaries(labels, points, max_size=3))
def test_points_are_read_as_they_were_written(data: dict[str, list[list[float]]]) -> None:
    series = [Series(label=label, points=rows) for label, rows in data.items()]

    assert read_points(write_points(series)) == data


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        GERMAN.replace(";", "\t"),
        GERMAN.replace(",", ".").replace(";", ","),
        'Test,"0,05","98,4"\nTest,"0,5","71,2"\nTest,5,"22,9"',
        f"series;dose;response\n{GERMAN}",
        f"\tdose\tresponse\n{GERMAN}".replace(";", "\t"),
        "dose\tTest\n0.05\t98.4\n0.5\t71.2\n5\t22.9",
        f"Serie;Dosis (µM);Wert;SD\r\n{GERMAN}\r\n",
    ],
)
def test_what_is_pasted_is_what_was_measured(text: str) -> None:
    assert read_points(text) == MEASURED


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("dose\tresponse\n0.500\t98\n1.000\t71", {"response": [[0.5, 98], [1, 71]]}),
        ("A;0.500;98\nA;1.000;71", {"A": [[0.5, 98], [1, 71]]}),
        ("A;0,5;98\nA;1.000;71", {"A": [[0.5, 98], [1000, 71]]}),
        ("A,1.000,98", {"A": [[1, 98]]}),  # where commas separate, a dot is no other mark
        ("dose;A;SD\n0,5;98,4;1,2", {"A": [[0.5, 98.4, 1.2]]}),
        ("Replicate;x;y\n1;0,5;98\n2;0,5;97", {"1": [[0.5, 98]], "2": [[0.5, 97]]}),
        # A second series, pasted below one that is there: each with its own marks.
        ('"A",0.5,98.4\n\nB\t1.000,5\t2,5', {"A": [[0.5, 98.4]], "B": [[1000.5, 2.5]]}),
        ("", {}),
        ("\t\n ; ;\n", {}),
    ],
)
def test_the_lines_of_a_block_tell_how_they_are_read(
    text: str, means: dict[str, list[list[float]]]
) -> None:
    assert read_points(text) == means


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A;5;98\nA;1.000;71", r"Line 2 \('A, 1.000, 71'\): '1.000' is 1 or 1000"),
        ("A;0.5;98,4\nA;1.000;71", "Line 2 .* is 1 or 1000"),
        ("A;1;98\nA;low;71", r"Line 2 \('A, low, 71'\): 'low' is not a number"),
        ("Test;n.d.;n.d.\nB;1;2", "Line 1 .*'n.d.' is not a number"),
        ("Test;low;high\nTest;1;2", "Line 1 .*'low' is not a number"),
        ("dose;response", "Line 1 .* is not a point"),
        ("0.05;98.4;1.2\n0.5;71.2;1.4", "Line 1 .* begins with a number"),
        ("dose;A;B\n0.5;98;97", "Line 1 .* has 'B' where only a standard deviation"),
        ("series;dose;response;SEM\nA;0.5;98;1", "has 'SEM' where only a standard deviation"),
        ("index;x;y\n0;0.5;98\n1;0.6;97", "has 'y' where only a standard deviation"),
        ("Test,0,05,98,4\nTest,0,5,71,2", "separate columns by semicolons or tabs"),
        ("Test,0,05,98", "'05' is not a number"),
    ],
)
def test_what_may_mean_two_things_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        read_points(text)


def test_lines_of_a_spreadsheet_are_kept_as_numbers(office: Client) -> None:
    data = form(office, ADD) | {
        "catalog_number": "T-1", "name": "Caffeine", "slug": "caffeine", "kind": "small_molecule",
    }  # fmt: skip
    table = f"\tdose\tresponse\n{GERMAN}".replace(";", "\t").replace("\n", "\r\n")
    data = new_row(data, "figures", key="curve", title="Inhibition", x_scale="log", table=table)

    response = office.post(ADD, data)

    assert response.status_code == 302, errors(response)
    assert Figure.objects.get().series.get().points == MEASURED["Test"]
