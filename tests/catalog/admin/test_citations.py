"""The reference list of a section: the numbers that are typed are the numbers that are cited."""

from collections.abc import Callable

import pytest
from django.test import Client

from catalog.models import Citation, Product, Reference
from tests.catalog.admin.screen import errors, form, kept_form, new_row

Maker = Callable[..., Product]


@pytest.fixture
def address(draft: Maker) -> str:
    """The screen of a product whose background cites the papers [2] and [5]."""
    citations = [
        {"number": number, "reference": {"pmid": pmid, "title": "On\nlines"}}
        for number, pmid in ((2, "1715244"), (5, "2477715"))
    ]
    section = {"key": "background", "body": "[2] and [5]", "citations": citations}
    return f"/admin/catalog/product/{draft('T-1', sections=[section]).pk}/change/"


def cited() -> dict[int, str]:
    rows = Citation.objects.filter(section__key="background").select_related("reference")
    return {row.number: row.reference.doi or row.reference.pmid for row in rows}


def test_numbers_stay(office: Client, address: str) -> None:
    data = form(office, address)
    before = set(Citation.objects.values_list("pk", flat=True))

    unchanged = office.post(address, data | {"sections-0-title": "Background"})
    assert unchanged.status_code == 302, errors(unchanged)
    assert set(Citation.objects.values_list("pk", flat=True)) == before

    data = form(office, address)
    data["sections-0-reference_list"] += "\r\ndoi:10.1000/182\r\n\r\n1. pmid:1"
    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert cited() == {1: "1", 2: "1715244", 5: "2477715", 6: "10.1000/182"}


@pytest.mark.usefixtures("address")
def test_a_browser_sends_other_line_ends(office: Client, address: str) -> None:
    data = form(office, address)
    before = set(Citation.objects.values_list("pk", flat=True))
    lines = data["sections-0-reference_list"].replace("\n", "\r\n")

    office.post(address, data | {"sections-0-reference_list": lines, "sections-0-title": "x"})

    assert set(Citation.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("2. pmid:1\n2. pmid:3", "Line 2 is the second reference with the number 2"),
        ("2. pmid:1\n1. pmid:3\npmid:4", "Line 3 is the second reference with the number 2"),
        ("0. pmid:1", "Line 1 has the number 0"),
        ("40000. pmid:1", "Line 1 has the number 40000"),
        ("9" * 5000 + ". pmid:1", "Line 1 has the number 9"),
        ("pmid:1\nref:²", "Line 2: there is no reference ²"),
        ("ref:" + "9" * 5000, "Line 1: there is no reference 999"),
        ("ref:999999", "Line 1: there is no reference 999999"),
        ("²³. pmid:1", "names no publication"),
    ],
)
def test_a_bad_line_is_named(office: Client, address: str, lines: str, words: str) -> None:
    data = form(office, address) | {"name": "Theine", "sections-0-reference_list": lines}

    response = office.post(address, data)

    assert words in errors(response)
    assert kept_form(response)["name"].value() == "Theine"
    assert cited() == {2: "1715244", 5: "2477715"}


def test_a_new_publication_in_two_sections(office: Client, address: str) -> None:
    data = form(office, address) | {"sections-0-reference_list": "doi:10.1000/182\n3. pmid:1"}
    data = new_row(
        data, "sections", key="protocol", body="[1]",
        reference_list="doi:10.1000/182\ndoi:10.1000/182",
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    reference = Reference.objects.get(doi="10.1000/182")
    assert reference.citations.count() == 3
