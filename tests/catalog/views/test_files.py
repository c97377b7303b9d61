"""Stored files: public with their revision, and never before."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.rebuild_listings import rebuild_listings
from catalog.models import Listing, StoredFile
from catalog.models.listing import ListingFile
from catalog.pictures import FIGURE
from tests.catalog.pictures.test_convert import SECRETS, content
from tests.catalog.untrusted.attacks import pdf
from tests.catalog.views.pages import Document, Maker
from tests.conftest import Clock, file_content

PDF = pdf() + b"% A review of caffeine"


@pytest.fixture
def review(db: None) -> StoredFile:
    """A stored file that no product has yet."""
    return StoredFile.objects.keep(PDF, "review.pdf", "application/pdf")


def with_files(file: StoredFile) -> dict[str, Any]:
    attachment = {"kind": "review", "title": "Review", "language": "en", "file": file.sha256}
    return {"attachments": [attachment, attachment | {"title": "The same"}]}


def address_of(file: StoredFile) -> str:
    return f"/files/{file.sha256}/{file.filename}"


def test_a_file_is_public_as_soon_as_its_revision_is(
    draft: Maker, review: StoredFile, client: Client, clock: Clock
) -> None:
    product = draft("T-1", **with_files(review))
    assert client.get(address_of(review)).status_code == 404

    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    assert client.get(address_of(review)).status_code == 404

    clock.advance(days=1)
    response = client.get(address_of(review), follow=True)
    assert response.redirect_chain == [("/documents/REVIEW-T-1-v1.pdf", 302)]
    assert file_content(response) == PDF
    assert response["Content-Type"] == "application/pdf"


def test_a_file_stays_with_a_past_revision_and_a_rebuilt_listing(
    published: Maker, document: Document, review: StoredFile, client: Client
) -> None:
    product = published("T-1", **with_files(review))
    load_draft(document("T-1"), by=None, reason="without the review")
    publish(product, by=None)
    rebuild_listings()

    assert file_content(client.get(address_of(review), follow=True)) == PDF
    assert ListingFile.objects.count() == 1


def test_a_file_of_a_cancelled_revision_was_never_public(
    draft: Maker, document: Document, review: StoredFile, client: Client, clock: Clock
) -> None:
    product = draft("T-1", **with_files(review))
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    load_draft(document("T-1"), by=None, reason="without the review")
    publish(product, by=None, scheduled="cancel")
    clock.advance(days=2)

    assert client.get(address_of(review)).status_code == 404


def test_staff_see_the_files_of_a_draft(
    draft: Maker, review: StoredFile, client: Client, django_user_model: Any
) -> None:
    draft("T-1", **with_files(review))
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    client.force_login(clerk)
    assert client.get(address_of(review)).status_code == 404

    clerk.user_permissions.add(Permission.objects.get(codename="view_product"))
    response = client.get(address_of(review))

    assert file_content(response) == PDF
    assert response["Cache-Control"] == "private, no-store"


def test_the_original_of_a_picture_is_for_staff(
    published: Maker, client: Client, staff: User
) -> None:
    """Case P3: of a telephone's photograph the public gets nothing but the picture."""
    shown = StoredFile.objects.keep_picture(content("telephone.jpg"), "IMG_1.jpg", FIGURE)
    original = shown.original
    assert original is not None
    gel = {"key": "gel", "title": "Gel", "image": shown.sha256, "alternative_text": "Two bands"}
    product = published("T-1", figures=[gel])

    public = [
        file_content(client.get(address_of(shown))),
        client.get(f"/products/T-1/{product.slug}/").content,
        client.get("/api/v1/products/T-1/").content,
    ]
    assert [secret for secret in SECRETS for face in public if secret in face] == [b"2026"] * 2
    assert b"IMG_1" not in b"".join(public)
    assert client.get(address_of(original)).status_code == 404

    client.force_login(staff)
    response = client.get(address_of(original))
    assert file_content(response) == content("telephone.jpg")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Cache-Control"] == "private, no-store"


def test_an_original_is_not_public_whoever_names_it(published: Maker, client: Client) -> None:
    """Not even if a revision did, past all checks."""
    shown = StoredFile.objects.keep_picture(content("telephone.jpg"), "a.jpg", FIGURE)
    product = published("T-1")
    listing = Listing.objects.get(product=product)
    assert shown.original is not None
    ListingFile.objects.create(listing=listing, sha256=shown.original.sha256)

    assert client.get(address_of(shown.original)).status_code == 404


def test_a_file_whose_bytes_are_lost(
    published: Maker, review: StoredFile, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    published("T-1", **with_files(review))
    review.file.storage.delete(review.file.name)

    assert client.get(address_of(review), follow=True).status_code == 404
    assert "The bytes of REVIEW-T-1-v1 are missing" in caplog.text
