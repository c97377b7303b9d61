"""Documents into rows and back."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.models import Compound, Product
from catalog.spec.document import draft_document
from catalog.spec.load import DocumentError, load

pytestmark = pytest.mark.django_db
Document = Callable[..., dict[str, Any]]


def test_a_document_survives_the_rows(document: Document, caffeine: dict[str, Any]) -> None:
    product, _ = load(
        document(
            compound=caffeine,
            solubility=[{"solvent": "Water", "amount": "≥ 20 mg/mL", "temperature": "25 °C"}],
            storage=[{"temperature": "2-8 °C", "protect_from_light": True}],
            sections=[
                {
                    "key": "description",
                    "body": "An antagonist of adenosine receptors [1].",
                    "citations": [
                        {"number": 1, "reference": {"pmid": "10049999", "title": "Actions"}}
                    ],
                }
            ],
            terms=[{"vocabulary": "target", "slug": "adora2a", "label": "ADORA2A"}],
        )
    )
    first = draft_document(product)

    again, loader = load(first, product)

    assert draft_document(again) == first
    assert loader.shared_changes == []
    assert first["solubility"][0]["amount"] == {
        "text": "≥ 20",
        "operator": "≥",
        "value": 20,
        "unit": "mg/mL",
    }
    assert first["compound"]["molecular_weight"] == {
        "text": "194.19",
        "value": 194.19,
        "unit": "g/mol",
    }
    assert first["storage"][0]["temperature"] == {"text": "2-8", "min": 2, "max": 8, "unit": "°C"}
    assert first["compound"]["inchikey"] == "RYYVLZVUVIJVGH-UHFFFAOYSA-N"


@pytest.mark.parametrize(
    ("members", "path", "words"),
    [
        ({"kind": "molecule"}, "/kind", "choose one of small_molecule"),
        ({"catalog_number": "A/1"}, "/catalog_number", "is not a catalog number"),
        ({"nmae": "Caffeine"}, "/nmae", "did you mean 'name'"),
        (
            {"registry_numbers": [{"type": "cas", "value": "58-08-3"}]},
            "/registry_numbers/0/value",
            "58-08-3",
        ),
        (
            {"compound": {"key": "x", "name": "X", "formula": "C8Zz2"}},
            "/compound/formula",
            "Zz",
        ),
        (
            {"compound": {"key": "x", "name": "X", "smiles": "C1CC("}},
            "/compound/smiles",
            "C1CC(",
        ),
        (
            {
                "compound": {
                    "key": "x",
                    "name": "X",
                    "molecular_weight": "-5 g/mol",
                    "weight_basis": "printed",
                }
            },
            "/compound/molecular_weight",
            "-5",
        ),
        (
            {"solubility": [{"solvent": "DMSO", "amount": "100 mgg/mL"}]},
            "/solubility/0/amount",
            "mgg/mL",
        ),
        (
            {"sections": [{"key": "description", "body": "<script>alert(1)</script>"}]},
            "/sections/0/body",
            "<script>",
        ),
        (
            {"relations": [{"type": "control", "product": "NOBODY-1"}]},
            "/relations/0/product",
            "no product has this catalog number",
        ),
        (
            {"characteristics": [{"key": "clone", "value": "OKT3"}]},
            "/characteristics/0/key",
            "does not belong to a small molecule",
        ),
        (
            {
                "compound": {
                    "key": "x",
                    "name": "X",
                    "molecular_weight": {"text": "804.02", "value": 900, "unit": "g/mol"},
                    "weight_basis": "printed",
                }
            },
            "/compound/molecular_weight/value",
            "the printed text '804.02' says 804.02",
        ),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(
    document: Document, members: dict[str, Any], path: str, words: str
) -> None:
    from django.db import transaction

    with pytest.raises(DocumentError) as caught, transaction.atomic():
        load(document(**members))

    problems = {problem.path: str(problem) for problem in caught.value.problems}
    assert path in problems, problems
    assert words in problems[path]
    assert not Product.objects.exists()
    assert not Compound.objects.exists()


def test_one_sku_belongs_to_one_product(document: Document) -> None:
    load(document("T-1", packs=[{"sku": "AB-1", "amount": "1 mg"}]))

    with pytest.raises(DocumentError, match="SKU 'ab1' is taken by T-1"):
        load(document("T-2", packs=[{"sku": "ab1", "amount": "1 mg"}]))
