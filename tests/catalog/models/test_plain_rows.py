"""Rows that are inserted without ``bulk_create``."""

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Term, TermAlias, plain_rows
from catalog.models.plain_rows import insert_new, insert_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[30_000, 40], ids=["at once", "in parts"])
def parts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_rows, "MOST_PARAMETERS", request.param)


def terms(count: int) -> list[Term]:
    return [Term(vocabulary="target", slug=f"t{n}", label=f"T {n}") for n in range(count)]


@pytest.mark.usefixtures("parts")
def test_new_rows_learn_their_numbers() -> None:
    new = terms(50)
    insert_new(new)

    stored = Term.objects.in_bulk()
    assert [stored[term.pk].slug for term in new] == [term.slug for term in new]
    new[7].label = "Seven"
    new[7].save()  # is changed, not inserted again
    assert Term.objects.get(slug="t7").label == "Seven"
    assert Term.objects.count() == 50


@pytest.mark.usefixtures("parts")
def test_rows_point_to_those_that_were_inserted_before() -> None:
    new = terms(20)
    aliases = [TermAlias(vocabulary="target", slug=f"a{n}", term=new[n]) for n in range(20)]
    insert_new(new)
    insert_new(aliases)

    assert {row.slug[1:]: row.term.slug[1:] for row in TermAlias.objects.all()} == {
        str(n): str(n) for n in range(20)
    }


def test_nothing_is_inserted_of_nothing() -> None:
    insert_new([])
    insert_rows(Term, ("vocabulary", "slug", "label"), [])

    assert not Term.objects.exists()


def test_a_rule_of_the_database_holds() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_new([*terms(1), *terms(1)])

    assert not Term.objects.exists()
