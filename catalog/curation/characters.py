"""A rule on characters that nobody sees, and that change what is read, found and copied."""

import re
from collections.abc import Iterator
from typing import Any

from catalog.curation.finding import Finding, Severity

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphen, zero-width space, word joiner and byte order mark, as PDFs and web pages leave."""

SUSPECT = re.compile("|".join(kind.pattern for kind in (CONTROLS, UNSEEN)))


def characters_are_seen(draft: dict[str, Any]) -> Iterator[Finding]:
    """No text holds a control character; a name holds none that is invisible either."""
    if not SUSPECT.search("\n".join(values_of(draft))):
        return  # nearly always, and so the places of texts are not worked out
    for path, text in texts_of("", draft):
        if found := CONTROLS.search(text):
            yield _finding(Severity.ERROR, path, text, found[0])
        elif found := UNSEEN.search(text):
            yield _finding(Severity.WARNING, path, text, found[0])


def values_of(value: Any) -> list[str]:
    """Every text of a document, wherever it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return (
        [text for member in value for text in values_of(member)] if isinstance(value, list) else []
    )


def texts_of(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a document with its place, a JSON Pointer that begins with ``path``."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from texts_of(f"{path}/{name}", member)
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield from texts_of(f"{path}/{place}", member)


def visible(text: str) -> str:
    """The text with a box for every character that nobody sees."""
    return "".join(sign if sign.isprintable() else "▯" for sign in text)


def _finding(severity: Severity, path: str, text: str, character: str) -> Finding:
    remedy = (
        f"it holds the invisible character U+{ord(character):04X}, here shown as ▯. Type the text "
        "again, or paste it as plain text."
    )
    return Finding("invisible-character", severity, path, visible(text), remedy)
