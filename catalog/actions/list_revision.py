"""List a revision: the interval in which it is shown, with what it is filtered and found by."""

from collections.abc import Iterator
from typing import Any

from catalog.chemistry.quantity import convert
from catalog.keys import match_key, sort_key
from catalog.models import (
    FOREVER,
    Listing,
    ListingFile,
    ListingIdentifier,
    ListingTerm,
    Revision,
)

UNKNOWN_WEIGHT = "z"


def list_revision(revision: Revision, spec: dict[str, Any]) -> Listing:
    """Write the listing of ``revision`` and end those of earlier ones."""
    if revision.number > 1:
        _end_earlier(revision)
    cancelled = revision.kind == Revision.Kind.CANCELLATION
    listing = Listing.objects.create(
        revision=revision,
        product_id=revision.product_id,
        visible_from=revision.valid_from,
        visible_until=revision.valid_from if cancelled else FOREVER,
        withdrawn=revision.kind == Revision.Kind.WITHDRAWAL,
        **_columns(spec),
    )
    ListingIdentifier.objects.bulk_create(
        ListingIdentifier(listing=listing, type=type_, text=text, key=match_key(text)[:200])
        for type_, text in dict.fromkeys(_identifiers(spec))
    )
    ListingTerm.objects.bulk_create(ListingTerm(listing=listing, **term) for term in spec["terms"])
    ListingFile.objects.bulk_create(
        ListingFile(listing=listing, sha256=file["sha256"]) for file in _files(spec)
    )
    return listing


def _end_earlier(revision: Revision) -> None:
    """Earlier revisions are shown no longer than this one's start.

    A cancellation ends only what was not shown yet, and what is shown stays on without an end.
    """
    moment = revision.valid_from
    listings = Listing.objects.filter(
        product_id=revision.product_id,
        revision__number__lt=revision.number,
        visible_until__gt=moment,
    )
    if revision.kind == Revision.Kind.CANCELLATION:
        listings.filter(visible_from__lte=moment).update(visible_until=FOREVER)
        listings = listings.filter(visible_from__gt=moment)
    listings.update(visible_until=moment)


def _columns(spec: dict[str, Any]) -> dict[str, Any]:
    compound = spec["compound"] or {}
    grams = _grams_per_mole(compound.get("molecular_weight") or {})
    return {
        "catalog_number": spec["catalog_number"],
        "catalog_number_key": match_key(spec["catalog_number"]),
        "catalog_number_sort": sort_key(spec["catalog_number"]),
        "slug": spec["slug"],
        "name": spec["name"],
        "name_key": sort_key(spec["name"]),
        "kind": spec["kind"],
        "status": spec["status"],
        "summary": spec["summary"] or "",
        "grade": spec["grade"] or "",
        "cas": cas_number(spec) or "",
        "formula": compound.get("formula") or "",
        "molecular_weight": compound.get("molecular_weight"),
        "grams_per_mole": grams,
        "weight_key": UNKNOWN_WEIGHT if grams is None else f"{round(grams * 1000):018d}",
    }


def cas_number(spec: dict[str, Any]) -> str | None:
    """The CAS number of this very form, of the product or else of its compound."""
    for _, number in _registry_numbers(spec, type_="cas", qualifier="this_form"):
        return number
    return None


def _registry_numbers(
    spec: dict[str, Any], *, type_: str | None = None, qualifier: str
) -> Iterator[tuple[str, str]]:
    rows = [*spec["registry_numbers"], *(spec["compound"] or {}).get("registry_numbers", [])]
    for row in rows:
        if row["qualifier"] == qualifier and type_ in (None, row["type"]):
            yield row["type"], row["value"]


def _identifiers(spec: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "catalog_number", spec["catalog_number"]
    yield "name", spec["name"]
    yield from (("sku", pack["sku"]) for pack in spec["packs"])
    yield from (("synonym", synonym["text"]) for synonym in spec["synonyms"])
    yield from _registry_numbers(spec, qualifier="this_form")
    if inchikey := (spec["compound"] or {}).get("inchikey"):
        yield "inchikey", inchikey


def _files(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The stored files that a document shows, each once."""
    shown = [
        *(figure["image"] for figure in spec["figures"]),
        *(attachment["file"] for attachment in spec["attachments"]),
        *(sequence["genbank"] for sequence in spec["sequences"]),
    ]
    return list({file["sha256"]: file for file in shown if file}.values())


def _grams_per_mole(weight: dict[str, Any]) -> float | None:
    """What a weight is sorted and filtered by: its value, or the lower end of its range."""
    value: float | None = weight.get("value", weight.get("min"))
    return None if value is None else convert(value, weight["unit"], "g/mol")
