"""References as they are named: by number, and by whatever is known of them."""

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Reference
from tests.catalog.admin.screen import errors

LIST = "/admin/catalog/reference/"


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"authors": "Liu J", "year": 1991, "title": "Calcineurin"}, "Liu J, 1991, Calcineurin"),
        ({"doi": "10.1000/182"}, "DOI 10.1000/182"),
        ({"pmid": "1715244"}, "PMID 1715244"),
        ({"doi": "10.1000/182", "pmid": "1715244"}, "DOI 10.1000/182, PMID 1715244"),
        ({"pages": "807-15"}, "reference 12"),
    ],
)
def test_every_reference_has_a_name(columns: dict[str, object], name: str) -> None:
    assert str(Reference(pk=12, **columns)) == name


def test_the_number_that_sections_cite_is_shown(office: Client) -> None:
    reference = Reference.objects.create(doi="10.1000/182")
    Reference.objects.create(pmid="1715244")
    cited_as = f"ref:{reference.pk}"

    assert cited_as in office.get(LIST).content.decode()
    assert cited_as in office.get(f"{LIST}{reference.pk}/change/").content.decode()
    found = office.get(LIST, {"q": cited_as}).content.decode()
    assert "10.1000/182" in found
    assert "1715244" not in found


def test_nothing_is_cited_from_the_far_future(office: Client) -> None:
    year = timezone.now().year
    refused = office.post(f"{LIST}add/", {"pmid": "1715244", "year": year + 2})

    assert "is in the future; correct the year" in errors(refused)
    ahead_of_print = office.post(f"{LIST}add/", {"pmid": "1715244", "year": year + 1})
    assert ahead_of_print.status_code == 302
