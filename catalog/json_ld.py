"""A specification as JSON-LD: schema.org Product, with the chemistry as Bioschemas profiles it.

A compound with a structure is a MolecularEntity, one without is a ChemicalSubstance
(bioschemas.org/profiles); anything else is a product alone. What is unknown is left out, as
schema.org has no null.
"""

from collections.abc import Iterator

from catalog.language import own_language
from catalog.markdown import plain
from catalog.models import Pack, Product, Section, SiteSettings
from catalog.plain_json import JsonObject
from catalog.specification import declaration
from catalog.specification.declaration import WITHDRAWN, Compound, Specification
from catalog.specification.registry_numbers import registry_numbers
from catalog.specification.values import Quantity

AVAILABILITY = {  # of what is simply on sale the catalog knows no stock, and claims none
    Pack.Status.ON_REQUEST: "https://schema.org/MadeToOrder",
    Pack.Status.DISCONTINUED: "https://schema.org/Discontinued",
}
NOT_SOLD = dict.fromkeys(
    (Product.Status.DISCONTINUED, Product.Status.REPLACED, WITHDRAWN),
    "https://schema.org/Discontinued",
)


def json_ld(spec: Specification, site: SiteSettings, url: str) -> JsonObject:
    """The document's facts in the words of schema.org; ``url`` is the canonical address.

    Programs read it, so its words are those of the catalog's own language.
    """
    with own_language():
        return _described(spec, site, url)


def _described(spec: Specification, site: SiteSettings, url: str) -> JsonObject:
    compound = spec.compound
    described: JsonObject = {
        "@context": "https://schema.org",
        "@type": _types(compound),
        "@id": url,
        "url": url,
        "name": spec.name,
        "productID": spec.catalog_number,
        "category": str(spec.kind.label),
        "brand": {"@type": "Organization", "name": site.supplier_name},
        "description": _description(spec),
        "alternateName": [synonym.text for synonym in spec.synonyms],
        "identifier": list(_identifiers(spec)),
        "offers": [_offer(pack, spec.status) for pack in spec.packs],
        "citation": [
            f"https://doi.org/{citation.reference.doi}"
            for section in spec.sections
            for citation in section.citations
            if citation.reference.doi
        ],
    }
    if compound:
        described |= _chemistry(compound)
    return {name: value for name, value in described.items() if value not in (None, "", [])}


def _chemistry(compound: Compound) -> JsonObject:
    return {
        "molecularFormula": compound.formula,
        "smiles": compound.smiles,
        "inChI": compound.inchi,
        "inChIKey": compound.inchikey,
        "molecularWeight": _quantity(compound.molecular_weight),
    }


def _types(compound: Compound | None) -> str | list[str]:
    if not compound:
        return "Product"
    return ["Product", "MolecularEntity" if compound.smiles else "ChemicalSubstance"]


def _offer(pack: declaration.Pack, status: str | None) -> JsonObject:
    """No pack can be had of a product that is not sold any more."""
    offer = {"@type": "Offer", "sku": pack.sku}
    gone = NOT_SOLD.get(status or "")
    availability = gone or (AVAILABILITY.get(pack.status) if pack.status else None)
    return offer | {"availability": availability} if availability else offer


def _description(spec: Specification) -> str | None:
    bodies = [row.body for row in spec.sections if row.key == Section.Key.DESCRIPTION]
    return " ".join(plain(bodies[0]).split()) if bodies else spec.summary


def _identifiers(spec: Specification) -> Iterator[dict[str, str]]:
    for type_, value in registry_numbers(spec):
        yield {"@type": "PropertyValue", "propertyID": str(type_.label), "value": value}


def _quantity(weight: Quantity | None) -> JsonObject | None:
    """A weight that is a number; a range has both its ends."""
    if weight is None:
        return None
    ends = {"value": weight.value, "minValue": weight.min, "maxValue": weight.max}
    numbers = {name: end for name, end in ends.items() if end is not None}
    if not numbers:
        return None
    return {"@type": "QuantitativeValue", "unitText": weight.unit} | numbers
