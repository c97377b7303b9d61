"""The members that an object inside a document may have: known names, each with its types."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from catalog.specification.load import Loader

Types = tuple[type, ...]
TEXT: Types = (str,)
INTEGER: Types = (int,)
NUMBER: Types = (int, float)
_WORDS = {TEXT: "a text", INTEGER: "a whole number", NUMBER: "a number"}


def check_members(
    value: dict[Any, Any], known: Mapping[str, Types], path: str, loader: "Loader"
) -> bool:
    """Every member that is unknown or of another type is a problem; null says nothing."""
    before = len(loader.problems)
    check_names(value, known, path, loader)
    for name, types in known.items():
        told = value.get(name)
        if told is not None and type(told) not in types:
            loader.problem(f"{path}/{name}", told, f"{_WORDS[types]} is expected here")
    return len(loader.problems) == before


def check_names(value: dict[Any, Any], known: Collection[str], path: str, loader: "Loader") -> None:
    for stranger, remedy in _strangers(value, known):
        loader.problem(f"{path}/{stranger}", None, f"no such member; {remedy}")


def _strangers(value: dict[Any, Any], known: Collection[str]) -> Iterator[tuple[Any, str]]:
    for name in value:
        if name not in known:
            near = get_close_matches(str(name), known, n=1)
            yield name, f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(known)}"
