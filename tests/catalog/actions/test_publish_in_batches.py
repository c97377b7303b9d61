"""Publishing many is publishing each, in fewer queries: same rows, refusals, places in the log."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from catalog.actions import append_revision, list_revision
from catalog.actions.errors import ActionError
from catalog.actions.load_draft import load_draft
from catalog.actions.load_in_batches import load_in_batches
from catalog.actions.merge_terms import merge_terms
from catalog.actions.publish import Instruction, Publication, publish, publish_together
from catalog.actions.publish_in_batches import publish_in_batches
from catalog.actions.save_draft import latest_draft, save_draft
from catalog.actions.withdraw import withdraw
from catalog.management.commands.seed_demo import demo_documents
from catalog.models import Listing, Product, PublishedCatalogNumber, Revision, Term
from catalog.signals import published as published_signal
from tests.catalog.actions.tables import tables, written_by
from tests.conftest import Clock
from tests.demo import FIRST_EIGHT, self_contained

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]
REASON = Instruction(by=None, reason="Because")
DATABASE_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def drafts(draft: Maker) -> Callable[[int], list[Product]]:
    def make(number: int) -> list[Product]:
        return [draft(f"T-{place}") for place in range(1, number + 1)]

    return make


def refused(done: Publication) -> dict[str, str]:
    return {refusal.product.catalog_number: str(refusal.error) for refusal in done.refusals}


def positions() -> list[tuple[str, int]]:
    rows = Revision.objects.order_by("position").values_list("product__catalog_number", "position")
    return list(rows)


@pytest.fixture
def history(db: None, clock: Clock, staff: User) -> list[Product]:
    """Products in every state, each with a draft to publish: new, changed, withdrawn, scheduled,
    with a term that was merged; some point to others."""
    documents = self_contained(demo_documents()[:FIRST_EIGHT])
    (loaded,) = load_in_batches(documents, by=staff, reason="new")
    assert not loaded.refusals
    products = list(Product.objects.all())
    for product in products[:5]:
        publish(product, by=staff, reason="first")
    clock.advance(hours=1)
    withdraw(products[0], by=staff, note="Impure.")
    for product in products[:5]:
        product.refresh_from_db()
        product.grade = "Changed"
        product.save()
        save_draft(product, by=staff, reason="edit")
    later = clock.moment + timedelta(days=3)
    publish(products[1], by=staff, reason="later", valid_from=later)
    products[1].grade = "Changed again"
    products[1].save()
    save_draft(products[1], by=staff, reason="edit")
    merged = products[0].terms.all()[0]
    kept = Term.objects.create(vocabulary=merged.vocabulary, slug="kept", label="Kept")
    merge_terms(kept, merged, by=staff)
    return products


@pytest.mark.parametrize("scheduled", ["cancel", "carry"])
def test_many_at_once_write_what_each_alone_would(
    history: list[Product],
    staff: User,
    settings: Any,
    scheduled: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """But for the moment: transactions have one each."""
    monkeypatch.setattr(append_revision, "TICK", timedelta(0))
    settings.TASKS = DATABASE_QUEUE
    told = Instruction(staff, "Public", "Internal", staff, None, scheduled)

    def each_alone() -> None:
        for product in history:
            publish(
                product, by=staff, change_note="Public", reason="Internal", approver=staff,
                scheduled=scheduled, along_with=history,
            )  # fmt: skip

    alone, together = written_by(each_alone, lambda: publish_together(history, told))

    for table in alone:
        assert together[table] == alone[table], table
    assert len(alone["catalog_revision"]) == 5 + 2 + len(history)
    assert len(alone[DBTaskResult._meta.db_table]) == len(history)


def test_it_takes_no_more_queries_for_many_than_for_two(drafts: Callable[..., Any]) -> None:
    first, *products = drafts(13)
    publish(first, by=None)  # makes the row of the lock

    def queries(part: list[Product]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(publish_together(part, REASON).revisions) == len(part)
        return len(captured)

    assert queries(products[:2]) == queries(products[2:])


def test_places_in_the_log_follow_the_order_given(drafts: Callable[..., Any]) -> None:
    one, two, three, four = drafts(4)
    publish(three, by=None)

    done = list(publish_in_batches([four, one, two], REASON, at_once=2))

    assert [len(batch.revisions) for batch in done] == [2, 1]
    assert positions() == [("T-3", 1), ("T-4", 2), ("T-1", 3), ("T-2", 4)]


def test_what_cannot_be_published_holds_nobody_up(
    draft: Maker, published: Maker, caffeine: dict[str, Any]
) -> None:
    good = draft("T-1", compound=caffeine)
    wrong = draft("T-2", sections=[{"key": "background", "body": "Known [1]."}])
    doubtful = draft("T-3", packs=[])
    repeated = published("T-4")
    empty = Product.objects.create(catalog_number="T-5", slug="x", name="X", kind="kit")
    products = [good, wrong, doubtful, repeated, empty]

    unanswered = publish_together(products, Instruction(by=None))
    answered = publish_together(products, REASON)

    assert [str(revision.product) for revision in unanswered.revisions] == ["T-1 Caffeine"]
    said = refused(unanswered)
    assert said.keys() == {"T-2", "T-3", "T-4", "T-5"}
    assert "[1]" in said["T-2"]
    assert "publish it with an internal reason" in said["T-3"]
    assert "Nothing to publish: this draft of T-4 is revision 1" in said["T-4"]
    assert said["T-5"] == "T-5 has no draft yet; save it first."
    assert [str(revision.product) for revision in answered.revisions] == ["T-3 Caffeine"]
    assert refused(answered).keys() == {"T-1", "T-2", "T-4", "T-5"}


@pytest.mark.parametrize("number", ["T-2", "T-3", "T-4"])
def test_a_refusal_says_what_single_publication_says(draft: Maker, number: str) -> None:
    draft("T-2", sections=[{"key": "background", "body": "Known [1]."}])
    draft("T-3", packs=[])
    publish(draft("T-4"), by=None)
    product = Product.objects.get(catalog_number=number)

    with pytest.raises(ActionError) as alone:
        publish(product, by=None)

    assert refused(publish_together([product], Instruction(by=None))) == {number: str(alone.value)}


def test_a_draft_that_changed_meanwhile_is_refused(
    drafts: Callable[..., Any], document: Document
) -> None:
    products = drafts(2)
    reviewed = {product.pk: latest_draft(product).sha256 for product in products}  # type: ignore[union-attr]
    load_draft(document("T-2", name="Theine"), by=None, reason="edit")

    done = publish_together(products, REASON, expected=reviewed)

    assert [revision.product for revision in done.revisions] == products[:1]
    assert "changed since you reviewed it" in refused(done)["T-2"]


def test_one_that_is_scheduled_asks_what_becomes_of_that(
    drafts: Callable[..., Any], document: Document, clock: Clock
) -> None:
    products = drafts(2)
    publish(products[0], by=None, valid_from=clock.moment + timedelta(days=3))
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")

    done = publish_together(products, REASON)

    assert [str(revision.product) for revision in done.revisions] == ["T-2 Caffeine"]
    assert "Revision 1 is scheduled for 2026-03-04" in refused(done)["T-1"]


def test_all_are_published_later(drafts: Callable[..., Any], clock: Clock) -> None:
    launch = clock.moment + timedelta(days=3)
    done = publish_together(drafts(2), Instruction(by=None, valid_from=launch))

    assert [revision.valid_from for revision in done.revisions] == [launch, launch]
    assert not Listing.objects.visible().exists()
    past = Instruction(by=None, valid_from=clock.moment - timedelta(days=1), scheduled="cancel")
    assert (
        "which is past" in refused(publish_together(list(Product.objects.all()[:1]), past))["T-1"]
    )


def test_a_product_that_is_given_twice_is_published_once(drafts: Callable[..., Any]) -> None:
    product = drafts(1)[0]

    done = publish_together([product, Product.objects.get(pk=product.pk)], REASON)

    assert [revision.number for revision in done.revisions] == [1]
    assert not done.refusals


def test_a_catalog_number_goes_to_the_first_that_is_published_under_it(draft: Maker) -> None:
    """The draft of the first one still has the number that its row has given up."""
    first = draft("T-1")
    Product.objects.filter(pk=first.pk).update(catalog_number="T-9", catalog_number_key="t9")
    second = draft("T-1", packs=[{"sku": "OTHER", "amount": "1 g"}])
    first.refresh_from_db()

    done = publish_together([first, second], REASON)

    assert [revision.product for revision in done.revisions] == [first]
    assert "was published for another product, now T-9" in refused(done)["T-1"]
    assert PublishedCatalogNumber.objects.get().product == first


def test_those_published_together_name_one_another_and_nobody_who_is_refused(draft: Maker) -> None:
    draft("T-2")
    draft("T-3", packs=[])
    pointing = draft(
        "T-1",
        relations=[{"type": "control", "product": "T-2"}, {"type": "control", "product": "T-3"}],
    )

    done = publish_together(
        [pointing, *Product.objects.filter(catalog_number__in=["T-2", "T-3"])],
        Instruction(by=None),
    )

    assert refused(done).keys() == {"T-3"}
    named = [row["product"]["catalog_number"] for row in done.revisions[0].read()["relations"]]
    assert named == ["T-2"]


def test_a_specification_that_breaks_the_schema_is_not_published_and_not_named(
    draft: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = draft("T-2")
    pointing = draft("T-1", relations=[{"type": "control", "product": "T-2"}])
    monkeypatch.setattr(
        "catalog.actions.append_revision.faults",
        lambda spec: ["/name: too true"] if spec["catalog_number"] == "T-2" else [],
    )

    done = publish_together([pointing, broken], REASON)

    assert "breaks its schema: /name: too true" in refused(done)["T-2"]
    assert done.revisions[0].read()["relations"] == []
    assert [number.number for number in PublishedCatalogNumber.objects.all()] == ["T-1"]
    assert positions() == [("T-1", 1)]


def test_a_crash_leaves_whole_batches_only(
    drafts: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    products = drafts(4)
    running = publish_in_batches(products, REASON, at_once=2)
    next(running)
    before = tables()

    def crash(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(list_revision, "insert_rows", crash)
    with pytest.raises(MemoryError):
        next(running)
    monkeypatch.undo()

    assert tables() == before
    assert positions() == [("T-1", 1), ("T-2", 2)]
    again = list(publish_in_batches(products, REASON))
    assert positions() == [("T-1", 1), ("T-2", 2), ("T-3", 3), ("T-4", 4)]
    assert refused(again[0]).keys() == {"T-1", "T-2"}


@pytest.fixture
def heard() -> Iterator[list[list[Revision]]]:
    sent: list[list[Revision]] = []

    def listen(revisions: list[Revision], **_: Any) -> None:
        sent.append(revisions)

    published_signal.connect(listen)
    yield sent
    published_signal.disconnect(listen)


def test_others_hear_of_a_batch_once(
    drafts: Callable[..., Any], heard: list[list[Revision]]
) -> None:
    products = drafts(3)

    done = publish_together(products[:2], REASON)
    publish_together(products[:2], REASON)  # nothing to publish
    alone = publish(products[2], by=None)

    assert heard == [done.revisions, [alone]]


def test_processes_curate_ahead(
    drafts: Callable[..., Any], draft: Maker, document: Document, caffeine: dict[str, Any]
) -> None:
    """What is found is found there as well, and a draft that changes in between is curated anew."""
    good, wrong = draft("G-1", compound=caffeine), draft("W-1", packs=[])
    others = drafts(2)
    running = publish_in_batches(
        [good, wrong, *others], Instruction(by=None), processes=1, at_once=2
    )

    first = next(running)  # the second batch is curated already
    load_draft(document("T-1", packs=[]), by=None, reason="edit")
    (second,) = running

    assert [str(revision.product) for revision in first.revisions] == ["G-1 Caffeine"]
    assert "warnings" in refused(first)["W-1"]
    assert [str(revision.product) for revision in second.revisions] == ["T-2 Caffeine"]
    assert "warnings" in refused(second)["T-1"]


def test_findings_that_are_known_are_not_sought_again(
    drafts: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (product,) = drafts(1)
    version = latest_draft(product)
    assert version is not None
    monkeypatch.setattr("catalog.actions.publish.findings", None)

    done = publish_together([product], REASON, curated={version.sha256: []})

    assert done.revisions == [Revision.objects.get()]
