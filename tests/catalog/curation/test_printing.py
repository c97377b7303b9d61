"""What cannot be printed is said when it is saved, wherever it stands."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.actions.errors import ActionError
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.curation import Severity, findings
from catalog.curation.printing import names_are_plain, texts_can_be_printed
from catalog.models import Product
from catalog.specification.declaration import Draft
from catalog.specification.document import draft_document
from catalog.specification.reading import as_draft
from tests.typed import typed

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("他克莫司", "no '他' (U+4ED6), '克' (U+514B)"),
        ("FK506 😀", "no '😀' (U+1F600)"),
        ("A ⇌ B", "no '⇌' (U+21CC)"),
        ("FK\u202e506", "U+202E, which changes the direction"),
        ("FK&#x202e;506", "U+202E, which changes the direction"),
        ("FK&rlm;506", "U+200F, which changes the direction"),
        ("FK\u061c506", "U+061C, which changes the direction"),
        ("a" * 200_001, "has 200 kB of text; a document holds 200 kB"),
        ("é" * 100_001, "has 200 kB of text; a document holds 200 kB"),
    ],
)
def test_a_text_that_cannot_be_printed_is_named(text: str, words: str) -> None:
    draft = typed(Draft, name="FK506", figures=[{"series": [{"label": text}]}])

    (finding,) = texts_can_be_printed(draft)

    assert (finding.severity, finding.path) == (Severity.ERROR, "/figures/0/series/0/label")
    assert words in finding.remedy
    assert len(finding.value) < 210
    assert "\u202e" not in finding.value  # which would turn the words of the screen


@pytest.mark.parametrize(
    "text",
    [
        "β-Estradiol", "2′3′-cGAMP", "−20 °C", "Łódź", "Ελλάδα", "10⁻⁹ M", "½ ™ ® © € ×", "a\tb\nc",
        "soft\u00adhyphen", "zero\u200bwidth", "R&D; A & B", "x" * 199_900,
    ],
)  # fmt: skip
def test_what_can_be_printed(text: str) -> None:
    assert list(texts_can_be_printed(typed(Draft, summary=text))) == []


def test_the_whole_is_measured_too() -> None:
    draft = typed(Draft, sections=[{"body": "a" * 60_000} for _ in range(4)])

    (finding,) = texts_can_be_printed(draft)

    assert (finding.path, finding.rule) == ("", "too-much-text")
    assert finding.value == "240 kB of text"


def test_entities_count_where_markdown_shows_characters() -> None:
    greek = typed(Draft, sections=[{"body": "&alpha; &#945;"}])
    assert list(texts_can_be_printed(greek)) == []
    (finding,) = texts_can_be_printed(typed(Draft, sections=[{"body": "&#x1F600;"}]))
    assert "U+1F600" in finding.remedy
    assert (
        list(texts_can_be_printed(typed(Draft, summary="&#x1F600;"))) == []
    )  # shown as it is typed


def test_what_nobody_prints_may_be_in_any_script() -> None:
    source = {"fact": "/name", "source": "他克莫司", "confidence": None}
    attached = {"title": "A", "file": {"filename": "报告.pdf"}}
    draft = typed(Draft, attachments=[attached], fact_sources=[source | {"is_public": False}])

    assert list(texts_can_be_printed(draft)) == []
    public = typed(Draft, fact_sources=[source | {"is_public": True}])
    (finding,) = texts_can_be_printed(public)
    assert finding.path == "/fact_sources/0/source"


TEXTS: dict[str, Any] = {
    "name": "他", "summary": "他", "grade": "他", "appearance": "他", "trade_marks": "他",
    "intended_use": "他", "synonyms": [{"type": "common", "text": "他"}],
    "sections": [{"key": "background", "body": "他"}],
    "figures": [
        {
            "key": "f", "title": "他", "caption": "他", "conditions": "他", "x_label": "他",
            "x_unit": "他", "y_label": "他", "series": [{"label": "他", "points": [[1, 2]]}],
        }
    ],
    "attachments": [{"kind": "review", "language": "en", "title": "他", "lot": "他", "url": "https://x.example/"}],
    "storage": [{"duration": "他", "note": "他"}],
    "solubility": [{"solvent": "他", "amount": "5 mg/mL", "method": "他"}],
    "quality_tests": [{"key": "q", "subject": "他", "method": "他", "criterion": "他"}],
}  # fmt: skip


@pytest.mark.django_db
def test_every_text_of_a_draft_is_looked_at(draft: Maker) -> None:
    document = draft_document(draft("T-1", **TEXTS))

    found = {finding.path for finding in texts_can_be_printed(as_draft(document))}

    def places(value: Any, path: str = "") -> set[str]:
        if isinstance(value, dict):
            return set().union(*(places(each, f"{path}/{name}") for name, each in value.items()))
        if isinstance(value, list):
            return set().union(*(places(each, f"{path}/{n}") for n, each in enumerate(value)))
        return {path} if isinstance(value, str) and "他" in value else set()

    assert found == places(document)
    assert len(found) >= 24


@pytest.mark.django_db
def test_nothing_of_it_is_published(draft: Maker) -> None:
    """Case S4: it was, and the datasheet failed for good."""
    product = draft("T-1", sections=[{"key": "background", "body": "a " * 1_000_000}])

    assert "too" not in str(findings(as_draft(draft_document(product)))[0].path)
    with pytest.raises(ActionError, match="has 2,000 kB of text"):
        publish(product, by=None, reason="x")


@pytest.mark.django_db
def test_notes_are_printed_too(draft: Maker, published: Maker) -> None:
    with pytest.raises(ActionError, match=r"The change note .* cannot be printed: .*U\+1F600"):
        publish(draft("T-1"), by=None, reason="x", change_note="Happy 😀")
    with pytest.raises(ActionError, match=r"The note .* cannot be printed: .*U\+202E"):
        withdraw(published("T-2"), by=None, note="Gone \u202e")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("<i>B. subtilis</i> flagellin", "B. subtilis flagellin"),
        ("&alpha;-Amanitin", "α-Amanitin"),
        ("CO<SUB>2</SUB>", "CO2"),
        ("A &#x3b2; B", "A β B"),
    ],
)
def test_a_name_holds_no_html(name: str, plain: str) -> None:
    (finding,) = names_are_plain(typed(Draft, name=name))

    assert (finding.severity, finding.path) == (Severity.ERROR, "/name")
    assert f"write '{plain}'" in finding.remedy


@pytest.mark.parametrize("name", ["A < B > C", "Anti-CD3 & anti-CD28", "poly(I:C)", "IL-2 <10 EU"])
def test_a_name_may_hold_signs(name: str) -> None:
    assert list(names_are_plain(typed(Draft, name=name))) == []
