"""Fixtures of the benchmarks."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.bench.conventional import PlainPublication


@pytest.fixture
def plain_table(transactional_db: None) -> Iterator[None]:
    """The table of the conventional store, empty."""
    with connection.schema_editor() as editor:
        editor.create_model(PlainPublication)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(PlainPublication)
