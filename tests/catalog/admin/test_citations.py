"""The reference list of a section: the numbers that are typed are the numbers that are cited."""

from collections.abc import Callable

import pytest
from django.test import Client

from catalog.models import Citation, Product, Reference
from tests.catalog.admin.screen import confirm, errors, form, kept_form, new_row

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
        ("2. pmid:1\n2. pmid:3", "it is the second reference with the number 2"),
        ("2. pmid:1\n1. pmid:3\npmid:4", "Line 3 (&#x27;pmid:4&#x27;): it is the second"),
        ("0. pmid:1", "it has the number 0"),
        ("40000. pmid:1", "it has the number 40000"),
        ("9" * 5000 + ". pmid:1", "it has the number 9"),
        ("pmid:1\nref:²", "there is no reference ²"),
        ("ref:" + "9" * 5000, "there is no reference 999"),
        ("ref:999999", "there is no reference 999999"),
        ("as in the book", "it names no publication"),
        ("doi:10.1000/" + "x" * 200, "at most 200 characters"),
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


def test_all_bad_lines_are_named_at_once(office: Client, address: str) -> None:
    lines = "Curie\npmid:1\nref:999999"

    said = errors(
        office.post(address, form(office, address) | {"sections-0-reference_list": lines})
    )

    assert "Line 1 (" in said
    assert "Line 2 (" not in said
    assert "Line 3 (" in said


@pytest.mark.parametrize(
    ("line", "number", "identifier"),
    [
        ("10.1038/nchembio.304", 1, "10.1038/nchembio.304"),
        ("https://doi.org/10.1038/nchembio.304", 1, "10.1038/nchembio.304"),
        ("7. 10.1038/nchembio.304", 7, "10.1038/nchembio.304"),
        ("[7] doi: 10.1038/nchembio.304.", 7, "10.1038/nchembio.304"),
        ("PMID 20081854", 1, "20081854"),
        ("20081854", 1, "20081854"),
        ("https://pubmed.ncbi.nlm.nih.gov/20081854/", 1, "20081854"),
    ],
)
def test_a_publication_is_named_as_people_paste_it(
    office: Client, address: str, line: str, number: int, identifier: str
) -> None:
    data = form(office, address) | {"sections-0-reference_list": line}

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert cited() == {number: identifier}


LIU = (
    "Liu J, Farmer JD Jr, Lane WS. Calcineurin is a common target of cyclophilin-cyclosporin A and "
    "FKBP-FK506 complexes. Cell. 1991 Aug 23;66(4):807-15."
)


def test_a_citation_is_kept_with_all_that_it_says(office: Client, address: str) -> None:
    data = form(office, address) | {"sections-0-reference_list": f"3. {LIU}"}

    response = confirm(office, address, data)

    assert response.status_code == 302, errors(response)
    citation = Citation.objects.get(section__key="background")
    assert citation.number == 3
    assert (citation.reference.journal, citation.reference.year) == ("Cell", 1991)
    assert citation.reference.pages == "807-15"


def test_a_publication_that_is_there_is_cited_by_whatever_names_it(
    office: Client, address: str
) -> None:
    known = Reference.objects.get(pmid="1715244")
    data = form(office, address) | {
        "sections-0-reference_list": f"2. {LIU} doi: 10.1016/0092-8674(91)90124-h. PMID: 1715244.\n"
        "5. pmid:2477715"
    }

    assert confirm(office, address, data).status_code == 302
    assert Citation.objects.get(number=2).reference == known


def test_a_citation_that_may_be_one_of_two(office: Client, address: str) -> None:
    same = {"title": "Calcineurin is a common target", "year": 1991}
    one, other = (Reference.objects.create(pmid=pmid, **same) for pmid in ("71", "72"))
    line = "Liu J. Calcineurin is a common target. Cell. 1991;66(4):807-15."
    data = form(office, address) | {"sections-0-reference_list": line}

    assert f"it may be ref:{one.pk} or ref:{other.pk}; write which" in errors(
        office.post(address, data)
    )
    other.delete()
    assert confirm(office, address, data).status_code == 302
    assert Citation.objects.get(section__key="background").reference == one


VALE = "Vale A, Orr BC. A made-up paper. J Made Up. 2023;12(3):45-9. doi: 10.5555/hunt.2023.9"


def test_what_is_read_is_shown_before_it_is_saved(office: Client, address: str) -> None:
    data = form(office, address) | {"sections-0-reference_list": f"2. pmid:1\n{VALE}"}

    said = errors(office.post(address, data))

    assert "Line 2 is read as" in said
    assert "authors Vale A, Orr BC; title A made-up paper; journal J Made Up; year 2023" in said
    assert not Reference.objects.filter(doi="10.5555/hunt.2023.9").exists()
    other = data | {"sections-0-reference_list": VALE.replace("Vale", "Wale")}
    assert "authors Wale A" in errors(office.post(address, other))


def test_a_bare_doi_is_completed_and_the_drafts_that_cite_it_with_it(
    office: Client, address: str, draft: Maker
) -> None:
    """Nothing that stands there is overwritten; what differs is told before it is saved."""
    cites = [{"number": 1, "reference": {"doi": "10.5555/hunt.2023.9", "year": 2022}}]
    section = {"key": "background", "body": "[1]", "citations": cites}
    other = draft("T-2", packs=[], sections=[section])
    data = form(office, address) | {"sections-0-reference_list": f"1. {VALE}"}

    said = errors(office.post(address, data))
    response = confirm(office, address, data)

    reference = Reference.objects.get(doi="10.5555/hunt.2023.9")
    assert f"names ref:{reference.pk}, which is there, and adds authors Vale A" in said
    assert "It keeps what it has: year &#x27;2022&#x27;, pasted &#x27;2023&#x27;" in said
    assert response.status_code == 302, errors(response)
    assert (reference.title, reference.pages, reference.year) == ("A made-up paper", "45-9", 2022)
    latest = other.draft_versions.latest().read()
    assert latest["sections"][0]["citations"][0]["reference"]["title"] == "A made-up paper"
