"""Two changes of one document, put together member by member: a three-way merge.

The declaration tells what belongs together: a quantity is one value, rows are known by their
identity. Where both changed the same member otherwise, a person decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog.plain_json import JsonObject
from catalog.specification import declaration
from catalog.specification.fields import Field
from catalog.specification.labels import label
from catalog.specification.parts import Many, Part, Shared

ONE, OTHER = "one", "other"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A member, by its JSON Pointer, that both sides changed: before, on the one, on the other."""

    path: str
    before: Any
    one: Any
    other: Any

    @property
    def label(self) -> str:
        """What the screens call the member."""
        return label(_readable(step) for step in self.path.split("/")[1:])


@dataclass
class Merger:
    """``decisions`` tells by path whose value stays; what it does not tell becomes a conflict."""

    decisions: Mapping[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def merge(self, before: JsonObject, one: JsonObject, other: JsonObject) -> JsonObject:
        header = {"schema_version": one["schema_version"]}
        return header | self._part(declaration.product, before, one, other, "")

    def _part(
        self, part: Part, before: JsonObject, one: JsonObject, other: JsonObject, path: str
    ) -> JsonObject:
        together = part.together
        merged = {
            entry.name: self._member(
                entry,
                before.get(entry.name),
                one.get(entry.name),
                other.get(entry.name),
                f"{path}/{entry.name}",
            )
            for entry in part.fields
            if entry.name not in together
        }
        if together:
            old, ours, theirs = (
                {name: row.get(name) for name in together} for row in (before, one, other)
            )
            merged |= self._whole(old, ours, theirs, f"{path}/{', '.join(together)}")
        return merged

    def _member(self, entry: Field, before: Any, one: Any, other: Any, path: str) -> Any:
        if other in (one, before):
            return one
        if one == before:
            return other
        if isinstance(entry, Shared) and _same_row(entry.part, before, one, other):
            return self._part(entry.part, before, one, other, path)
        if isinstance(entry, Many):
            rows = [_by_identity(entry.part, side) for side in (before, one, other)]
            known = [found for found in rows if found is not None]
            if len(known) == len(rows):
                return self._rows(entry.part, known, path)
        return self._decide(path, before, one, other)

    def _rows(self, part: Part, known: list[dict[Any, JsonObject]], path: str) -> list[JsonObject]:
        """The rows of the one in its order, then those that the other added."""
        before, one, other = known
        merged = []
        for key in {**one, **other}:
            at = f"{path}/{_step(key)}"
            if not part.is_whole and all(key in rows for rows in known):
                merged.append(self._part(part, before[key], one[key], other[key], at))
            elif (
                row := self._whole(before.get(key), one.get(key), other.get(key), at)
            ) is not None:
                merged.append(row)
        return merged

    def _whole(self, before: Any, one: Any, other: Any, path: str) -> Any:
        """A row that one of the sides lacks, or what makes sense only as a whole."""
        if other in (one, before):
            return one
        if one == before:
            return other
        return self._decide(path, before, one, other)

    def _decide(self, path: str, before: Any, one: Any, other: Any) -> Any:
        decided = self.decisions.get(path)
        if decided is None:
            self.conflicts.append(Conflict(path, before, one, other))
        return other if decided == OTHER else one


def _words(value: Any) -> str:
    """What tells a row apart, in words: a quantity as it is printed."""
    if isinstance(value, dict):
        return f"{value.get('text') or ''} {value.get('unit') or ''}".strip()
    return str(value or "")


def _step(key: tuple[str, ...]) -> str:
    """A row in a path. A blank inside a value is escaped, so that no two rows share a decision."""
    last = max((place for place, value in enumerate(key, start=1) if value), default=0)
    words = (value.replace("\\", "\\\\").replace(" ", "\\ ") for value in key[:last])
    return " ".join(words).replace("~", "~0").replace("/", "~1")


def _readable(step: str) -> str:
    words = re.sub(r"\\(.)", r"\1", step.replace("~1", "/").replace("~0", "~"))
    return " ".join(words.split())


def _same_row(part: Part, *sides: Any) -> bool:
    return (
        bool(part.identity)
        and all(isinstance(side, dict) for side in sides)
        and len({side.get(part.identity) for side in sides}) == 1
    )


def _by_identity(part: Part, rows: list[JsonObject]) -> dict[Any, JsonObject] | None:
    """The rows by what tells them apart; None where nothing does."""
    names = part.told_apart_by
    found = {tuple(_words(row.get(name)) for name in names): row for row in rows}
    return found if names and len(found) == len(rows) else None
