"""The screen of references: pasted citations, duplicates, and merging them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.actions.errors import ActionError
from catalog.actions.merge_references import merge_references
from catalog.actions.save_draft import latest_draft
from catalog.admin.duplicates import same_journal
from catalog.models import Activity, Citation, Lock, Product, Reference
from tests.catalog.admin.screen import errors, form, kept_form

Maker = Callable[..., Product]
LIST = "/admin/catalog/reference/"
ADD = f"{LIST}add/"
CITATION = (
    "Liu J, Farmer JD Jr, Lane WS, et al. Calcineurin is a common target of cyclophilin-"
    "cyclosporin A and FKBP-FK506 complexes. Cell. 1991 Aug 23;66(4):807-15. doi: "
    "10.1016/0092-8674(91)90124-h. PMID: 1715244."
)
LIU: dict[str, Any] = {
    "authors": "Liu J, Farmer JD Jr, Lane WS, et al.",
    "title": "Calcineurin is a common target of cyclophilin-cyclosporin A and FKBP-FK506 complexes",
    "journal": "Cell",
    "year": 1991,
    "volume": "66",
    "issue": "4",
    "pages": "807-15",
}


def link_to(reference: Reference) -> str:
    return f'<a href="{LIST}{reference.pk}/change/">'


def form_of(response: Any) -> dict[str, Any]:
    """The form of an answer, to be sent back as it is."""
    bound = kept_form(response)
    return {field.html_name: field.value() or "" for field in bound}


def test_a_pasted_citation_fills_the_columns(office: Client) -> None:
    shown = office.post(ADD, {"citation": CITATION})

    assert "Read from what was pasted: authors" in errors(shown)
    assert kept_form(shown)["title"].value() == LIU["title"]
    assert not Reference.objects.exists()
    office.post(ADD, form_of(shown))
    reference = Reference.objects.get()
    assert {column: getattr(reference, column) for column in LIU} == LIU
    assert (reference.doi, reference.pmid) == ("10.1016/0092-8674(91)90124-h", "1715244")


def test_what_is_typed_stays(office: Client) -> None:
    typed = {"citation": CITATION, "pages": "807-815", "title": "Calcineurin"}
    shown = office.post(ADD, typed)
    assert "title &#x27;Calcineurin&#x27;, pasted" in errors(shown)
    office.post(ADD, form_of(shown))

    reference = Reference.objects.get()
    assert (reference.pages, reference.title, reference.volume) == ("807-815", "Calcineurin", "66")


def test_what_cannot_be_read_is_said_and_kept(office: Client) -> None:
    response = office.post(ADD, {"citation": "see above", "title": "Calcineurin"})

    kept = kept_form(response)
    assert "Paste a DOI" in str(kept.errors["citation"])
    assert kept["citation"].value() == "see above"
    assert not Reference.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"doi": "https://doi.org/10.1016/0092-8674%2891%2990124-H"},
        {"doi": "DOI: 10.1016/0092-8674(91)90124-h"},
        {"pmid": "PMID: 1715244"},
        {"pmid": "https://pubmed.ncbi.nlm.nih.gov/1715244/", "title": "Another title"},
        {"citation": CITATION},
    ],
)
def test_the_same_publication_is_refused_with_a_link(office: Client, typed: dict[str, str]) -> None:
    there = Reference.objects.create(doi="10.1016/0092-8674(91)90124-H", pmid="1715244")

    response = office.post(ADD, typed)

    assert link_to(there) in errors(response)
    assert Reference.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "Calcineurin is a Common Target of Cyclophilin–Cyclosporin A and FKBP–FK506 "
                  "complexes", "year": "1991"},
        {"title": "Calcineurin", "journal": "Cell.", "volume": "66", "pages": "807-815"},
    ],
)  # fmt: skip
def test_a_likely_duplicate_is_asked_about(office: Client, typed: dict[str, str]) -> None:
    there = Reference.objects.create(**LIU)

    asked = office.post(ADD, typed)

    assert link_to(there) in errors(asked)
    assert 'type="checkbox" name="not_the_same"' in asked.content.decode()
    assert Reference.objects.count() == 1
    confirmed = office.post(ADD, typed | {"not_the_same": "on"})
    assert confirmed.status_code == 302, errors(confirmed)
    assert Reference.objects.count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"title": LIU["title"], "year": "1992"},
        {"title": "Calcineurin", "journal": "Nature", "volume": "66", "pages": "807"},
        {"title": "Calcineurin", "journal": "Cell", "volume": "66", "pages": "808-15"},
    ],
)
def test_another_publication_is_not_asked_about(office: Client, typed: dict[str, str]) -> None:
    Reference.objects.create(**LIU)

    assert office.post(ADD, typed).status_code == 302


def test_an_author_of_a_twin_is_corrected_without_a_question(office: Client) -> None:
    Reference.objects.create(doi="10.1016/a", **LIU)
    address = f"{LIST}{Reference.objects.create(doi='10.1016/b', **LIU).pk}/change/"

    response = office.post(address, form(office, address) | {"authors": "Liu J"})

    assert response.status_code == 302, errors(response)


def test_a_row_that_has_a_twin_already_can_be_corrected(office: Client) -> None:
    twin = Reference.objects.create(doi="10.1016/a", pmid="1715244")
    address = f"{LIST}{Reference.objects.create(pmid='1715244').pk}/change/"
    data = form(office, address)

    assert office.post(address, data | {"title": "Calcineurin"}).status_code == 302
    refused = office.post(address, form(office, address) | {"doi": "doi:10.1016/A"})
    assert link_to(twin) in errors(refused)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences of the United States of America",
            True,
        ),
        ("J. Biol. Chem.", "The Journal of Biological Chemistry", True),
        ("J Antibiot", "J Antimicrob", False),
        ("Cell", "Cell Death Differ", False),
        ("", "", False),
    ],
)
def test_names_of_journals(one: str, other: str, same: bool) -> None:
    assert same_journal(one, other) is same
    assert same_journal(other, one) is same


@pytest.mark.parametrize(
    "asked",
    [
        "10.1016/0092-8674(91)90124-H", "https://doi.org/10.1016/0092-8674(91)90124-h",
        "PMID: 1715244", "1715244", "Farmer", "calcineurin common", "cell",
    ],
)  # fmt: skip
def test_a_reference_is_found(office: Client, asked: str) -> None:
    Reference.objects.create(doi="10.1016/0092-8674(91)90124-H", pmid="1715244", **LIU)
    Reference.objects.create(doi="10.1038/nature02006", title="Another one")

    (found,) = office.get(LIST, {"q": asked}).context["cl"].result_list

    assert found.pmid == "1715244"


@pytest.fixture
def twice(draft: Maker) -> tuple[Product, Product, Reference, Reference]:
    """One publication in two rows, each cited by a product, the second one in an activity too."""
    by_doi = {"doi": "10.1016/0092-8674(91)90124-H", "title": LIU["title"]}
    by_pmid = {"pmid": "1715244", "title": "Calcineurin", "volume": "66"}
    cited = [
        {"key": "background", "body": "[1]", "citations": [{"number": 1, "reference": by_doi}]}
    ]
    first = draft("T-1", sections=cited)
    cited = [
        {"key": "background", "body": "[1]", "citations": [{"number": 1, "reference": by_pmid}]}
    ]
    binding = {"target": "Calcineurin", "reference": by_pmid}
    second = draft("T-2", slug="t2", sections=cited, activities=[binding])
    kept, merged = Reference.objects.get(pmid=""), Reference.objects.get(pmid="1715244")
    return first, second, kept, merged


def test_references_are_merged(twice: Any, staff: Any) -> None:
    first, second, kept, merged = twice

    merge_references(kept, [kept, merged], by=staff)

    remaining = Reference.objects.get()
    assert remaining.pk == kept.pk
    assert (remaining.title, remaining.pmid, remaining.volume) == (LIU["title"], "1715244", "66")
    assert set(Citation.objects.values_list("reference", flat=True)) == {kept.pk}
    assert Activity.objects.get().reference == kept
    for product in (first, second):
        latest = latest_draft(product)
        assert latest is not None
        assert latest.author == staff
        (section,) = latest.read()["sections"]
        assert section["citations"][0]["reference"]["title"] == LIU["title"]
        assert section["citations"][0]["reference"]["pmid"] == "1715244"


def test_merging_takes_the_lock_first(twice: Any) -> None:
    _, _, kept, merged = twice

    with CaptureQueriesContext(connection) as queries:
        merge_references(kept, [merged], by=None)

    asked = [query["sql"] for query in queries.captured_queries if "FROM" in query["sql"]]
    assert Lock._meta.db_table in asked[0]


def test_a_merge_that_fails_changes_nothing(twice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, kept, merged = twice

    def fail(*_: Any, **__: Any) -> None:
        raise ActionError("No.")

    monkeypatch.setattr("catalog.actions.merge_references.save_drafts", fail)
    with pytest.raises(ActionError):
        merge_references(kept, [merged], by=None)

    assert Reference.objects.count() == 2
    assert Activity.objects.get().reference == merged


@pytest.mark.usefixtures("db")
def test_one_reference_is_not_merged() -> None:
    alone = Reference.objects.create(title="Calcineurin")

    with pytest.raises(ActionError, match="two references"):
        merge_references(alone, [alone], by=None)


def test_merging_on_the_screen(office: Client, twice: Any) -> None:
    _, _, kept, merged = twice
    data = {"action": "merge", "_selected_action": [kept.pk, merged.pk]}

    page = office.post(LIST, data).content.decode()
    assert "Which one is kept?" in page
    assert Reference.objects.count() == 2
    answer = office.post(LIST, data | {"kept": kept.pk}, follow=True).content.decode()

    assert "The drafts of T-1, T-2 changed with it" in answer
    assert Reference.objects.get().pk == kept.pk


def test_merging_needs_two(office: Client, twice: Any) -> None:
    data = {"action": "merge", "_selected_action": [twice[2].pk]}

    assert "Choose from two" in office.post(LIST, data, follow=True).content.decode()


def test_whoever_may_not_delete_may_not_merge(
    client: Client, django_user_model: Any, twice: Any
) -> None:
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    allowed = Permission.objects.filter(codename__in=("view_reference", "change_reference"))
    clerk.user_permissions.add(*allowed)
    client.force_login(clerk)
    _, _, kept, merged = twice

    client.post(
        LIST, {"action": "merge", "_selected_action": [kept.pk, merged.pk], "kept": kept.pk}
    )

    assert Reference.objects.count() == 2


def test_a_longer_list_asks_no_more(office: Client, twice: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        rows = office.get(LIST).context["cl"].result_list
    assert [row.number_of_products for row in rows] == [1, 1]
    Reference.objects.bulk_create(
        Reference(title=f"Title {place}", key=f"test:{place}") for place in range(20)
    )

    with CaptureQueriesContext(connection) as many:
        office.get(LIST)

    assert len(many) == len(few)
