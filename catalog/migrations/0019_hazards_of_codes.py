"""Each hazard code becomes a row, and each row its code again on the way back."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import migrations

CODES, HAZARDS = "/hazard_codes", "/hazards"
AT_ONCE = 500


def rows_of_codes(apps: Any, schema_editor: Any) -> None:
    """As the upcast from version 2 to 3 reads the documents of these products."""
    apps.get_model("catalog", "Hazard").objects.bulk_create(_rows(apps), batch_size=AT_ONCE)
    _move_sources(apps, CODES, lambda fact: HAZARDS + fact.removeprefix(CODES))


def codes_of_rows(apps: Any, schema_editor: Any) -> None:
    """Classes, categories and systems have no column to go to, nor have hazards without a code or
    of a product that is not called classified."""
    products = apps.get_model("catalog", "Product").objects
    hazards = apps.get_model("catalog", "Hazard").objects
    for product in products.filter(hazard_status="classified").iterator():
        rows = hazards.filter(product=product).exclude(statement="").order_by("position", "id")
        if codes := ", ".join(dict.fromkeys(rows.values_list("statement", flat=True))):
            products.filter(pk=product.pk).update(hazard_codes=codes)
    hazards.all().delete()
    _move_sources(apps, HAZARDS, _fact_of_codes)


def _rows(apps: Any) -> Iterator[Any]:
    hazard = apps.get_model("catalog", "Hazard")
    products = apps.get_model("catalog", "Product").objects.exclude(hazard_codes="")
    for pk, codes in products.values_list("pk", "hazard_codes"):
        for position, code in enumerate(codes.replace(",", " ").split()):
            yield hazard(product_id=pk, position=position, statement=code)


def _move_sources(apps: Any, before: str, moved: Callable[[str], str]) -> None:
    sources = apps.get_model("catalog", "FactSource").objects
    for source in sources.filter(fact__startswith=before):
        if source.fact == before or source.fact.startswith(f"{before}/"):
            sources.filter(pk=source.pk).update(fact=moved(source.fact))


def _fact_of_codes(fact: str) -> str:
    """A code has no members of its own."""
    return CODES + "/".join(fact.removeprefix(HAZARDS).split("/")[:2])


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0018_hazards'),
    ]

    operations = [
        migrations.RunPython(rows_of_codes, codes_of_rows),
    ]
