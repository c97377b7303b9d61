"""What must hold is held by the database, whichever door a row comes through."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from catalog import models
from catalog.models import Product

pytestmark = pytest.mark.django_db
Change = Callable[[Product], Any]


def update(**columns: Any) -> Change:
    return lambda product: Product.objects.filter(pk=product.pk).update(**columns)


CASES: dict[str, Change] = {
    "replaced without a replacement": update(status="replaced"),
    "replaced by itself": lambda p: Product.objects.filter(pk=p.pk).update(replaced_by=p.pk),
    "variant value without a group": update(variant_value="High molecular weight"),
    "precautions against an unknown hazard": update(precautionary_statements="P264"),
    "pictograms of an unknown hazard": update(pictograms="GHS06"),
    "classified without a source": update(hazard_status="classified", pictograms="GHS06"),
    "a hazard of no kind": lambda p: models.Hazard.objects.create(product=p, system="ghs"),
    "a category of no class": lambda p: models.Hazard.objects.create(
        product=p, statement="H301", category="3"
    ),
    "no name": update(name=""),
    "a pack of none": lambda p: models.Pack.objects.create(product=p, sku="X", count=0),
    "the same SKU, spelled otherwise": lambda p: models.Pack.objects.create(product=p, sku="t1 5g"),
    "a kit in itself": lambda p: models.KitComponent.objects.create(
        product=p, component=p, name="x"
    ),
    "related to itself": lambda p: models.Relation.objects.create(
        product=p, related=p, type="control"
    ),
    "a registry number of nobody": lambda p: models.RegistryNumber.objects.create(
        type="cas", value="58-08-2"
    ),
    "a negative solubility": lambda p: models.Solubility.objects.create(
        product=p, solvent="DMSO", minimum=-1
    ),
    "a range that runs downwards": lambda p: models.Solubility.objects.create(
        product=p, solvent="DMSO", minimum=5, maximum=1
    ),
    "insoluble, with a value": lambda p: models.Solubility.objects.create(
        product=p, solvent="DMSO", result="insoluble", printed="5"
    ),
    "an activity without its measure": lambda p: models.Activity.objects.create(
        product=p, target="PDE", printed="5"
    ),
    "an image nobody can describe": lambda p: models.Figure.objects.create(
        product=p,
        key="f",
        image=models.StoredFile.objects.keep(b"x", "x.pdf", "application/pdf"),
    ),
    "an attachment of nothing": lambda p: models.Attachment.objects.create(
        product=p, kind="sds", title="SDS"
    ),
    "citation number zero": lambda p: models.Citation.objects.create(
        section=models.Section.objects.create(product=p, key="background", body="x"),
        number=0,
        reference=models.Reference.objects.create(pmid="1"),
    ),
    "a weight without unit and basis": lambda p: models.Compound.objects.create(
        key="x", name="X", weight_printed="804.02"
    ),
    "two quality tests with one key": lambda p: [
        models.QualityTest.objects.create(product=p, key="purity", subject="Purity")
        for _ in range(2)
    ],
    "an absorption at no wavelength": lambda p: models.AbsorptionMaximum.objects.create(
        product=p, solvent="water"
    ),
    "a stability of nothing": lambda p: models.SolutionStability.objects.create(
        product=p, solvent="DMSO"
    ),
    "a UN number of what is not restricted": lambda p: (
        models.TransportClassification.objects.create(
            product=p, regulated=False, un_number="UN 1170"
        )
    ),
    "a second row of site settings": lambda p: models.SiteSettings(pk=2).save(),
}


@pytest.mark.parametrize("case", CASES)
def test_the_database_refuses(draft: Callable[..., Product], case: str) -> None:
    product = draft("T-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        CASES[case](product)


def test_a_product_with_history_cannot_be_deleted(published: Callable[..., Product]) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        published().delete()
