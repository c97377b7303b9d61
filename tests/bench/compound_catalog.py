"""A database filled with real compounds: drafts, or published ones to search."""

import os

from catalog.actions.load_in_batches import load_in_batches
from catalog.actions.publish import Instruction
from catalog.actions.publish_in_batches import publish_in_batches
from catalog.models import Product
from tests.bench.compounds import catalog_of

REASON = "Benchmark: unknown facts stay unknown"
TOLD = Instruction(by=None, change_note="First publication", reason=REASON)
SIZES = [1_000, 10_000, *([None] if os.environ.get("BENCH_ALL") == "1" else [])]
"""All of them, which takes a quarter of an hour, only with BENCH_ALL=1."""
WORTH_PROCESSES = 5000
"""From so many products on, processes that curate have saved more than their start has cost."""


def compound_drafts(count: int | None = None) -> list[Product]:
    """Drafts of the first ``count`` compounds, or of all. The loader refuses one of them all."""
    loaded = load_in_batches(catalog_of(count), by=None, reason=REASON)
    return [version.product for batch in loaded for version in batch.versions]


def publish_all(products: list[Product]) -> list[str]:
    """Publish these; why some were refused. The rules of curation refuse one in two thousand."""
    done = publish_in_batches(products, TOLD, processes=processes_for(len(products)))
    return [str(refusal.error) for batch in done for refusal in batch.refusals]


def processes_for(count: int) -> int:
    """One for each core beside the one that writes."""
    return max(1, (os.cpu_count() or 1) - 1) if count >= WORTH_PROCESSES else 0


def published_compounds(count: int | None = None) -> int:
    """Fill the database with so many published compounds, or all; how many there are then.

    Call it in a test that commits (``transactional_db``). All take a few minutes.
    """
    products = compound_drafts(count)
    return len(products) - len(publish_all(products))
