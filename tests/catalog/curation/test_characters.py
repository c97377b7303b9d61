"""Characters that nobody sees: found wherever they stand, and named."""

import pytest

from catalog.curation.characters import characters_are_seen
from catalog.curation.finding import Severity
from catalog.specification.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("text", "severity", "code"),
    [
        ("FK\x07506", Severity.ERROR, "U+0007"),
        ("FK\u200b506", Severity.WARNING, "U+200B"),
        ("Taclo\u00adlimus", Severity.WARNING, "U+00AD"),
    ],
)
def test_an_invisible_character_is_named(text: str, severity: Severity, code: str) -> None:
    draft = typed(Draft, name="FK506", synonyms=[{"type": "common", "text": text}])

    (finding,) = characters_are_seen(draft)

    assert (finding.severity, finding.path) == (severity, "/synonyms/0/text")
    assert code in finding.remedy
    assert "▯" in str(finding.value)


@pytest.mark.parametrize(
    "text",
    ["β-Estradiol", "2′3′-cGAMP", "−20 °C", "シクロスポリン", "طاكروليموس", "a\tb\nc", "5 g"],
)
def test_what_is_seen(text: str) -> None:
    assert list(characters_are_seen(typed(Draft, name=text))) == []
