"""Keys: one name in all its spellings, and an order that every collation agrees on."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.keys import fold, match_key, sort_key
from catalog.models import Listing, Product

SPELLINGS = [
    ("FK-506", "fk506"),
    ("2′,3′-cGAMP", "2'3'-cGAMP"),
    ("β-Estradiol", "beta-estradiol"),
    ("C₄₄H₆₉NO₁₂", "C44H69NO12"),
    ("Poly(I:C)", "poly I:C"),
    ("ＦＫ５０６", "FK506"),
    ("Ångström", "angstrom"),
    ("104987-11-3", "104987113"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


def test_names_of_other_scripts_are_told_apart() -> None:
    assert match_key("阿司匹林") != match_key("咖啡因")


@given(st.text(min_size=1))
def test_keys_are_plain(text: str) -> None:
    for key in (match_key(text), sort_key(text)):
        assert all(character in "0123456789abcdefghijklmnopqrstuvwxyz" for character in key)
        assert match_key(key) == key


@given(st.text(st.characters(codec="ascii")))
def test_an_accent_elsewhere_changes_nothing_of_what_is_ascii(text: str) -> None:
    assert fold(text + "é") == fold(text) + "e"


@pytest.mark.collation
def test_the_database_sorts_names_as_python_does(draft: Callable[..., Product]) -> None:
    names = ["IL-10", "il-2", "α-Amanitin", "Zymosan", "éclair", "IL 2R", "2'3'-cGAMP", "Il-1β"]
    for place, name in enumerate(names):
        draft(f"T-{place}", name=name)

    ordered = list(Product.objects.order_by("name_key").values_list("name", flat=True))

    assert ordered == sorted(names, key=sort_key)
    assert ordered.index("il-2") < ordered.index("IL-10")


@pytest.mark.collation
def test_catalog_numbers_are_one_whatever_their_case(
    draft: Callable[..., Product], published: Callable[..., Product]
) -> None:
    from catalog.specification.load import DocumentError

    published("Tlrl-1")

    with pytest.raises(DocumentError, match="'TLRL1' is taken: Tlrl-1 is Caffeine"):
        draft("TLRL1", packs=[])

    assert Listing.objects.shown("TLRL-1") is not None
