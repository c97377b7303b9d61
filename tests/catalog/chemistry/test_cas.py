"""CAS and EC numbers: published numbers, their spellings, and the law of the check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chemistry.cas import (
    CasError,
    EcError,
    cas_check_digit,
    ec_check_digit,
    parse_cas,
    parse_ec,
)

PUBLISHED = {
    "caffeine": "58-08-2",
    "water": "7732-18-5",
    "tacrolimus": "104987-11-3",
    "tacrolimus monohydrate": "109581-93-3",
    "rapamycin": "53123-88-9",
    "trametinib": "871700-17-3",
    "torin 1": "1222998-36-8",
    "curdlan": "54724-00-4",
}


@pytest.mark.parametrize("number", PUBLISHED.values(), ids=PUBLISHED.keys())
def test_published_numbers_are_accepted_as_they_are(number: str) -> None:
    assert parse_cas(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        " 104987-11-3\n",
        "CAS 104987-11-3",
        "CAS No. 104987-11-3",
        "cas number: 104987-11-3",
        "CAS-RN 104987-11-3",
        "CAS# 104987-11-3",
        "104987113",
        "104987–11–3",
        "104987‑11‑3",
        "104987−11−3",
        "104987 - 11 - 3",
        "１０４９８７－１１－３",
        "104987-11-\u200b3",
        "000104987-11-3",
    ],
)
def test_spellings_become_canonical(typed: str) -> None:
    assert parse_cas(typed) == "104987-11-3"


def test_a_wrong_check_digit_is_told_with_the_right_one() -> None:
    with pytest.raises(CasError, match=r"'58-08-3' is 3 and should be 2"):
        parse_cas("58-08-3")


def test_an_ec_number_is_recognised_in_the_cas_field() -> None:
    with pytest.raises(CasError, match=r"'297-473-0' is an EC number"):
        parse_cas("297-473-0")


def test_a_cas_number_is_recognised_in_the_ec_field() -> None:
    with pytest.raises(EcError, match=r"'58-08-2' is a CAS number"):
        parse_ec("58-08-2")


@pytest.mark.parametrize(
    "typed", ["", "n/a", "58-08", "5-08-2", "12345678-08-2", "58-8-2", "CAS", "٥٨-٠٨-٢"]
)
def test_other_shapes_are_refused_with_an_example(typed: str) -> None:
    with pytest.raises(CasError, match="such as 104987-11-3"):
        parse_cas(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("200-362-1", "200-362-1"),  # caffeine
        ("EC No. 200-003-9", "200-003-9"),  # dexamethasone
        ("EINECS 231-791-2", "231-791-2"),  # water
        ("2974730", "297-473-0"),
        ("400-104-1", "400-104-1"),  # ELINCS: the sum leaves 10, and the check digit is 1
    ],
)
def test_ec_numbers(typed: str, number: str) -> None:
    assert parse_ec(typed) == number


def test_a_wrong_ec_check_digit_is_told_with_the_right_one() -> None:
    with pytest.raises(EcError, match=r"'200-362-2' is 2 and should be 1"):
        parse_ec("200-362-2")


def test_an_ec_number_that_was_never_given_out_is_refused() -> None:
    assert ec_check_digit("200005") is None
    with pytest.raises(EcError, match="no EC number begins with 200-005"):
        parse_ec("200-005-0")


@pytest.mark.parametrize("typed", ["000-000-0", "100-005-4"])
def test_the_inventory_begins_with_200_001_8(typed: str) -> None:
    assert parse_ec("200-001-8") == "200-001-8"  # formaldehyde
    with pytest.raises(EcError, match="the first of them is 200-001-8"):
        parse_ec(typed)
    with pytest.raises(CasError, match="is not a CAS number"):
        parse_cas(typed)


@st.composite
def cas_numbers(draw: st.DrawFn) -> str:
    first = draw(st.integers(10, 9_999_999))
    second = draw(st.integers(0, 99))
    return f"{first}-{second:02}-{cas_check_digit(f'{first}{second:02}')}"


@given(cas_numbers())
def test_every_number_with_its_check_digit_survives_losing_its_hyphens(number: str) -> None:
    assert parse_cas(number.replace("-", "")) == number


@given(cas_numbers(), st.data())
def test_one_altered_digit_is_always_noticed_unless_its_weight_hides_it(
    number: str, data: st.DataObject
) -> None:
    """It hides where weight times change is a multiple of 10."""
    places = [place for place, char in enumerate(number) if char.isdigit()]
    place = data.draw(st.sampled_from(places[1:]))  # a leading zero changes the shape
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    altered = f"{number[:place]}{digit}{number[place + 1 :]}"
    weight = 1 if place == places[-1] else len(places) - 1 - places.index(place)
    hidden = weight * (int(digit) - int(number[place])) % 10 == 0
    if hidden:
        assert parse_cas(altered) == altered
    else:
        with pytest.raises(CasError):
            parse_cas(altered)


@given(st.text())
def test_any_text_is_either_read_or_refused_in_one_sentence(text: str) -> None:
    refused = ""
    try:
        number = parse_cas(text)
    except CasError as error:
        refused = str(error)
    else:
        assert parse_cas(number) == number
    assert "\n" not in refused
    assert refused[-1:] in {"", ".", "?"}
