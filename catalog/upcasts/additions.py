"""What one version of the schema has and the one before has not, given to documents.

A version that only adds members needs no more than this: what is new was not said before, so that
it is null, or a list without rows. Both schemas are frozen, so that the step never changes.
"""

from collections.abc import Callable, Iterator
from functools import cache

from catalog.plain_json import JsonObject, Schema
from catalog.upcasts.frozen import frozen_schema

Give = Callable[[JsonObject], None]
"""Gives an object what it lacks, in place."""


@cache
def added_by(version: int) -> Give:
    """What ``version`` adds to documents of the version before.

    Raises ValueError where that is neither null nor a list: somebody has to say what it is then.
    """
    return _giver(frozen_schema(version - 1), frozen_schema(version), f"version {version}")


def _giver(before: Schema, after: Schema, place: str) -> Give:
    empty = {
        name: _empty(described, f"{place}/{name}")
        for name, described in after["properties"].items()
        if name not in before["properties"]
    }
    inner = list(_inner(before, after, place))

    def give(members: JsonObject) -> None:
        for name, is_list in empty.items():
            members.setdefault(name, [] if is_list else None)
        for name, give_inner in inner:
            give_inner(members, name)

    return give


def _empty(described: Schema, place: str) -> bool:
    """Whether what is empty here is a list. Raises ValueError."""
    types = described.get("type", [])
    may_be_null = (
        "null" in types
        or None in described.get("enum", [])
        or {"type": "null"} in described.get("oneOf", [])
    )
    if types != "array" and not may_be_null:
        raise ValueError(f"{place} may not be null; write what it is in the step of this version.")
    return bool(types == "array")


def _inner(
    before: Schema, after: Schema, place: str
) -> Iterator[tuple[str, Callable[[JsonObject, str], None]]]:
    """By member, how the objects in it are given what they lack, where they lack something."""
    for name, described in after["properties"].items():
        old, new = before["properties"].get(name, {}), described
        if "items" in old and "properties" in old["items"]:
            if old["items"] != new["items"]:
                yield name, _in_each(_giver(old["items"], new["items"], f"{place}/{name}"))
        elif (was := _object(old)) and (now := _object(new)) and was != now:
            yield name, _in_one(_giver(was, now, f"{place}/{name}"))


def _object(described: Schema) -> Schema | None:
    """The object that a member is, if it is one or null."""
    choices: list[Schema] = [described, *described.get("oneOf", [])]
    return next((choice for choice in choices if "properties" in choice), None)


def _in_each(give: Give) -> Callable[[JsonObject, str], None]:
    def give_rows(members: JsonObject, name: str) -> None:
        for row in members[name]:
            give(row)

    return give_rows


def _in_one(give: Give) -> Callable[[JsonObject, str], None]:
    def give_object(members: JsonObject, name: str) -> None:
        if members.get(name) is not None:
            give(members[name])

    return give_object
