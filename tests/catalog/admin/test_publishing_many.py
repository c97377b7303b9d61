"""Publishing from the product list: what can be published, what cannot and why, with one note."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.admin import publishing_many
from catalog.models import Product, Revision

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]
LIST = "/admin/catalog/product/"


def chosen(*products: Product, **typed: Any) -> dict[str, Any]:
    """What the list sends when the action is chosen."""
    selected = [product.pk for product in products]
    return {"action": "publish_selected", "_selected_action": selected} | typed


def published(office: Client, *products: Product, **typed: Any) -> Any:
    """What the screen answers when it is filled in and sent; then it is followed."""
    screen = office.post(LIST, chosen(*products))
    expected = screen.context["form"]["expected"].value()
    sent = {"publish_now": "Publish", "expected": expected} | typed
    return office.post(LIST, chosen(*products, **sent), follow=True)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_many_drafts_are_published_with_one_note(office: Client, draft: Maker) -> None:
    products = [draft("T-1"), draft("T-2"), draft("T-3")]

    done = published(office, *products[:2], change_note="New terms", reason="Merged")

    assert "2 drafts are published." in text(done)
    revisions = Revision.objects.order_by("position")
    assert [revision.product for revision in revisions] == products[:2]
    assert {(r.change_note, r.reason) for r in revisions} == {("New terms", "Merged")}
    assert {revision.author.username for revision in revisions if revision.author} == {"curie"}


def test_what_cannot_be_published_is_listed_with_the_reason(office: Client, draft: Maker) -> None:
    good = draft("T-1")
    wrong = draft("T-2", sections=[{"key": "background", "body": "Known [1]."}])
    repeated = draft("T-3")
    publish(repeated, by=None)

    asked = text(office.post(LIST, chosen(good, wrong, repeated)))
    assert "2 cannot be published" in asked
    assert "Nothing to publish: this draft of T-3 is revision 1" in asked
    assert f'href="{LIST}{wrong.pk}/publish/"' in asked
    assert "1 draft to publish" in asked

    done = text(published(office, good, wrong, repeated))
    assert "1 draft is published." in done
    assert "Drafts left as they are: 2." in done
    assert Revision.objects.filter(product=good).exists()
    assert not Revision.objects.filter(product=wrong).exists()


def test_where_nothing_can_be_published_there_is_no_button(office: Client, draft: Maker) -> None:
    repeated = draft("T-1")
    publish(repeated, by=None)

    page = text(office.post(LIST, chosen(repeated)))

    assert "There is nothing to publish" in page
    assert 'name="publish_now"' not in page


def test_warnings_need_a_reason_and_are_shown(office: Client, draft: Maker) -> None:
    products = [draft("T-1", packs=[]), draft("T-2")]

    asked = office.post(LIST, chosen(*products))
    assert "1 warning needs a reason" in text(asked)
    assert "an active product has at least one pack" in text(asked)

    refused = published(office, *products)
    assert refused.context["form"].errors.keys() == {"reason"}
    assert not Revision.objects.exists()
    assert "2 drafts are published." in text(published(office, *products, reason="Packs follow"))


def test_a_draft_that_changed_meanwhile_is_left(
    office: Client, draft: Maker, document: Document
) -> None:
    products = [draft("T-1"), draft("T-2")]
    reviewed = office.post(LIST, chosen(*products)).context["form"]["expected"].value()
    load_draft(document("T-2", name="Theine"), by=None, reason="edit")

    done = text(published(office, *products, expected=reviewed))

    assert "1 draft is published." in done
    assert "The draft of T-2 changed since you reviewed it" in done.replace("&#x27;", "'")
    assert [revision.product for revision in Revision.objects.all()] == products[:1]


@pytest.mark.parametrize("nonsense", ["", "x", "[]", '{"a": 1}'])
def test_a_form_that_was_tampered_with_is_asked_again(
    office: Client, draft: Maker, nonsense: str
) -> None:
    refused = published(office, draft("T-1"), expected=nonsense)

    assert refused.context["form"].errors.keys() == {"expected"}
    assert not Revision.objects.exists()


def test_what_becomes_of_scheduled_ones_is_asked(
    office: Client, draft: Maker, document: Document
) -> None:
    products = [draft("T-1"), draft("T-2")]
    assert "scheduled" not in office.post(LIST, chosen(*products)).context["form"].fields
    publish(products[0], by=None, valid_from=timezone.now() + timedelta(days=1))
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")

    asked = office.post(LIST, chosen(*products))
    assert "scheduled" in asked.context["form"].fields
    assert "Revision 1 is scheduled for" in text(asked)

    done = text(published(office, *products, scheduled="cancel"))
    assert "2 drafts are published." in done
    assert list(Revision.objects.filter(product=products[0]).values_list("number")) == [(1,), (2,)]


def test_too_many_at_once_are_refused(
    office: Client, draft: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing_many, "MOST_PUBLISHED", 1)

    page = text(office.post(LIST, chosen(draft("T-1"), draft("T-2")), follow=True))

    assert "Choose at most 1 drafts: filter the list" in page


def test_only_those_who_may_publish_are_offered_it(client: Client, draft: Maker) -> None:
    product = draft("T-1")
    editor = User.objects.create_user("irene", is_staff=True)
    for right in ("view_product", "change_product"):
        editor.user_permissions.add(Permission.objects.get(codename=right))
    client.force_login(editor)

    assert "publish_selected" not in text(client.get(LIST))
    client.post(LIST, chosen(product, publish_now="Publish", expected="{}"), follow=True)
    assert not Revision.objects.exists()
    editor.user_permissions.add(Permission.objects.get(codename="publish_product"))
    assert "publish_selected" in text(client.get(LIST))


def test_every_field_has_its_label(office: Client, draft: Maker) -> None:
    page = text(office.post(LIST, chosen(draft("T-1"))))

    for field in ("change_note", "reason", "valid_from"):
        assert f'for="id_{field}"' in page
        assert f'id="id_{field}"' in page
