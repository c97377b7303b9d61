"""JSON-LD: the same facts in the words of schema.org, and nothing that ends a script."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from msgspec.structs import replace

from catalog.json_ld import json_ld
from catalog.models import Product, SiteSettings
from tests.typed import specification

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]


def described(client: Client) -> tuple[str, dict[str, Any]]:
    html = client.get("/products/T-1/", follow=True).content.decode()
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return written, json.loads(written)


def test_a_molecule_with_its_identifiers(
    published: Maker, client: Client, caffeine: dict[str, Any]
) -> None:
    published("T-1", compound=caffeine, synonyms=[{"text": "Theine"}])

    _, found = described(client)

    assert found["@type"] == ["Product", "MolecularEntity"]
    assert found["molecularWeight"] == {
        "@type": "QuantitativeValue", "value": 194.19, "unitText": "g/mol"
    }  # fmt: skip
    assert found["inChIKey"] == "RYYVLZVUVIJVGH-UHFFFAOYSA-N"
    assert {"@type": "PropertyValue", "propertyID": "CAS number", "value": "58-08-2"} in found[
        "identifier"
    ]
    assert found["alternateName"] == ["Theine"]
    assert found["offers"][0]["sku"] == "T-1-5G"


def test_no_pack_of_what_is_not_sold_is_available(
    published: Maker, caffeine: dict[str, Any]
) -> None:
    spec = specification(published("T-1", compound=caffeine))
    for status in ("discontinued", "withdrawn"):
        found = json_ld(replace(spec, status=status), SiteSettings(), "https://catalog.example/")
        assert {row["availability"] for row in found["offers"]} == {
            "https://schema.org/Discontinued"
        }


def test_programs_read_the_same_words_in_every_language(
    published: Maker, caffeine: dict[str, Any]
) -> None:
    spec = specification(published("T-1", compound=caffeine))
    with translation.override("de"):
        found = json_ld(spec, SiteSettings(), "https://catalog.example/")

    assert found["category"] == "Natural product"
    assert [entry["propertyID"] for entry in found["identifier"]] == ["CAS number"]


def test_what_is_unknown_is_left_out(published: Maker, client: Client) -> None:
    published("T-1", name="LPS", kind="lipid_or_glycan")

    _, found = described(client)

    assert found["@type"] == "Product"
    assert not {"molecularWeight", "smiles", "description"} & set(found)


def test_no_name_ends_the_script(published: Maker, client: Client) -> None:
    published("T-1", name="A</script><script>alert(1)</script>&B", slug="a")

    written, found = described(client)

    assert "<" not in written
    assert found["name"] == "A</script><script>alert(1)</script>&B"


def test_a_past_revision_is_not_described_to_machines(published: Maker, client: Client) -> None:
    product = published("T-1")
    from catalog.actions.withdraw import withdraw

    withdraw(product, by=None)

    html = client.get("/products/T-1/revisions/1/").content.decode()
    assert "ld+json" not in html
