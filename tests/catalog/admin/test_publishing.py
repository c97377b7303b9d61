"""What the publication screen says before it publishes, and cancelling what is scheduled."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.models import Listing, Product, Revision

Maker = Callable[..., Product]


def test_what_will_be_left_out_is_said(office: Client, draft: Maker) -> None:
    draft("SECRET-9")
    product = draft("T-1", relations=[{"type": "control", "product": "SECRET-9"}])

    page = office.get(f"/admin/catalog/product/{product.pk}/publish/").content.decode()

    assert "left out until this product is published again after them: SECRET-9" in page


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
