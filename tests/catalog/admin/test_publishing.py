"""What the publication screen says before it publishes, and cancelling what is scheduled."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalog.actions.errors import PublicationError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Listing, Product, Revision

Maker = Callable[..., Product]


def test_what_will_be_left_out_is_said(office: Client, draft: Maker) -> None:
    draft("SECRET-9")
    product = draft("T-1", relations=[{"type": "control", "product": "SECRET-9"}])

    page = office.get(f"/admin/catalog/product/{product.pk}/publish/").content.decode()

    assert "left out until this product is published again after them: SECRET-9" in page


def test_what_was_left_out_is_added_by_publishing_again(office: Client, draft: Maker) -> None:
    """The draft has not changed, and the offer is made where the other product is published."""
    secret = draft("SECRET-9")
    product = draft("T-1", relations=[{"type": "control", "product": "SECRET-9"}])
    publish(product, by=None)
    address = f"/admin/catalog/product/{product.pk}/publish/"
    assert "nothing to publish" in office.get(address).content.decode()
    with pytest.raises(PublicationError, match="Nothing to publish"):
        publish(product, by=None)

    other = f"/admin/catalog/product/{secret.pk}/publish/"
    expected = office.get(other).context["form"]["expected"].value()
    done = office.post(other, {"expected": expected}, follow=True).content.decode()

    assert f'<a href="{address}">T-1 Caffeine</a>' in done
    page = office.get(address)
    assert "Left out of revision 1 and public since: SECRET-9" in page.content.decode()
    office.post(address, {"expected": page.context["form"]["expected"].value()})
    spec = product.revisions.latest().read()
    assert spec["relations"][0]["product"]["catalog_number"] == "SECRET-9"
    assert "nothing to publish" in office.get(address).content.decode()


def test_a_scheduled_revision_is_cancelled(
    office: Client, published: Maker, document: Callable[..., dict[str, object]]
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None, valid_from=timezone.now() + timedelta(days=1))
    base = f"/admin/catalog/product/{product.pk}/"
    assert "Cancel revision 2" in office.get(f"{base}publish/").content.decode()

    page = office.post(f"{base}cancel/", {"reason": "Too early"}, follow=True).content.decode()

    assert "The scheduled revision of T-1 Theine is cancelled" in page
    assert "Cancelled before it was shown" in page
    assert Revision.objects.order_by("position").last().reason == "Too early"  # type: ignore[union-attr]
    listing = Listing.objects.shown("T-1")
    assert listing is not None
    assert listing.revision.number == 1


def test_what_is_blocked_has_no_button_and_says_why(office: Client, draft: Maker) -> None:
    product = draft("T-1", sections=[{"key": "background", "body": "Known [1]."}])
    base = f"/admin/catalog/product/{product.pk}/"

    page = office.get(f"{base}publish/").content.decode()

    assert 'value="Publish"' not in page
    assert "1 thing blocks publication" in page
    assert f'href="{base}change/#finding-1"' in page
    assert 'id="finding-1"' in office.get(f"{base}change/").content.decode()


def test_a_warning_is_answered_by_a_reason(office: Client, draft: Maker) -> None:
    product = draft("T-1", packs=[])
    address = f"/admin/catalog/product/{product.pk}/publish/"
    shown = office.get(address)
    assert "1 warning needs a reason" in shown.content.decode()
    answers = {"expected": shown.context["form"]["expected"].value()}

    refused = office.post(address, answers)
    assert refused.context["form"].errors.keys() == {"reason"}
    assert not Revision.objects.exists()

    office.post(address, answers | {"reason": "Packs follow"})
    assert Revision.objects.get().reason == "Packs follow"


def test_what_is_published_already_has_no_button(office: Client, published: Maker) -> None:
    page = office.get(f"/admin/catalog/product/{published('T-1').pk}/publish/").content.decode()

    assert 'value="Publish"' not in page
    assert "this draft is revision 1" in page


def test_after_a_conflict_the_draft_that_is_shown_is_published(
    office: Client, published: Maker, document: Callable[..., dict[str, object]]
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    address = f"/admin/catalog/product/{product.pk}/publish/"
    stale = {"reason": "x", "expected": office.get(address).context["form"]["expected"].value()}
    load_draft(document("T-1", name="Guaranine"), by=None, reason="edit")

    refused = office.post(address, stale)
    assert "changed since you reviewed it" in refused.content.decode()
    assert "Guaranine" in refused.content.decode()

    shown = refused.context["form"]["expected"].value()
    assert office.post(address, stale | {"expected": shown}).status_code == 302
    assert Revision.objects.filter(number=2).exists()


def test_publishing_what_was_withdrawn_is_said_to_put_it_back_on_sale(
    office: Client, published: Maker
) -> None:
    product = published("T-1")
    address = f"/admin/catalog/product/{product.pk}/publish/"
    assert "back on sale" not in office.get(address).content.decode()
    withdraw(product, by=None, note="Impure.")

    asked = office.get(address)
    assert "Publishing puts it back on sale" in asked.content.decode()
    expected = asked.context["form"]["expected"].value()
    done = office.post(address, {"expected": expected}, follow=True).content.decode()

    assert "Revision 3 of T-1 Caffeine is published: the product is back on sale." in done
    assert office.get("/products/T-1/caffeine/").status_code == 200


@pytest.mark.parametrize("typed", ["2101-01-01T08:00", "2101-01-01 08:00", "2101-01-01 08:00:00"])
def test_a_time_is_chosen_or_typed(office: Client, draft: Maker, typed: str) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/publish/"
    asked = office.get(address)
    assert 'type="datetime-local" name="valid_from"' in asked.content.decode()
    answers = {"expected": asked.context["form"]["expected"].value()}

    refused = office.post(address, answers | {"valid_from": "tomorrow"}).content.decode()
    assert "Write date and time, such as 2026-12-01 08:00" in refused
    assert office.post(address, answers | {"valid_from": typed}).status_code == 302
    assert Revision.objects.get().valid_from == datetime(2101, 1, 1, 8, tzinfo=UTC)
