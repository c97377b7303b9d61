"""Whole catalogs of real compounds: loaded and published in bulk, one by one, conventionally."""

from collections.abc import Callable
from contextlib import suppress
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

import pytest
from django.db import transaction

from catalog.actions.batches import batches_of
from catalog.actions.errors import PublicationError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.models import Product, Revision
from tests.bench.compound_catalog import REASON, SIZES, compound_drafts, publish_all
from tests.bench.compounds import catalog_of
from tests.bench.conventional import PlainPublication, ProductSerializer, products
from tests.bench.report import report

pytestmark = pytest.mark.bench

SAMPLE = 200
"""Products that are loaded and published one by one, beside those in bulk."""


class Measure:
    """What a run took, a product: seconds by the clock, and of CPU in all its processes."""

    def __init__(self, run: Callable[[], object], count: int) -> None:
        clock, cpu = perf_counter(), _cpu()
        run()
        self.rate = count / (perf_counter() - clock)
        self.cpu = (_cpu() - cpu) / count * 1000


def _cpu() -> float:
    used = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.mark.parametrize("count", SIZES)
def test_bulk(plain_table: None, capsys: pytest.CaptureFixture[str], count: int | None) -> None:
    """The catalog in bulk, then the last of its products once more, changed, one by one."""
    size = len(list(catalog_of(count)))
    loading = Measure(lambda: compound_drafts(count), size)
    drafts = list(Product.objects.order_by("pk"))
    publish(drafts.pop(), by=None, reason=REASON)  # whatever is done once only
    publishing = Measure(lambda: publish_all(drafts), len(drafts))
    storing = Measure(lambda: _store_plainly(drafts), len(drafts))
    assert PlainPublication.objects.count() == len(drafts)
    assert 0.99 * size < Revision.objects.count() <= size

    last = [document | {"grade": "Changed"} for document in list(catalog_of(count))[-SAMPLE:]]
    loading_each = Measure(lambda: _load_each(last), SAMPLE)
    changed = drafts[-SAMPLE:]
    publishing_each = Measure(lambda: _publish_each(changed), SAMPLE)
    storing_each = Measure(lambda: _store_each(changed), SAMPLE)

    for name, ours, other in (
        ("load_in_batches/load_draft", loading, loading_each),
        ("publish_in_batches/publish", publishing, publishing_each),
        ("publish_in_batches/conventional, each", publishing, storing_each),
        ("publish_in_batches/conventional, in bulk", publishing, storing),
    ):
        report(capsys, f"{name}.{size}.rate", ours.rate, "products/s", other.rate)
        report(capsys, f"{name}.{size}.cpu", ours.cpu, "ms/product", other.cpu)


def _load_each(documents: list[dict[str, object]]) -> None:
    for document in documents:
        load_draft(document, by=None, reason=REASON)


def _publish_each(drafts: list[Product]) -> None:
    for draft in drafts:
        with suppress(PublicationError):
            publish(draft, by=None, reason=REASON)


def _store_each(drafts: list[Product]) -> None:
    for draft in drafts:
        _store_plainly([draft])


def _store_plainly(drafts: list[Product]) -> None:
    """Serialised tables in a JSON column, as many in a transaction as in bulk publishing."""
    for part in batches_of(drafts, 250):
        with transaction.atomic():
            rows = products().filter(pk__in=[draft.pk for draft in part])
            PlainPublication.objects.bulk_create(
                PlainPublication(catalog_number=document["catalog_number"], document=document)
                for document in ProductSerializer(rows, many=True).data
            )
