"""A rule on characters that nobody sees, and that change what is read, found and copied."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from catalog.curation.finding import Finding, Severity
from catalog.specification.declaration import Draft

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphen, zero-width space, word joiner and byte order mark, as PDFs and web pages leave."""

SUSPECT = re.compile("|".join(kind.pattern for kind in (CONTROLS, UNSEEN)))


def characters_are_seen(draft: Draft) -> Iterator[Finding]:
    """No text holds a control character; a name holds none that is invisible either."""
    if not SUSPECT.search("\n".join(values_of(draft))):
        return  # nearly always, and so the places of texts are not worked out
    for path, text in texts_of(draft):
        if found := CONTROLS.search(text):
            yield _finding(Severity.ERROR, path, text, found[0])
        elif found := UNSEEN.search(text):
            yield _finding(Severity.WARNING, path, text, found[0])


def values_of(draft: Draft) -> list[str]:
    """Every text of a draft, wherever it stands."""
    return _values(msgspec.to_builtins(draft, order="sorted"))


def _values(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    members = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | tuple):
        return [text for member in members for text in _values(member)]
    return []


def texts_of(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every text of a draft with its place, a JSON Pointer."""
    return _texts("", msgspec.to_builtins(draft, order="sorted"))


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _texts(f"{path}/{name}", member)
    elif isinstance(value, tuple):
        for place, member in enumerate(value):
            yield from _texts(f"{path}/{place}", member)


def visible(text: str) -> str:
    """The text with a box for every character that nobody sees."""
    return "".join(sign if sign.isprintable() else "▯" for sign in text)


def _finding(severity: Severity, path: str, text: str, character: str) -> Finding:
    remedy = (
        f"it holds the invisible character U+{ord(character):04X}, here shown as ▯. Type the text "
        "again, or paste it as plain text."
    )
    return Finding("invisible-character", severity, path, visible(text), remedy)
