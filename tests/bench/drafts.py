"""Drafts like the demo's fullest product, FK506, to publish and to print."""

from copy import deepcopy

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.management.commands.seed_demo import demo_documents
from catalog.models import Product, Revision
from tests.conftest import POINTERS

REASON = "Benchmark: unknown facts stay unknown"


def drafts_like_fk506(count: int) -> list[Product]:
    """Drafts of one document, each under its own catalog number and SKUs, related to nothing."""
    original = demo_documents()[0]
    whole = {name: value for name, value in original.items() if name not in POINTERS}
    drafts = []
    for place in range(count):
        document = deepcopy(whole) | {"catalog_number": f"BENCH-{place:05d}"}
        for number, pack in enumerate(document["packs"]):
            pack["sku"] = f"{document['catalog_number']}-{number}"
        drafts.append(load_draft(document, by=None, reason=REASON).product)
    return drafts


def publish_draft(draft: Product) -> Revision:
    return publish(draft, by=None, reason=REASON)
