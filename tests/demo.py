"""The demo catalog, published."""

import io
from collections.abc import Sequence
from typing import Any

from django.test import override_settings

from catalog.management.commands.seed_demo import FOLDER, Command, demo_documents
from tests.kept import copy_or_make

NUMBERS = [file.stem.upper()[:8] for file in sorted((FOLDER / "products").glob("*.yaml"))]
"""The catalog numbers of the whole demo."""

FIRST_EIGHT = 8
"""Products that prove the model and point to one another: enough where the kinds matter."""

NOTHING_IS_RENDERED = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def publish_demo(products: int = FIRST_EIGHT) -> None:
    """The first products of the demo, in a database that has none. No datasheet is made yet."""
    documents = demo_documents()[:products]
    copy_or_make(f"{products} products of the demo", lambda: load(self_contained(documents)))


def load(documents: Sequence[dict[str, Any]]) -> None:
    """Load and publish documents of the demo."""
    with override_settings(TASKS=NOTHING_IS_RENDERED):
        Command(stdout=io.StringIO()).load(list(documents))


def self_contained(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The documents without their relations to products that are not among them."""
    numbers = {document["catalog_number"] for document in documents}
    return [
        document
        | {"relations": [r for r in document.get("relations", []) if r["product"] in numbers]}
        for document in documents
    ]
