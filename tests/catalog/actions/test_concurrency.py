"""Two people at once, in two processes' worth of connections."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from catalog.actions.errors import ActionError, PublicationError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.models import DraftVersion, Product, Revision


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run jobs in threads that start together; each result, or the ActionError it raised."""
    barrier = threading.Barrier(len(jobs))
    results: list[Any] = [None] * len(jobs)

    def run(place: int) -> None:
        try:
            barrier.wait()
            results[place] = jobs[place]()
        except ActionError as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True)
def test_one_draft_is_published_once(document: Callable[..., dict[str, Any]]) -> None:
    marie = User.objects.create_user("marie")
    irene = User.objects.create_user("irene")
    product = load_draft(document(), by=marie, reason="new").product

    results = at_once(lambda: publish(product, by=marie), lambda: publish(product, by=irene))

    assert len([result for result in results if isinstance(result, Revision)]) == 1
    (refusal,) = (result for result in results if isinstance(result, PublicationError))
    winner = Revision.objects.get()
    assert winner.author is not None
    assert f"is revision 1, published by {winner.author.username}" in str(refusal)


@pytest.mark.django_db(transaction=True)
def test_many_products_at_once_leave_no_gap(document: Callable[..., dict[str, Any]]) -> None:
    products = [
        load_draft(document(f"T-{place}"), by=None, reason="new").product for place in range(6)
    ]

    results = at_once(*(lambda p=p: publish(p, by=None) for p in products))

    assert not [result for result in results if not isinstance(result, Revision)]
    positions = list(Revision.objects.values_list("position", flat=True))
    assert positions == [1, 2, 3, 4, 5, 6]
    moments = list(Revision.objects.values_list("recorded_at", flat=True))
    assert moments == sorted(moments)


@pytest.mark.django_db(transaction=True)
def test_two_editors_of_one_draft(document: Callable[..., dict[str, Any]]) -> None:
    marie = User.objects.create_user("marie")
    first = load_draft(document(), by=marie, reason="new")

    def edit(name: str) -> Callable[[], DraftVersion]:
        changed = document(name=name)
        return lambda: load_draft(changed, by=marie, reason="edit", expected=first.sha256)

    results = at_once(edit("Theine"), edit("Guaranine"))

    (saved,) = (result for result in results if isinstance(result, DraftVersion))
    (refusal,) = (result for result in results if isinstance(result, ActionError))
    assert "was changed by marie" in str(refusal)
    assert saved.number == 2
    assert Product.objects.get().name == saved.read()["name"]
