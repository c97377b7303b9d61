"""A specification as JSON-LD: schema.org Product, with the chemistry as Bioschemas profiles it.

A compound with a structure is a MolecularEntity, one without is a ChemicalSubstance
(bioschemas.org/profiles); anything else is a product alone. What is unknown is left out, as
schema.org has no null.
"""

from collections.abc import Iterator
from typing import Any

from catalog.language import own_language
from catalog.markdown import plain
from catalog.models import Kind, Pack, Product, RegistryNumber, SiteSettings
from catalog.spec.declaration import WITHDRAWN

AVAILABILITY = {  # of what is simply on sale the catalog knows no stock, and claims none
    Pack.Status.ON_REQUEST: "https://schema.org/MadeToOrder",
    Pack.Status.DISCONTINUED: "https://schema.org/Discontinued",
}
NOT_SOLD = dict.fromkeys(
    (Product.Status.DISCONTINUED, Product.Status.REPLACED, WITHDRAWN),
    "https://schema.org/Discontinued",
)
CHEMISTRY = {
    "molecularFormula": "formula",
    "smiles": "smiles",
    "inChI": "inchi",
    "inChIKey": "inchikey",
}


def json_ld(spec: dict[str, Any], site: SiteSettings, url: str) -> dict[str, Any]:
    """The document's facts in the words of schema.org; ``url`` is the canonical address.

    Programs read it, so its words are those of the catalog's own language.
    """
    with own_language():
        return _described(spec, site, url)


def _described(spec: dict[str, Any], site: SiteSettings, url: str) -> dict[str, Any]:
    compound = spec["compound"]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _types(compound),
        "@id": url,
        "url": url,
        "name": spec["name"],
        "productID": spec["catalog_number"],
        "category": str(Kind(spec["kind"]).label),
        "brand": {"@type": "Organization", "name": site.supplier_name},
        "description": _description(spec),
        "alternateName": [synonym["text"] for synonym in spec["synonyms"]],
        "identifier": list(_identifiers(spec)),
        "offers": [_offer(pack, spec["status"]) for pack in spec["packs"]],
        "citation": [
            f"https://doi.org/{citation['reference']['doi']}"
            for section in spec["sections"]
            for citation in section["citations"]
            if citation["reference"]["doi"]
        ],
    }
    if compound:
        described |= {name: compound[member] for name, member in CHEMISTRY.items()}
        described["molecularWeight"] = _quantity(compound["molecular_weight"])
    return {name: value for name, value in described.items() if value not in (None, "", [])}


def _types(compound: dict[str, Any] | None) -> str | list[str]:
    if not compound:
        return "Product"
    return ["Product", "MolecularEntity" if compound["smiles"] else "ChemicalSubstance"]


def _offer(pack: dict[str, Any], status: str | None) -> dict[str, Any]:
    """No pack can be had of a product that is not sold any more."""
    offer = {"@type": "Offer", "sku": pack["sku"]}
    gone = NOT_SOLD.get(status or "")
    availability = gone or AVAILABILITY.get(pack["status"])
    return offer | {"availability": availability} if availability else offer


def _description(spec: dict[str, Any]) -> str | None:
    bodies = [row["body"] for row in spec["sections"] if row["key"] == "description"]
    return " ".join(plain(bodies[0]).split()) if bodies else spec["summary"]


def _identifiers(spec: dict[str, Any]) -> Iterator[dict[str, str]]:
    rows = [*spec["registry_numbers"], *(spec["compound"] or {}).get("registry_numbers", [])]
    for row in rows:
        if row["qualifier"] == RegistryNumber.Qualifier.THIS_FORM:
            label = str(RegistryNumber.Type(row["type"]).label)
            yield {"@type": "PropertyValue", "propertyID": label, "value": row["value"]}


def _quantity(weight: dict[str, Any] | None) -> dict[str, Any] | None:
    """A weight that is a number; a range has both its ends."""
    if not weight:
        return None
    names = {"value": "value", "min": "minValue", "max": "maxValue"}
    numbers = {names[end]: weight[end] for end in names if weight.get(end) is not None}
    if not numbers:
        return None
    return {"@type": "QuantitativeValue", "unitText": weight["unit"]} | numbers
