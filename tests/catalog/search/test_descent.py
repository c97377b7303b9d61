"""A search is one descent: what reads a request asks no database, and what asks it has no request.

The other half is a contract between imports, in pyproject.toml.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog import search

pytestmark = pytest.mark.any_database

SEARCH = Path(search.__file__).parent
OF_REQUESTS = ("django.http", "django.shortcuts", "django.views", "rest_framework")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(
    "path", sorted(SEARCH.rglob("*.py")), ids=lambda path: str(path.relative_to(SEARCH))
)
def test_the_search_knows_no_request(path: Path) -> None:
    assert not [name for name in imported(path) if name.startswith(OF_REQUESTS)]
