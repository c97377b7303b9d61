"""What an account needs for each screen that acts, and that the action has the last word."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from catalog.actions.errors import NotAllowedError
from catalog.actions.publish import publish
from catalog.actions.save_draft import latest_draft
from catalog.models import Product, Reference, Term
from tests.catalog.actions.tables import tables

Maker = Callable[..., Product]
PRODUCT = "/admin/catalog/product/"


@pytest.fixture
def product(published: Maker, draft: Maker) -> Product:
    """It is live, a revision is scheduled, and the draft says more."""
    terms = [{"vocabulary": "target", "slug": slug, "label": slug} for slug in ("a2a", "adora2a")]
    product = published("T-1", terms=terms)
    draft("T-1", terms=terms, name="Theine")
    publish(product, by=None, reason="test", valid_from=timezone.now() + timedelta(days=1))
    draft("T-1", terms=terms, name="Theine", summary="Stimulant")
    for number in (181, 182):
        Reference.objects.create(doi=f"10.1000/{number}", title="A paper")
    return product


def _posted(product: Product) -> dict[str, tuple[str, dict[str, Any]]]:
    """Addresses that act, and what is posted to them."""
    version = latest_draft(product)
    assert version is not None
    below = f"{PRODUCT}{product.pk}/"
    kept, merged = Term.objects.order_by("pk")
    papers = list(Reference.objects.values_list("pk", flat=True))
    words = {"expected": version.sha256, "reason": "test", "scheduled": "cancel"}
    chosen = {"action": "publish_selected", "_selected_action": [product.pk]}
    expected = f'{{"{product.pk}": "{version.sha256}"}}'
    merge = {"action": "merge", "_selected_action": papers, "kept": papers[0]}
    return {
        "publish": (f"{below}publish/", words),
        "withdraw": (f"{below}withdraw/", {"note": "Impure.", "cancel_scheduled": "on"}),
        "cancel": (f"{below}cancel/", {"reason": "test"}),
        "revert": (f"{below}revert/", {"number": "1", "expected": version.sha256}),
        "publish many": (PRODUCT, chosen | words | {"publish_now": "1", "expected": expected}),
        "merge terms": (f"/admin/catalog/term/{merged.pk}/merge/", {"kept": kept.pk}),
        "merge references": ("/admin/catalog/reference/", merge),
    }


NEEDED = {
    "publish": ("publish_product",),
    "withdraw": ("publish_product",),
    "cancel": ("publish_product",),
    "revert": ("change_product",),
    "publish many": ("publish_product",),
    "merge terms": ("change_term", "delete_term"),
    "merge references": ("change_reference", "delete_reference"),
}
IN_A_LIST = {"publish many", "merge references"}
"""Django leaves out of a list's actions what somebody may not do, and sends them back to it."""


def sign_in(client: Client, permissions: Any) -> None:
    clerk = User.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.set(permissions)
    client.force_login(clerk)


@pytest.mark.parametrize(
    ("what", "missing"), [(what, name) for what, names in NEEDED.items() for name in names]
)
def test_without_the_permission_nothing_is_done(
    client: Client, product: Product, what: str, missing: str
) -> None:
    address, data = _posted(product)[what]
    sign_in(client, Permission.objects.exclude(codename=missing))
    before = tables()

    response = client.post(address, data)

    assert tables() == before
    if what in IN_A_LIST:
        assert response.status_code in (200, 302)
    else:
        assert response.status_code == 403
        assert f"&#x27;catalog.{missing}&#x27;" in response.content.decode()


@pytest.mark.parametrize("what", NEEDED)
def test_with_the_permission_alone_it_is_done(client: Client, product: Product, what: str) -> None:
    address, data = _posted(product)[what]
    seen = ("view_product", "view_reference")
    sign_in(client, Permission.objects.filter(codename__in=(*NEEDED[what], *seen)))
    before = tables()

    response = client.post(address, data)

    assert response.status_code == 302, response.content.decode()
    assert tables() != before


ACTIONS = {
    "publish": "publishing.publish",
    "withdraw": "withdrawing.withdraw",
    "cancel": "publishing.cancel_scheduled",
    "revert": "revisions.revert",
    "publish many": "publishing_many.publish_together",
    "merge terms": "vocabulary.merge_terms",
    "merge references": "reference.merge_references",
}


@pytest.mark.parametrize("what", ACTIONS)
def test_the_action_has_the_last_word(
    office: Client, product: Product, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an action refuses for want of a permission is no message on a page, but a 403."""

    def refuse(*_: Any, **__: Any) -> None:
        raise NotAllowedError("curie may not do this.")

    monkeypatch.setattr(f"catalog.admin.{ACTIONS[what]}", refuse)
    address, data = _posted(product)[what]

    response = office.post(address, data)

    assert response.status_code == 403
    assert "<p>curie may not do this.</p>" in response.content.decode()


@pytest.mark.parametrize(
    ("permissions", "links", "reverts"),
    [
        (["view_product"], [], False),
        (["change_product"], [], True),
        (["view_product", "publish_product"], ["publish/", "withdraw/"], False),
    ],
)
def test_screens_offer_what_is_allowed(
    client: Client, product: Product, permissions: list[str], links: list[str], reverts: bool
) -> None:
    sign_in(client, Permission.objects.filter(codename__in=permissions))
    below = f"{PRODUCT}{product.pk}/"

    screen = client.get(f"{below}change/").content.decode()
    history = client.get(f"{below}revisions/").content.decode()

    for link in ("publish/", "withdraw/"):
        assert (f'href="{below}{link}"' in screen) == (link in links)
    assert (f'action="{below}revert/"' in history) == reverts
