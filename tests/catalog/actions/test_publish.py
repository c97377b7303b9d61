"""Publishing: numbers without gaps, intervals that never overlap, one clear message."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import DraftConflictError, PublicationError, ScheduledRevisionError
from catalog.actions.left_out import left_out
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import latest_draft, save_draft
from catalog.models import Listing, Product, Revision
from catalog.specification.canonical import sha256
from catalog.specification.load import DocumentError
from tests.conftest import Clock

Maker = Callable[..., Product]


def change(product: Product, document: Callable[..., dict[str, Any]], **members: Any) -> None:
    load_draft(document(product.catalog_number, **members), by=None, reason="change")


def shown(product: Product) -> int | None:
    listing = Listing.objects.visible().filter(product=product).first()
    return listing.revision.number if listing else None


def test_a_revision_freezes_the_draft(draft: Maker, caffeine: dict[str, Any]) -> None:
    product = draft("T-1", compound=caffeine, internal_note="Ask Marie")

    revision = publish(product, by=None, change_note="New", reason="Launch")

    spec = revision.read()
    assert revision.sha256 == sha256(bytes(revision.spec))
    assert spec["revision"]["number"] == 1
    assert spec["revision"]["change_note"] == "New"
    assert spec["compound"]["molecular_weight"]["text"] == "194.19"
    assert "internal_note" not in spec
    assert b"Marie" not in bytes(revision.spec)
    assert b"Launch" not in bytes(revision.spec)
    assert shown(product) == 1


def test_a_change_of_the_draft_is_not_public(
    published: Maker, document: Callable[..., dict[str, Any]]
) -> None:
    product = published("T-1")
    change(product, document, name="Theine")

    listing = Listing.objects.shown("T-1")

    assert listing is not None
    assert listing.name == "Caffeine"


def test_nothing_new_is_not_published_twice(published: Maker) -> None:
    product = published("T-1")

    with pytest.raises(
        PublicationError, match="Nothing to publish: this draft of T-1 is revision 1"
    ):
        publish(product, by=None, reason="again")

    assert Revision.objects.count() == 1


def test_a_scheduled_revision_appears_by_itself(draft: Maker, clock: Clock) -> None:
    product = draft("T-1")

    publish(product, by=None, valid_from=clock.moment + timedelta(days=3))

    assert Listing.objects.shown("T-1") is None
    assert Listing.objects.public_revision("T-1", 1) is None
    clock.advance(days=3)
    assert shown(product) == 1


def test_publishing_over_a_scheduled_revision_asks(
    published: Maker, document: Callable[..., dict[str, Any]], clock: Clock
) -> None:
    product = published("T-1")
    change(product, document, name="Theine")
    launch = clock.moment + timedelta(days=10)
    publish(product, by=None, valid_from=launch)
    change(product, document, name="Guaranine")

    with pytest.raises(ScheduledRevisionError, match="Revision 2 is scheduled for 2026-03-11"):
        publish(product, by=None)

    assert Revision.objects.count() == 2


def test_a_scheduled_revision_is_overtaken(
    published: Maker, document: Callable[..., dict[str, Any]], clock: Clock
) -> None:
    product = published("T-1")
    change(product, document, name="Theine")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=10))
    change(product, document, name="Guaranine")
    clock.advance(hours=1)

    publish(product, by=None, scheduled="cancel")

    assert shown(product) == 3
    clock.advance(days=20)
    assert shown(product) == 3
    assert Listing.objects.public_revision("T-1", 2) is None


def test_a_change_is_carried_into_the_scheduled_revision(
    published: Maker, document: Callable[..., dict[str, Any]], clock: Clock
) -> None:
    product = published("T-1")
    change(product, document, name="Theine")
    launch = clock.moment + timedelta(days=10)
    publish(product, by=None, valid_from=launch)
    change(product, document, name="Guaranine")

    revision = publish(product, by=None, scheduled="carry")

    assert revision.valid_from == launch
    assert shown(product) == 1
    clock.advance(days=10)
    assert shown(product) == 3


def test_cancelling_means_that_it_is_not_shown(
    published: Maker, document: Callable[..., dict[str, Any]], clock: Clock
) -> None:
    product = published("T-1")
    change(product, document, name="Theine")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    change(product, document, name="Guaranine")

    with pytest.raises(ScheduledRevisionError, match="would still be shown from 2026-03-02"):
        publish(product, by=None, scheduled="cancel", valid_from=clock.moment + timedelta(days=2))
    with pytest.raises(ScheduledRevisionError, match="is published at its time"):
        publish(product, by=None, scheduled="carry", valid_from=clock.moment + timedelta(days=9))

    assert Revision.objects.count() == 2


def test_a_schedule_is_cancelled_without_another_publication(
    published: Maker, document: Callable[..., dict[str, Any]], clock: Clock
) -> None:
    product = published("T-1")
    change(product, document, name="Theine")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))

    cancelled = cancel_scheduled(product, by=None, reason="Too early")

    clock.advance(days=2)
    assert shown(product) == 1
    assert cancelled.kind == Revision.Kind.CANCELLATION
    assert Listing.objects.public_revision("T-1", 2) is None
    assert Listing.objects.public_revision("T-1", 3) is None
    assert publish(product, by=None).number == 4
    assert shown(product) == 4


def test_a_first_publication_is_cancelled(draft: Maker, clock: Clock) -> None:
    product = draft("T-1")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))

    cancel_scheduled(product, by=None)

    clock.advance(days=2)
    assert Listing.objects.shown("T-1") is None
    with pytest.raises(PublicationError, match="No revision of T-1 is scheduled"):
        cancel_scheduled(product, by=None)


def test_a_product_that_is_not_public_is_not_named(draft: Maker, published: Maker) -> None:
    secret = draft("SECRET-9", name="Unannounced")
    product = draft(
        "T-1",
        relations=[{"type": "control", "product": "SECRET-9"}],
        kit_components=[{"name": "Part A", "product": "SECRET-9"}],
    )
    version = latest_draft(product)
    assert version is not None
    assert left_out(version.read()) == ["SECRET-9"]

    spec = publish(product, by=None).read()

    assert "SECRET-9" not in str(spec)
    assert spec["relations"] == []
    assert spec["kit_components"][0]["name"] == "Part A"
    together = draft("T-2", relations=[{"type": "control", "product": "SECRET-9"}])
    launch = publish(together, by=None, along_with=[secret])
    assert launch.read()["relations"][0]["product"]["name"] == "Unannounced"


def test_a_relation_names_a_product_as_the_public_does(
    published: Maker, draft: Maker, document: Callable[..., dict[str, Any]]
) -> None:
    published("B-1")
    product = draft("T-1", relations=[{"type": "control", "product": "B-1"}])
    other = Product.objects.get(catalog_number="B-1")
    load_draft(
        document("B-2", name="Secret name", packs=[]), by=None, reason="relaunch", product=other
    )

    latest = latest_draft(product)
    assert latest is not None
    assert latest.read()["relations"][0]["product"]["catalog_number"] == "B-2"
    spec = publish(product, by=None).read()
    assert spec["relations"][0]["product"] == {"catalog_number": "B-1", "name": "Caffeine"}


def test_the_past_cannot_be_published(draft: Maker, clock: Clock) -> None:
    product = draft("T-1")

    with pytest.raises(PublicationError, match="which is past"):
        publish(product, by=None, valid_from=clock.moment - timedelta(seconds=1))

    assert not Revision.objects.exists()


def test_the_log_does_not_run_backwards_with_the_clock(draft: Maker, clock: Clock) -> None:
    first = publish(draft("T-1"), by=None)
    clock.advance(minutes=-2)

    second = publish(draft("T-2"), by=None)

    assert second.position == first.position + 1
    assert second.recorded_at == first.recorded_at + timedelta(microseconds=1)


def test_the_reviewed_draft_is_the_one_published(
    draft: Maker, document: Callable[..., dict[str, Any]]
) -> None:
    product = draft("T-1")
    reviewed = latest_draft(product)
    assert reviewed is not None
    change(product, document, name="Theine")

    with pytest.raises(DraftConflictError, match="changed since you reviewed it"):
        publish(product, by=None, expected=reviewed.sha256)


def test_a_published_catalog_number_is_never_used_again(published: Maker, draft: Maker) -> None:
    renumbered = published("T-1")
    renumbered.catalog_number = "T-2"
    renumbered.save()
    save_draft(renumbered, by=None)
    publish(renumbered, by=None)

    with pytest.raises(DocumentError, match="'T-1' was published for another product, now T-2"):
        draft("T-1", packs=[{"sku": "NEW", "amount": "1 g"}])

    listing = Listing.objects.shown("T-1")
    assert listing is not None
    assert listing.catalog_number == "T-2"


def test_a_wrong_weight_blocks_publication(draft: Maker, caffeine: dict[str, Any]) -> None:
    product = draft("T-1", compound=caffeine | {"molecular_weight": "212.21 g/mol"})

    with pytest.raises(PublicationError, match=r"/compound/molecular_weight \('212.21 g/mol'\)"):
        publish(product, by=None, reason="I insist")

    assert not Revision.objects.exists()


def test_a_warning_needs_a_reason(draft: Maker) -> None:
    product = draft("T-1", packs=[])

    with pytest.raises(PublicationError, match="warnings"):
        publish(product, by=None)

    publish(product, by=None, reason="Sold by the tanker")
    assert shown(product) == 1


@pytest.mark.parametrize("years", [101, 2000, 7973])
def test_nothing_is_scheduled_for_ever(draft: Maker, clock: Clock, years: int) -> None:
    far = clock.moment.replace(year=clock.moment.year + years)
    with pytest.raises(PublicationError, match="correct the year"):
        publish(draft("T-1"), by=None, valid_from=far)
    assert not Revision.objects.exists()
