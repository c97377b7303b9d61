"""The Markdown subset: what is in it is shown, what is not is told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import markdown


def test_the_subset() -> None:
    html = markdown.render("*In vitro* and **strong**\n\n- one\n- [two](https://example.org)")

    assert "<em>In vitro</em>" in html
    assert "<strong>strong</strong>" in html
    assert "<li>one</li>" in html
    assert '<a href="https://example.org">two</a>' in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<script>alert(1)</script>", "Line 1 has HTML ('<script>')"),
        ("fine\n<b>bold</b>", "Line 2 has HTML ('<b>')"),
        ("[x](javascript:alert(1))", "Line 1 links to 'javascript:alert(1'"),
        ("# Heading", "Line 1 is a heading"),
    ],
)
def test_what_is_outside_is_named(text: str, words: str) -> None:
    assert words in " ".join(markdown.faults(text))


@pytest.mark.parametrize(
    "text", ["IC50 < 5 nM and > 1 nM", "p<0.05", "a [1] b [2, 3]", "5 µM (n > 3)"]
)
def test_signs_of_science_are_no_html(text: str) -> None:
    assert markdown.faults(text) == []


@given(st.text())
def test_no_text_becomes_an_element_that_was_not_asked_for(text: str) -> None:
    html = markdown.render(text)

    for element in re.findall(r"<[^>]*>?", html):
        assert re.match(r"</?(p|ul|ol|li|em|strong|br|a|table|thead|tbody|tr|th|td)\b", element)
    assert "javascript:" not in html.lower() or "href" not in html


def test_html_is_shown_as_the_text_it_is() -> None:
    assert "&lt;script&gt;" in markdown.render("<script>alert(1)</script>")


def test_plain_words() -> None:
    assert markdown.plain("*In vitro*\nand [two](https://example.org)") == "In vitro and two"
