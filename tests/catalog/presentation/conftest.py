"""Products to present."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.presentation import Presentation, present
from catalog.presentation.comparison import Comparison, compare
from tests.typed import specification


@pytest.fixture
def shown(published: Callable[..., Any]) -> Callable[..., Presentation]:
    """Publish a product and present it."""

    def make(**members: Any) -> Presentation:
        return present(specification(published(**members)))

    return make


@pytest.fixture
def compared(published: Callable[..., Any]) -> Callable[..., Comparison]:
    """Publish a product for each document and compare them."""

    def make(*sides: dict[str, Any]) -> Comparison:
        products = [published(f"T-{place}", **side) for place, side in enumerate(sides, 1)]
        return compare([specification(product) for product in products])

    return make
