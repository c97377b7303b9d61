"""Of which kinds of product a fact is to be known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from catalog.models.characteristic_keys import NONE, Kinds


def _never(document: Any) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Expectation:
    """Kinds that a fact applies to, of those the ones where it is expected, and of those again the
    ones that cannot be published without it; ``unless`` tells from the document that it cannot
    apply."""

    applies_to: Kinds
    expected_of: Kinds = NONE
    required_of: Kinds = NONE
    unless: Callable[[Any], bool] = _never
