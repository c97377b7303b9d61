"""Field-by-field differences of two documents, for history, review and visitors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalog.plain_json import JsonObject

IDENTITIES = ("key", "sku", "slug", "number", "fact", "solvent", "statement", "text", "sha256")
NOT_COMPARED = {"schema_version", "revision"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One member that differs; a missing side is None. ``path`` is for people: words and places."""

    path: tuple[str, ...]
    before: Any
    after: Any

    @property
    def label(self) -> str:
        return " › ".join(step.replace("_", " ") for step in self.path)


def differences(before: JsonObject, after: JsonObject) -> list[Difference]:
    """What changed from one document to the other, in the order of their members.

    Entries of a list are matched by what names them (key, SKU, slug …), others by their content,
    so that one inserted row is one difference.
    """
    return list(_compare((), _without_header(before), _without_header(after)))


def _without_header(document: JsonObject) -> JsonObject:
    return {name: value for name, value in document.items() if name not in NOT_COMPARED}


def _compare(path: tuple[str, ...], before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and not _is_quantity(before, after):
        for name in dict.fromkeys([*before, *after]):
            yield from _compare((*path, name), before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list) and _has_rows(before + after):
        yield from _compare_rows(path, before, after)
    else:
        yield Difference(path, before, after)


def _compare_rows(
    path: tuple[str, ...], before: list[Any], after: list[Any]
) -> Iterator[Difference]:
    old, new = _named(before), _named(after)
    for name in dict.fromkeys([*old, *new]):
        yield from _compare((*path, name), old.get(name), new.get(name))
    if list(old) != list(new) and sorted(old) == sorted(new):
        yield Difference((*path, "order"), ", ".join(old), ", ".join(new))


def _named(rows: list[Any]) -> dict[str, object]:
    named: dict[str, object] = {}
    for row in rows:
        name = _name(row)
        while name in named:
            name += "′"
        named[name] = row
    return named


def _name(row: Any) -> str:
    if isinstance(row, dict):
        for member in IDENTITIES:
            if isinstance(row.get(member), str | int):
                return str(row[member])
        return " ".join(_words(row)) or "row"
    return str(row)


def _words(row: JsonObject) -> Iterator[str]:
    for value in row.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict) and "catalog_number" in value:
            yield str(value["catalog_number"])


def _is_quantity(*sides: JsonObject) -> bool:
    return all("text" in side and "unit" in side for side in sides)


def _has_rows(entries: list[Any]) -> bool:
    return all(isinstance(entry, dict) for entry in entries)
