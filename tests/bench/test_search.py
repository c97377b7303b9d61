"""The text search over real compounds: CPU, exactness, size, memory; against the ORM and, on
PostgreSQL, its own full text with trigrams."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from statistics import median, quantiles
from time import perf_counter, process_time, sleep
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict

from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.keys import match_key
from catalog.models import Product
from catalog.search.hits import search
from catalog.search.indexes import TEXT
from catalog.search.question import Question
from catalog.search.suggestions import suggestions
from tests.bench import conventional_search
from tests.bench.compound_catalog import REASON, SIZES, published_compounds
from tests.bench.report import report
from tests.bench.search_questions import half_typed, questions, sample, variants, with_typos
from tests.catalog.search.test_text_processes import environment

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]

FIRST = 10
MOST_FOR_FIRST = 10
"""A beginning that more products share cannot have all of them among the first ten."""
MEMORY = """
import django; django.setup()
from django.http import QueryDict
from catalog.search.question import Question
from catalog.search.indexes import TEXT
from catalog.search.hits import search
from catalog.search.suggestions import suggestions
def resident():
    lines = open("/proc/self/status").read().splitlines()
    return [int(line.split()[1]) / 1024 for line in lines if line.startswith(("VmRSS", "RssAnon"))]
search(Question())
for query in {queries!r}:
    search(Question.read(QueryDict(query)))
    suggestions("meth")
print(*resident())
"""


@pytest.mark.parametrize("count", SIZES, ids=lambda count: str(count or "all"))
def test_search(count: int | None, capsys: pytest.CaptureFixture[str]) -> None:
    size = published_compounds(count)

    def say(name: str, value: float, unit: str, other: float = 1.0) -> None:
        report(capsys, f"search.{name}.{size}", value, unit, other)

    began = perf_counter()
    assert TEXT.rebuild()
    say("build", perf_counter() - began, "s")
    say("size", sum(path.stat().st_size for path in TEXT.folder.rglob("*.*")) / 1e6, "MB")

    asked = [Question.read(QueryDict(question)) for question in questions(count)]
    ours = _cpu(search, asked)
    plain = _cpu(conventional_search.with_orm, asked[::8])
    say("query.p50", median(ours), "ms", median(plain))
    say("query.p99", _p99(ours), "ms", _p99(plain))
    if connection.vendor == "postgresql":
        conventional_search.prepare_full_text()
        # By the clock: PostgreSQL works in a process of its own.
        ours = _taken(perf_counter, search, asked)
        full = _taken(perf_counter, conventional_search.with_full_text, asked)
        say("query.full_text.clock.p50", median(ours), "ms", median(full))
        say("query.full_text.clock.p99", _p99(ours), "ms", _p99(full))
    typed = half_typed(count)
    say("suggest.p99", _p99(_cpu(suggestions, typed)), "ms")

    _assert_spelling(count, say)
    _assert_beginnings(count, say)
    _assert_variants(count, say)
    say("publication", _seconds_until_found(), "s")
    for name, megabytes in zip(("resident", "anonymous"), _memory(count), strict=True):
        say(f"memory.{name}", megabytes, "MiB")


def _cpu(ask: Callable[[Any], object], asked: Iterable[Any]) -> list[float]:
    return _taken(process_time, ask, asked)


def _taken(
    clock: Callable[[], float], ask: Callable[[Any], object], asked: Iterable[Any]
) -> list[float]:
    """Milliseconds of each, in a warm process."""
    taken = []
    for each in asked:
        began = clock()
        ask(each)
        taken.append((clock() - began) * 1000)
    return taken


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


Say = Callable[..., None]


def _first(text: str) -> list[str]:
    return [listing.cas for listing in search(Question(text=text, per_page=FIRST)).listings]


def _assert_spelling(count: int | None, say: Say) -> None:
    mistyped = list(with_typos(count))
    found = sum(cas in _first(text) for text, cas in mistyped)
    say("typos.found", found, "of", len(mistyped))
    assert found >= 0.95 * len(mistyped)


def _assert_beginnings(count: int | None, say: Say) -> None:
    """Every beginning of four letters or more finds its product, first if few share it."""
    missing, late, all_ = 0, 0, 0
    for compound in sample(count, 60):
        key = match_key(compound.name)
        for length in range(4, len(key) + 1):
            found = search(Question(text=key[:length], per_page=1_000))
            if found.total > 1_000:
                continue
            all_ += 1
            numbers = [listing.cas for listing in found.listings]
            missing += compound.cas not in numbers
            late += found.total <= MOST_FOR_FIRST and compound.cas not in numbers[:FIRST]
    say("beginnings.found", all_ - missing, "of", all_)
    assert (missing, late) == (0, 0)


def _assert_variants(count: int | None, say: Say) -> None:
    written = [(text, each.cas) for each in sample(count, 60) for text in sorted(variants(each))]
    missing = [(text, cas) for text, cas in written if cas not in _first(text)]
    say("variants.found", len(written) - len(missing), "of", len(written))
    assert missing == []


def _seconds_until_found() -> float:
    """From a publication to the search that finds it, looking as a reader would."""
    product = Product.objects.filter(listings__isnull=False).first()
    assert product is not None
    Product.objects.filter(pk=product.pk).update(name="Novichoksine 77")
    product.refresh_from_db()
    save_draft(product, by=None, reason=REASON)
    publish(product, by=None, reason=REASON)
    began = perf_counter()
    while not search(Question(text="novichoksine")).total:
        sleep(0.05)
    return perf_counter() - began


def _memory(count: int | None) -> list[float]:
    script = MEMORY.format(queries=questions(count)[::4])
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    return [float(number) for number in done.stdout.split()]
