"""A stored datasheet."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.models import Product
from tests.datasheets.documents import obtained

FIGURE = {
    "key": "inhibition",
    "title": "Inhibition",
    "x_label": "Caffeine",
    "x_unit": "nM",
    "x_scale": "log",
    "y_label": "Inhibition",
    "y_unit": "%",
    "series": [{"label": "Caffeine", "points": [[1, 3.5, 0.2], [10, 52, 1], [100, 97, 2]]}],
}


@pytest.fixture
def product(published: Callable[..., Any]) -> Product:
    made: Product = published("T-1", figures=[FIGURE])
    return made


@pytest.fixture
def original(product: Product) -> bytes:
    """The stored datasheet of a product with an assay."""
    with obtained(product.revisions.get()).file.open("rb") as file:
        content: bytes = file.read()
    return content
