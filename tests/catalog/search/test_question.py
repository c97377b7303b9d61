"""A question is read from an address alone: these tests have no database."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from catalog.search.question import Question

pytestmark = pytest.mark.any_database


def read(query: str) -> Question:
    return Question.read(QueryDict(query))


def test_an_address_is_read_without_the_database() -> None:
    question = read("q=%20FK%20506&target=mtor&target=&kind=kit&sort=name&page=3&weight_max=500")

    assert question.text == "FK 506"
    assert question.chosen == (("kind", ("kit",)), ("target", ("mtor",)))
    assert (question.order, question.page) == ("name", 3)
    assert question.ranges.limits("weight") == (None, 500.0)
    assert question.address() == "?q=FK+506&kind=kit&target=mtor&weight_max=500&sort=name&page=3"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T12:00:00Z", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_moment_is_the_one_that_is_written(text: str, moment: datetime | None) -> None:
    assert read(f"as_of={text}").moment == moment


def test_what_cannot_be_used_is_left_aside() -> None:
    assert read("page=0&sort=price&page=-1&colour=blue") == Question()
    assert len(read("&".join(f"target=t{number}" for number in range(99))).slugs("target")) == 50


@pytest.mark.parametrize(("length", "is_cut"), [(200, False), (201, True)])
def test_a_long_text_is_cut(length: int, is_cut: bool) -> None:
    question = read(f"q={'x' * length}")

    assert len(question.text) == 200
    assert question.is_cut is is_cut
    assert len(question.typed) == length
