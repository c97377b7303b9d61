"""Two people at once, in two processes' worth of connections."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from catalog.actions.errors import ActionError, PublicationError
from catalog.actions.load_draft import load_draft
from catalog.actions.load_in_batches import Loaded, load_in_batches
from catalog.actions.publish import Instruction, Publication, publish
from catalog.actions.publish_in_batches import publish_in_batches
from catalog.actions.save_draft import latest_draft
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
    marie = User.objects.create_superuser("marie")
    irene = User.objects.create_superuser("irene")
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
def test_many_are_published_by_two_at_once(document: Callable[..., dict[str, Any]]) -> None:
    """Batches and single publications take turns; each draft is published once."""
    documents = [document(f"T-{place}") for place in range(8)]
    (loaded,) = load_in_batches(documents, by=None, reason="new")
    products = [version.product for version in loaded.versions]
    told = Instruction(by=None)

    def in_batches(part: list[Product]) -> list[Publication]:
        return list(publish_in_batches(part, told, at_once=2))

    forward, backward, _ = at_once(
        lambda: in_batches(products),
        lambda: in_batches(products[::-1]),
        lambda: publish(products[4], by=None),
    )

    positions = list(Revision.objects.values_list("position", flat=True))
    assert positions == [1, 2, 3, 4, 5, 6, 7, 8]
    assert Revision.objects.values("product").distinct().count() == 8
    refused = [str(refusal.error) for done in (*forward, *backward) for refusal in done.refusals]
    assert len(refused) in (8, 9)  # one more if the single publication came first
    assert all("Nothing to publish" in said for said in refused)


@pytest.mark.django_db(transaction=True)
def test_many_are_loaded_by_two_at_once(
    document: Callable[..., dict[str, Any]], caffeine: dict[str, Any]
) -> None:
    """Whoever comes second finds the compound, and the products, as the first one made them."""
    documents = [document(f"T-{place}", compound=caffeine) for place in range(6)]

    def load() -> list[Loaded]:
        return list(load_in_batches(documents, by=None, reason="new", at_once=3))

    one, other = at_once(load, load)

    for batches in (one, other):
        assert [len(batch.versions) for batch in batches] == [3, 3]
    assert list(DraftVersion.objects.values_list("number", flat=True)) == [1] * 6


@pytest.mark.django_db(transaction=True)
def test_two_editors_of_one_draft(document: Callable[..., dict[str, Any]]) -> None:
    marie = User.objects.create_superuser("marie")
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


@pytest.mark.django_db(transaction=True)
def test_a_compound_that_changes_while_a_product_takes_it_up(
    document: Callable[..., dict[str, Any]], caffeine: dict[str, Any]
) -> None:
    """Whichever comes first, the latest draft of the product has the latest compound."""
    load_draft(document("T-1", compound=caffeine), by=None, reason="new")
    load_draft(document("T-2"), by=None, reason="new")
    renamed = caffeine | {"name": "1,3,7-Trimethylxanthine"}

    at_once(
        lambda: load_draft(document("T-2", compound={"key": "caffeine"}), by=None, reason="use"),
        lambda: load_draft(document("T-1", compound=renamed), by=None, reason="rename"),
    )

    for number in ("T-1", "T-2"):
        latest = latest_draft(Product.objects.get(catalog_number=number))
        assert latest is not None
        assert latest.read()["compound"]["name"] == "1,3,7-Trimethylxanthine"


@pytest.mark.django_db(transaction=True)
def test_documents_that_share_papers_in_another_order(
    document: Callable[..., dict[str, Any]],
) -> None:
    papers = [{"doi": f"10.1000/{place}", "title": f"Paper {place}"} for place in range(6)]

    def citing(number: str, order: list[dict[str, str]]) -> dict[str, Any]:
        body = "".join(f"[{place}]" for place in range(1, len(order) + 1))
        cited = [{"number": n, "reference": paper} for n, paper in enumerate(order, start=1)]
        return document(number, sections=[{"key": "background", "body": body, "citations": cited}])

    results = at_once(
        *(
            lambda d=d: load_draft(d, by=None, reason="import")
            for d in (citing("T-1", papers), citing("T-2", papers[::-1]))
        )
    )

    assert [type(result) for result in results] == [DraftVersion, DraftVersion]
