"""A stored datasheet; and a Java runtime, for veraPDF.

Without one the tests of conformance are skipped, or fail if it is required.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest

from catalog.models import Product
from tests.datasheets import verapdf
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


@pytest.fixture(scope="session")
def java() -> None:
    if not verapdf.has_java():
        missing = "There is no Java runtime: apt-get install default-jre-headless"
        if os.environ.get("REQUIRE_JAVA") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
