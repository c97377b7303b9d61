"""Publishing: products/s and CPU, against storing the serialised tables in a JSON column."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time

import pytest
from django.db import transaction

from catalog.actions.save_draft import save_draft
from catalog.models import Product, Revision
from tests.bench.conventional import PlainPublication, ProductSerializer, products
from tests.bench.drafts import REASON, drafts_like_fk506, publish_draft
from tests.bench.report import report

pytestmark = pytest.mark.bench

ROUNDS = 10
PER_ROUND = 30


@dataclass
class Way:
    """One way to publish a draft, and the seconds a product that it took in each round."""

    publish: Callable[[Product], object]
    cpu: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)

    def run(self, drafts: list[Product]) -> None:
        cpu, clock = process_time(), perf_counter()
        for draft in drafts:
            self.publish(draft)
        self.cpu.append((process_time() - cpu) / len(drafts))
        self.clock.append((perf_counter() - clock) / len(drafts))


def test_publish(plain_table: None, capsys: pytest.CaptureFixture[str]) -> None:
    """Each product in a transaction of its own. The second way also keeps the draft, from tables
    that changed, which the conventional way does not need."""
    first, *drafts = drafts_like_fk506(1 + ROUNDS * PER_ROUND)
    ours, ours_from_tables = Way(publish_draft), Way(_save_and_publish)
    conventional = Way(_publish_plainly)
    for way in (ours.publish, conventional.publish):
        way(first)  # whatever is done once only
    for start in range(0, len(drafts), PER_ROUND):
        part = drafts[start : start + PER_ROUND]
        ours.run(part)
        conventional.run(part)
        Product.objects.filter(pk__in=[draft.pk for draft in part]).update(grade="Changed")
        ours_from_tables.run(part)
    _assert_all_are_published(drafts)
    _report(capsys, "publish", ours, conventional)
    _report(capsys, "save_and_publish", ours_from_tables, conventional)


def _save_and_publish(draft: Product) -> None:
    with transaction.atomic():
        save_draft(draft, by=None, reason=REASON)
        publish_draft(draft)


def _publish_plainly(draft: Product) -> None:
    with transaction.atomic():
        document = ProductSerializer(products().get(pk=draft.pk)).data
        PlainPublication.objects.create(catalog_number=draft.catalog_number, document=document)


def _assert_all_are_published(drafts: list[Product]) -> None:
    for draft in drafts:
        plain = PlainPublication.objects.get(catalog_number=draft.catalog_number).document
        before, after = Revision.objects.filter(product=draft).order_by("number")
        assert before.read()["catalog_number"] == plain["catalog_number"] == draft.catalog_number
        assert len(before.read()["sections"]) == len(plain["sections"]) > 0
        assert after.read()["grade"] == "Changed"


def _report(capture: pytest.CaptureFixture[str], name: str, ours: Way, conventional: Way) -> None:
    cpu, plain_cpu = median(ours.cpu), median(conventional.cpu)
    report(capture, f"{name}.cpu", cpu * 1000, "ms/product", plain_cpu * 1000)
    rate, plain_rate = 1 / median(ours.clock), 1 / median(conventional.clock)
    report(capture, f"{name}.rate", rate, "products/s", plain_rate)
