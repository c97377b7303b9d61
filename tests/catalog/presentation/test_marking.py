"""Where in a text stands what was searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.presentation.marking import Typed, fragment, marked, missing, spans


@pytest.mark.parametrize(
    ("text", "typed", "html"),
    [
        ("FK-506", "fk506", "<mark>FK-506</mark>"),
        ("FK506 hydrate", "fk 506", "<mark>FK506</mark> hydrate"),
        ("17β-Estradiol", "beta estradiol", "17<mark>β-Estradiol</mark>"),
        ("2'3'-cGAMP", "23cgamp", "<mark>2&#x27;3&#x27;-cGAMP</mark>"),
        ("C₈H₁₀N₄O₂", "c8h10n4o2", "<mark>C₈H₁₀N₄O₂</mark>"),
        ("An inhibitor of mTOR", "mtor inhib", "An <mark>inhib</mark>itor of <mark>mTOR</mark>"),
        ("Chlorine & <b>", "b", "Chlorine &amp; &lt;<mark>b</mark>&gt;"),
        ("Benzylpenicillin", "penicillin", "Benzyl<mark>penicillin</mark>"),
        ("Ünïcode", "uni", "<mark>Ünï</mark>code"),
        ("Caffeine", "tea", "Caffeine"),
        ("Caffeine", "", "Caffeine"),
        ("", "tea", ""),
    ],
)
def test_marked(text: str, typed: str, html: str) -> None:
    assert marked(text, Typed.read(typed)) == html


@given(st.text(), st.text(max_size=20))
def test_marks_lie_within_the_text_and_never_overlap(text: str, typed: str) -> None:
    end = 0
    for start, stop in spans(text, Typed.read(typed)):
        assert end <= start < stop <= len(text)
        end = stop


def test_missing() -> None:
    assert missing(["Caffeine", "An antagonist"], Typed.read("caff adenosine")) == Typed.read(
        "adenosine"
    )


def test_the_fragment_is_the_part_with_most_of_what_was_typed() -> None:
    narrative = "Coffee is a drink.\n" + "x " * 80 + "first isolated from coffee beans " + "y " * 80

    html = fragment(narrative, Typed.read("coffee beans"))

    assert "isolated from <mark>coffee beans</mark>" in html
    assert html.startswith("…")
    assert html.endswith("…")
    assert len(html) < 260
    assert fragment(narrative, Typed.read("tea")) == ""
