"""Loading many documents is loading each, in fewer queries: the same rows, drafts and refusals."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from catalog.actions.errors import ActionError
from catalog.actions.load_draft import load_draft
from catalog.actions.load_in_batches import Loaded, load_in_batches
from catalog.management.commands.seed_demo import demo_documents
from catalog.models import Compound, DraftVersion, Lock, Product, Reference, Term, TermAlias
from catalog.specification.load import DocumentError
from tests.catalog.actions.tables import written_by
from tests.conftest import POINTERS

Document = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.django_db


def loaded(documents: list[Any]) -> Loaded:
    (batch,) = load_in_batches(documents, by=None, reason="import", at_once=len(documents))
    return batch


def refused(batch: Loaded) -> dict[int, str]:
    return {refusal.place: str(refusal.error) for refusal in batch.refusals}


def one_by_one(documents: list[Any]) -> dict[int, str]:
    """What refuses each, in the same order; the others are loaded."""
    errors = {}
    for place, document in enumerate(documents):
        try:
            load_draft(document, by=None, reason="import")
        except (DocumentError, ActionError) as error:
            errors[place] = str(error)
    return errors


def differences(documents: list[Any]) -> list[str]:
    """The tables that are not the same after loading one by one and after loading all."""
    alone, together = written_by(lambda: one_by_one(documents), lambda: loaded(documents))
    return [table for table in alone if alone[table] != together[table]]


def test_many_at_once_write_what_each_alone_would(staff: User) -> None:
    """The demo's first of each kind have all that a product can have; pointers are loaded to what
    is there."""
    targets = [without_pointers(document) for document in demo_documents()[:30]]
    (batch,) = load_in_batches(targets, by=staff, reason="new", at_once=30)
    assert not batch.refusals
    first = {document["kind"]: document for document in reversed(demo_documents()[:30])}.values()
    there = [without_pointers(document) for document in first]
    again = [renumbered(document) for document in first]

    assert differences(there) == []  # which are there, and so change nothing
    assert differences(again) == []


def without_pointers(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in POINTERS}


def renumbered(document: dict[str, Any]) -> dict[str, Any]:
    """As a new product, related to those in this half of the demo, with the same compound."""
    made = deepcopy(document)
    made["catalog_number"] = f"N-{document['catalog_number']}"
    for pack in made.get("packs", []):
        pack["sku"] = f"N-{pack['sku']}"
    early = {f"ALQ-{number}" for number in range(1001, 1020)}
    made["relations"] = [row for row in made.get("relations", []) if row["product"] in early]
    return made


def test_the_rows_of_new_shared_things_are_the_same(
    document: Document, caffeine: dict[str, Any]
) -> None:
    paper = {"doi": "10.1000/1", "title": "Tea"}
    cited = [{"number": 1, "reference": paper}]
    section = {"key": "background", "body": "Known [1].", "citations": cited}
    term = {"vocabulary": "target", "slug": "adora2a", "label": "Adenosine A2A receptor"}
    salt = caffeine | {"key": "salt", "name": "Caffeine citrate", "parent": "caffeine",
                       "registry_numbers": [{"type": "cas", "value": "69-22-7"}]}  # fmt: skip

    assert differences([
        document("T-1", compound=caffeine, terms=[term], sections=[section]),
        document("T-2", compound=caffeine, terms=[term, term], sections=[section]),
        document("T-3", compound={"key": "caffeine"}, terms=[term]),
        document("T-4", compound=salt),
        document("T-5", compound=caffeine | {"name": "Theine"}),
        document("T-6", terms=[term | {"label": "A2A"}]),
    ]) == []  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"catalog_number": "T 2"},
        {"name": ""},
        {"colour": "white"},
        {"packs": [{"sku": "T-1-5G", "amount": "5 g"}]},
        {"packs": [{"sku": "A", "amount": "5 g"}, {"sku": "a", "amount": "1 g"}]},
        {"synonyms": [{"text": "Theine"}, {"text": "Theine"}]},
        {"status": "replaced"},
        {"replaced_by": "T-9"},
        {"compound": {"key": "nobody"}},
        {"compound": "caffeine"},
        {"solubility": [{"solvent": "Water", "result": "insoluble", "amount": "5 mg/mL"}]},
        {"terms": [{"vocabulary": "target", "slug": "Ä", "label": "Ä"}]},
        {"packs": "none"},
    ],
)
def test_what_is_wrong_is_told_as_ever_and_holds_nobody_up(
    document: Document, wrong: dict[str, Any]
) -> None:
    bad = document("T-2") | wrong
    documents = [document("T-1"), bad, document("T-3"), "no document"]

    batch = loaded(documents)
    alone = one_by_one([document("S-1"), "no document"])

    assert [version.product.catalog_number for version in batch.versions] == ["T-1", "T-3"]
    assert refused(batch).keys() == {1, 3}
    assert refused(batch)[3] == alone[1]
    with pytest.raises(DocumentError) as single:
        load_draft(bad, by=None, reason="import")
    assert refused(batch)[1] == str(single.value)


def test_one_that_the_database_refuses_leaves_the_others(document: Document) -> None:
    """A unique synonym, say: half of the batch is tried after the other, until one is left."""
    documents = [document(f"T-{place}") for place in range(9)]
    documents[6] |= {"pictograms": ["GHS06"]}  # though it is not classified

    batch = loaded(documents)

    assert len(batch.versions) == 8
    assert "go with the status 'classified'" in refused(batch)[6]


@pytest.mark.parametrize("error", [IntegrityError, DataError])
def test_what_only_the_database_refuses_holds_nobody_up(
    document: Document, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """A rule that no model checks: it is met by ``load_draft``, and the others go on."""
    save = Product.save

    def refuse(product: Product, *args: Any, **options: Any) -> None:
        save(product, *args, **options)
        if product.catalog_number == "T-2":
            raise error("violates check constraint\nDETAIL: row")

    monkeypatch.setattr(Product, "save", refuse)
    batch = loaded([document("T-1"), document("T-2"), document("T-3")])

    assert [version.product.catalog_number for version in batch.versions] == ["T-1", "T-3"]
    assert refused(batch) == {
        1: "/: the database refuses this document: violates check constraint DETAIL: row"
    }
    assert not Product.objects.filter(catalog_number="T-2").exists()


def test_of_rivals_the_first_wins_when_a_batch_is_halved(document: Document) -> None:
    """What the database refuses has the batch loaded by halves; both claim the number T1."""
    documents = [document("T-1", name="First"), document("T1", name="Rival"), document("T-3")]
    documents.append(document("T-4") | {"pictograms": ["GHS06"]})

    batch = loaded([documents[0], documents[2], documents[1], documents[3]])

    assert Product.objects.get(catalog_number="T-1").name == "First"
    assert refused(batch).keys() == {2, 3}
    assert "'T1' is taken: T-1 is First" in refused(batch)[2]


def test_a_product_that_is_there_is_changed(document: Document) -> None:
    load_draft(document("T-1"), by=None, reason="new")

    batch = loaded([document("T-2"), document("T-1", name="Theine"), document("T-1")])

    numbers = [(version.product.catalog_number, version.number) for version in batch.versions]
    assert numbers == [("T-2", 1), ("T-1", 2), ("T-1", 3)]


def test_of_two_documents_of_one_new_product_the_later_one_changes_it(document: Document) -> None:
    batch = loaded([document("T-1"), document("T1", name="Theine"), document("T-1", grade="USP")])

    assert [version.number for version in batch.versions] == [1, 2]
    assert "'T1' is taken: T-1 is Caffeine" in refused(batch)[1]
    assert Product.objects.get().grade == "USP"


def test_new_products_may_point_to_one_another(document: Document) -> None:
    batch = loaded([
        document("T-1", relations=[{"type": "control", "product": "T-2"}]),
        document("T-2", kit_components=[{"name": "Part", "product": "T-1"}]),
        document("T-3", relations=[{"type": "control", "product": "T-4"}]),
        document("T-4", name=""),
    ])  # fmt: skip

    first, second = (version.read() for version in batch.versions)
    assert first["relations"][0]["product"] == {"catalog_number": "T-2", "name": "Caffeine"}
    assert second["kit_components"][0]["product"]["catalog_number"] == "T-1"
    assert refused(batch).keys() == {2, 3}
    assert "no product has this catalog number" in refused(batch)[2]


def test_nothing_of_a_refused_document_is_left(document: Document) -> None:
    batch = loaded([
        document("T-1", compound={"key": "x", "name": "X"}, replaced_by="T-9"),
        document("T-2", compound={"key": "x"}),
    ])  # fmt: skip

    assert refused(batch).keys() == {0, 1}
    assert not Compound.objects.exists()


def test_a_merged_term_is_the_one_that_is_kept(document: Document) -> None:
    kept = Term.objects.create(vocabulary="target", slug="cd3", label="CD3")
    TermAlias.objects.create(vocabulary="target", slug="cd3e", term=kept)
    former = {"vocabulary": "target", "slug": "cd3e", "label": "CD3ε"}

    loaded([document("T-1", terms=[former]), document("T-2", terms=[former])])

    assert set(kept.products.values_list("catalog_number", flat=True)) == {"T-1", "T-2"}
    assert Term.objects.count() == 1


def test_it_takes_no_more_queries_for_many_than_for_two(
    document: Document, caffeine: dict[str, Any]
) -> None:
    Lock.acquire(Lock.Name.DRAFTS)
    documents = [
        document(f"T-{place}", compound=caffeine | {"key": f"c-{place}"}) for place in range(20)
    ]

    def queries(part: list[dict[str, Any]]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(loaded(part).versions) == len(part)
        return len(captured)

    assert queries(documents[:2]) == queries(documents[2:])


def test_batch_after_batch(document: Document) -> None:
    documents = [document(f"T-{place}") for place in range(5)]
    documents[3] = {}

    running = load_in_batches(iter(documents), by=None, reason="import", at_once=2)

    assert DraftVersion.objects.count() == 0
    assert [len(batch.versions) for batch in running] == [2, 1, 1]
    assert DraftVersion.objects.count() == 4
    assert Reference.objects.count() == 0


def test_the_place_of_what_is_refused_is_told(document: Document) -> None:
    batches = load_in_batches([document("T-1"), {}, {}], by=None, reason="import", at_once=2)

    assert [refusal.place for batch in batches for refusal in batch.refusals] == [1, 2]
