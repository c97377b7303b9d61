"""The fixed words of documents in other languages are complete, and what was compiled is that."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.utils import translation

from catalog.language import content_language, own_language
from catalog.models import Kind

OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w*\}")


def catalog(language: str, ending: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django.{ending}"


def translated(entry: Any) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def test_german_is_one_of_the_languages() -> None:
    assert "de" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_has_its_translation(language: str) -> None:
    entries = list(polib.pofile(str(catalog(language, "po"))))
    assert len(entries) > 200
    assert [entry.msgid for entry in entries if not all(translated(entry))] == []
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    wrong = [
        (entry.msgid, text)
        for entry in polib.pofile(str(catalog(language, "po")))
        for text in translated(entry)
        if placeholders(text) != placeholders(entry.msgid)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_says_the_same(language: str) -> None:
    def said(entries: Any) -> Iterator[tuple[Any, ...]]:
        for entry in entries:
            yield entry.msgctxt, entry.msgid, entry.msgid_plural or "", tuple(translated(entry))

    compiled = set(said(polib.mofile(str(catalog(language, "mo")))))
    assert compiled == set(said(polib.pofile(str(catalog(language, "po"))))), "run `make messages`"


def test_what_is_stored_and_what_programs_read_keeps_its_language() -> None:
    with translation.override("de"):
        assert str(Kind.ANTIBODY.label) == "Antikörper"
        assert content_language() == "en"
        with own_language():
            assert str(Kind.ANTIBODY.label) == "Antibody"
            assert content_language() == ""
    assert content_language() == ""
